"""Which requirements apply to a case: by custody date, class membership, category, relationship and facts.

The rules themselves are dated data that the caller passes in. Nothing is guessed: where a fact is unknown, a
requirement that hangs on it is listed as not certain, with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ..reasons import Reason, because

Status = Literal["in_force", "in_force_with_injunction", "superseded_except_class", "proposed"]
ANY_EXIT = "any"
UNRELATED = frozenset({"unrelated_adult", "family_friend", "godparent"})
# 45 CFR 410.1204 as reported: a home study for a non-relative sponsor of a child aged 12 or under.
HOME_STUDY_AGE = 12


@dataclass(frozen=True)
class Ruleset:
    id: str
    status: Status
    valid_from: date | None
    valid_to: date | None
    unverified: bool = False


@dataclass(frozen=True)
class ProtectedClass:
    """Children whom a court order protects: ``suspends`` names the rulesets that do not apply to them."""

    id: str
    valid_from: date
    custody_on_or_before: date
    suspends: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """``count`` pieces of evidence out of ``of``."""

    count: int
    of: tuple[str, ...]


@dataclass(frozen=True)
class Requirement:
    """One thing that must be shown. ``options``: one is enough; all groups of an option are needed.

    ``options`` None = the current list is not known. ``chain``: proved by the kinship chain instead.
    ``supporting`` strengthens and never satisfies. ``from_abroad``: what a Defender can obtain.
    """

    id: str
    options: tuple[tuple[Group, ...], ...] | None
    from_abroad: tuple[str, ...]
    sources: tuple[str, ...]
    unverified: bool
    exits: tuple[str, ...] = ("sponsor_release",)
    categories: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    rulesets: tuple[str, ...] = ()
    when: str = ""
    any_fact: tuple[str, ...] = ()
    chain: bool = False
    fallback: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseFacts:
    """What is known of a case. None = not known. ``true_facts``: codes of facts that hold (disability …).

    ``class_member`` is counsel's decision and overrides what the dates suggest.
    """

    custody_date: date | None = None
    category: str = ""
    relationship: str = ""
    exit: str = "sponsor_release"
    child_age: tuple[int, int] | None = None
    class_member: bool | None = None
    sponsor_identified: bool | None = None
    blocked_by_documents: bool | None = None
    conditions: tuple[tuple[str, bool | None], ...] = ()
    true_facts: frozenset[str] = field(default_factory=frozenset)

    def condition(self, name: str) -> bool | None:
        """A named condition (parent_abroad_alive …); None where nobody has said."""
        return dict(self.conditions).get(name)


@dataclass(frozen=True)
class Applies:
    """A requirement that applies. Not ``certain``: it hangs on something nobody has said yet (see
    ``why``).
    """

    requirement: Requirement
    certain: bool
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class _Verdict:
    """True, False or None (cannot tell), with its reason."""

    holds: bool | None
    why: tuple[Reason, ...] = ()


def membership(facts: CaseFacts, protected: ProtectedClass, on: date) -> tuple[bool | None, Reason]:
    """Whether the child is in the class: counsel's word first, then custody date and both facts; None =
    undecided.
    """
    if on < protected.valid_from:
        return False, because("class_not_yet_ordered", id=protected.id)
    if facts.class_member is not None:
        return facts.class_member, because(
            "class_decided_by_counsel", id=protected.id, member=facts.class_member
        )
    if facts.custody_date is None:
        return None, because("custody_date_unknown", id=protected.id)
    if facts.custody_date > protected.custody_on_or_before:
        return False, because("custody_after_cutoff", id=protected.id, cutoff=protected.custody_on_or_before)
    known = (facts.sponsor_identified, facts.blocked_by_documents)
    if False in known:
        return False, because("class_conditions_not_met", id=protected.id)
    if None in known:
        return None, because("class_conditions_unknown", id=protected.id)
    return True, because("class_member", id=protected.id, cutoff=protected.custody_on_or_before)


def applicable(
    facts: CaseFacts,
    requirements: Iterable[Requirement],
    rulesets: Iterable[Ruleset],
    classes: Iterable[ProtectedClass],
    *,
    on: date,
) -> tuple[Applies, ...]:
    """The requirements that apply on a day, in the order given, each with why."""
    rules, protected = {rule.id: rule for rule in rulesets}, tuple(classes)
    found = []
    for requirement in requirements:
        if not _concerns(facts, requirement):
            continue
        verdicts = [
            _in_effect(facts, requirement, rules, protected, on),
            _category(facts, requirement),
            _condition(facts, requirement),
            _facts(facts, requirement),
        ]
        if any(verdict.holds is False for verdict in verdicts):
            continue
        certain = all(verdict.holds for verdict in verdicts)
        found.append(Applies(requirement, certain, tuple(why for verdict in verdicts for why in verdict.why)))
    return tuple(found)


def proposed(rulesets: Iterable[Ruleset]) -> tuple[Reason, ...]:
    """Rules that are proposed and bind nobody yet, to be mentioned."""
    return tuple(because("proposed_rule", ruleset=rule.id) for rule in rulesets if rule.status == "proposed")


def _concerns(facts: CaseFacts, requirement: Requirement) -> bool:
    on_this_path = ANY_EXIT in requirement.exits or facts.exit in requirement.exits
    related = not requirement.relationships or facts.relationship in requirement.relationships
    return on_this_path and related


def _category(facts: CaseFacts, requirement: Requirement) -> _Verdict:
    if not requirement.categories:
        return _Verdict(True)
    if not facts.category:
        return _Verdict(None, (because("category_unknown"),))
    return _Verdict(facts.category in requirement.categories, (because("category", category=facts.category),))


def _condition(facts: CaseFacts, requirement: Requirement) -> _Verdict:
    if not requirement.when:
        return _Verdict(True)
    holds = facts.condition(requirement.when)
    return _Verdict(holds, (because("condition", name=requirement.when, holds=holds),))


def _facts(facts: CaseFacts, requirement: Requirement) -> _Verdict:
    """Facts count when somebody has recorded them; that nobody has is no reason to list a home study."""
    if not requirement.any_fact:
        return _Verdict(True)
    holding = [name for name in requirement.any_fact if name in facts.true_facts | _derived(facts)]
    return _Verdict(bool(holding), tuple(because("fact", name=name) for name in holding))


def _derived(facts: CaseFacts) -> set[str]:
    young = facts.child_age is not None and facts.child_age[0] <= HOME_STUDY_AGE
    return {"nonrelative_child_12_or_under"} if young and facts.relationship in UNRELATED else set()


def _in_effect(
    facts: CaseFacts,
    requirement: Requirement,
    rules: dict[str, Ruleset],
    classes: tuple[ProtectedClass, ...],
    on: date,
) -> _Verdict:
    """In effect when one of the requirement's rulesets is; undecided when one may be and none is."""
    if not requirement.rulesets:
        return _Verdict(True)
    verdicts = [_ruleset(facts, rules[id], classes, on) for id in requirement.rulesets]
    for wanted in (True, None):
        for verdict in verdicts:
            if verdict.holds is wanted:
                return verdict
    return verdicts[0]


def _ruleset(facts: CaseFacts, rule: Ruleset, classes: tuple[ProtectedClass, ...], on: date) -> _Verdict:
    in_time = (rule.valid_from is None or rule.valid_from <= on) and (
        rule.valid_to is None or on <= rule.valid_to
    )
    named = because("ruleset", ruleset=rule.id, status=rule.status, since=rule.valid_from)
    if rule.status == "proposed" or (rule.valid_from is not None and on < rule.valid_from):
        return _Verdict(False, (named,))
    memberships = [(one, *membership(facts, one, on)) for one in classes]
    if rule.status == "superseded_except_class":
        if in_time:
            return _Verdict(True, (named,))
        # After its end the old rule lives on for those whom the new one may not touch.
        return _any_of([_Verdict(member, (named, why)) for _, member, why in memberships])
    if not in_time:
        return _Verdict(False, (named,))
    for one, member, why in memberships:
        if rule.id in one.suspends and member is not False:
            return _Verdict(None if member is None else False, (named, why))
    return _Verdict(True, (named,))


def _any_of(verdicts: list[_Verdict]) -> _Verdict:
    for wanted in (True, None, False):
        for verdict in verdicts:
            if verdict.holds is wanted:
                return verdict
    return _Verdict(False)

"""The findings of the readiness engine in sentences: what is missing, why it applies, what can come from abroad."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.casework.queries.case_page import CasePage
from reencuentro.casework.queries.facts import Readiness
from reencuentro.engines.readiness.kinship import Record
from reencuentro.engines.readiness.readiness import Finding
from reencuentro.engines.reasons import Reason
from reencuentro.reference import requirements

from . import said

SENTENCES = {
    "category": gettext_lazy("the sponsor is in category %(category)s"),
    "category_unknown": gettext_lazy("no sponsor category is recorded yet, so this may or may not apply"),
    "class_conditions_not_met": gettext_lazy(
        "the child does not belong to the class protected by the injunction"
    ),
    "class_conditions_unknown": gettext_lazy(
        "it is not decided whether the child belongs to the class protected by the injunction"
    ),
    "class_decided_by_counsel": gettext_lazy("counsel has decided about the protected class"),
    "class_member": gettext_lazy("the child belongs to the class protected by the injunction"),
    "class_not_yet_ordered": gettext_lazy("the injunction did not exist yet"),
    "custody_after_cutoff": gettext_lazy(
        "the child came into custody after the day on which the protected class ends"
    ),
    "custody_date_unknown": gettext_lazy("the first day in custody is not recorded"),
    "accepted_by_decision_maker": gettext_lazy("it was accepted"),
    "kinship_not_drawn": gettext_lazy("the family ties between child and sponsor are not recorded yet"),
    "list_not_known": gettext_lazy("the list now in force is not known to us: counsel must look it up"),
}
CONDITIONS = {
    "adults_in_household": gettext_lazy("other adults live in the sponsor's home"),
    "parent_abroad_alive": gettext_lazy("a parent lives abroad"),
    "parent_dead_or_missing": gettext_lazy("a parent has died or cannot be found"),
}
NOT_SAID = gettext_lazy("nobody has recorded whether %(what)s")
FACTS = {
    "nonrelative_child_12_or_under": gettext_lazy(
        "the sponsor is not a relative and the child is 12 or younger"
    )
}
STATES = {
    "missing": (gettext_lazy("Missing"), "wait"),
    "fallback": (gettext_lazy("A substitute is held"), "wait"),
    "unknown": (gettext_lazy("Not known"), ""),
}
ABROAD = {
    "yes": gettext_lazy("A Defender can obtain:"),
    "partly": gettext_lazy("A Defender can obtain a part:"),
}


@dataclass(frozen=True)
class Point:
    """One thing that must still be shown. `sure` False: it hangs on something nobody has recorded."""

    label: str
    status: str
    tone: str
    sure: bool
    missing: tuple[str, ...]
    from_abroad: tuple[str, ...]
    abroad_words: str
    why: tuple[str, ...]
    sources: str
    unverified: bool


def points(found: Readiness, page: CasePage) -> list[Point]:
    names = {str(person.pk): person.short_name or person.full_name for person in page.people}
    return [_point(one, names) for one in found.blocking]


def _point(finding: Finding, names: dict[str, str]) -> Point:
    status, tone = STATES[finding.state]
    records = tuple(record_in_words(record, names) for record in finding.records)
    abroad = records or tuple(_evidence(code) for code in finding.from_abroad)
    return Point(
        label=said.label(requirements.get(finding.requirement)),
        status=str(status),
        tone=tone,
        sure=finding.certain,
        missing=tuple(_evidence(code) for code in finding.missing),
        from_abroad=abroad,
        abroad_words=str(ABROAD[finding.abroad]) if finding.abroad != "no" and abroad else "",
        why=tuple(text for reason in finding.why if (text := in_words(reason))),
        sources=", ".join(finding.sources),
        unverified=finding.unverified,
    )


def record_in_words(record: Record, names: dict[str, str]) -> str:
    """ "Birth certificate of Julio naming José"."""
    named = [names[key] for key in record.names if key in names and key != record.of]
    words = {"what": said.paper(record.document), "of": names.get(record.of, "?"), "named": ", ".join(named)}
    return (_("%(what)s of %(of)s, naming %(named)s") if named else _("%(what)s of %(of)s")) % words


def _evidence(code: str) -> str:
    return said.label(requirements.evidence(code))


def in_words(reason: Reason) -> str:
    """A sentence without capital and full stop; "" for a reason that says nothing to a reader."""
    facts: dict[str, Any] = dict(reason.facts)
    if reason.code == "ruleset":
        return _ruleset(facts)
    if reason.code == "condition":
        return _condition(facts)
    if reason.code == "fact":
        return str(FACTS.get(facts["name"], ""))
    if reason.code == "fallback_held":
        return _("held as a substitute: %(what)s") % {"what": _evidence(facts["evidence"]).lower()}
    return str(SENTENCES[reason.code]) % facts if reason.code in SENTENCES else ""


def _ruleset(facts: dict[str, Any]) -> str:
    row = next(one for one in requirements.rulesets() if one.id == facts["ruleset"])
    since = facts["since"]
    if isinstance(since, date):
        return _("rule: %(rule)s, since %(day)s") % {"rule": said.label(row), "day": said.day(since)}
    return _("rule: %(rule)s") % {"rule": said.label(row)}


def _condition(facts: dict[str, Any]) -> str:
    what = str(CONDITIONS.get(facts["name"], facts["name"]))
    return what if facts["holds"] else str(NOT_SAID) % {"what": what}


def expected_category(found: Readiness) -> str:
    """What the recorded ties make of the sponsor, if that differs from the category that is recorded."""
    chain, sponsor = found.chain, found.sponsor
    if not (chain and chain.walk and sponsor) or chain.category == sponsor.category:
        return ""
    return _("The recorded family ties point to category %(expected)s; the case says %(recorded)s.") % {
        "expected": chain.category, "recorded": sponsor.category,
    }  # fmt: skip

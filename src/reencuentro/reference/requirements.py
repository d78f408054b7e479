"""Rules of release as dated data: rulesets, protected classes, requirements, and the evidence that they
name.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from reencuentro.engines.readiness.rules import (
    Applies,
    CaseFacts,
    Group,
    ProtectedClass,
    Requirement,
    Ruleset,
    Status,
    applicable,
)

from . import catalogue, obstacles, services, vocabularies
from .clocks import CATEGORIES
from .facts import Provenance, Sourced, provenance
from .rows import Label, Row, index, read_yaml

FILE = "requirements.yaml"
EVIDENCE_FILE = "evidence.yaml"
STATUSES = ("in_force", "in_force_with_injunction", "superseded_except_class", "proposed")


@dataclass(frozen=True)
class SourcedRequirement(Sourced):
    """``obstacle``: the obstacle that the same work removes, "" = none; lets a page list the two as one."""

    labels: Label
    rule: Requirement
    obstacle: str

    @property
    def id(self) -> str:
        return self.rule.id

    def label(self, lang: str) -> str:
        return self.labels(lang)


@dataclass(frozen=True)
class SourcedRuleset(Sourced):
    labels: Label
    rule: Ruleset

    @property
    def id(self) -> str:
        return self.rule.id

    def label(self, lang: str) -> str:
        return self.labels(lang)


@dataclass(frozen=True)
class SourcedClass(Sourced):
    labels: Label
    rule: ProtectedClass

    @property
    def id(self) -> str:
        return self.rule.id

    def label(self, lang: str) -> str:
        return self.labels(lang)


@dataclass(frozen=True)
class Evidence:
    """``service``: how a Defender obtains it, "" = it does not come from abroad; ``document``: the
    catalogue's type.
    """

    code: str
    labels: Label
    service: str
    document: str

    def label(self, lang: str) -> str:
        return self.labels(lang)


@dataclass(frozen=True)
class _Book:
    disclaimer: Label
    rulesets: dict[str, SourcedRuleset]
    classes: dict[str, SourcedClass]
    requirements: dict[str, SourcedRequirement]


def all() -> tuple[SourcedRequirement, ...]:
    return tuple(_book().requirements.values())


def get(id: str) -> SourcedRequirement:
    """Raises KeyError for an unknown requirement."""
    return _book().requirements[id]


def rulesets() -> tuple[SourcedRuleset, ...]:
    return tuple(_book().rulesets.values())


def classes() -> tuple[SourcedClass, ...]:
    return tuple(_book().classes.values())


def applying(facts: CaseFacts, *, on: date) -> tuple[Applies, ...]:
    """The requirements that apply to a case on a day, under the rules of the files."""
    book = _book()
    return applicable(
        facts,
        [one.rule for one in book.requirements.values()],
        [one.rule for one in book.rulesets.values()],
        [one.rule for one in book.classes.values()],
        on=on,
    )


def disclaimer(lang: str) -> str:
    """Must stand wherever findings are shown."""
    return _book().disclaimer(lang)


def evidence(code: str) -> Evidence:
    """Raises KeyError for an unknown piece of evidence."""
    return _evidence()[code]


@cache
def _evidence() -> dict[str, Evidence]:
    top = read_yaml(EVIDENCE_FILE)
    top.as_of()
    found = index(EVIDENCE_FILE, map(_one_evidence, top.rows("evidence")), lambda item: item.code)
    top.done()
    return found


def _one_evidence(row: Row) -> Evidence:
    found = Evidence(
        row.text("code"), row.label(), row.optional_text("service"), row.optional_text("document")
    )
    row.done()
    if found.service and found.service not in {service.code for service in services.all()}:
        raise row.error("service is unknown")
    if found.document and found.document not in {document.code for document in catalogue.document_types()}:
        raise row.error("document is unknown")
    return found


@cache
def _book() -> _Book:
    top = read_yaml(FILE)
    head = Provenance((), "unknown", top.as_of())
    rulesets = index(FILE, (_ruleset(row, head) for row in top.rows("rulesets")), lambda item: item.id)
    book = _Book(
        top.label("disclaimer"),
        rulesets,
        index(FILE, (_class(row, head, rulesets) for row in top.rows("classes")), lambda item: item.id),
        index(
            FILE,
            (_requirement(row, head, rulesets) for row in top.rows("requirements")),
            lambda item: item.id,
        ),
    )
    top.done()
    return book


def _ruleset(row: Row, head: Provenance) -> SourcedRuleset:
    origin = provenance(row, default=head)
    status = cast(Status, row.one_of("status", STATUSES))
    rule = Ruleset(
        row.text("id"), status, row.day("valid_from"), row.day("valid_to"), Sourced(origin).unverified
    )
    found = SourcedRuleset(origin, row.label(), rule)
    row.done()
    return found


def _class(row: Row, head: Provenance, known: dict[str, SourcedRuleset]) -> SourcedClass:
    origin = provenance(row, default=head)
    since, until = row.day("valid_from"), row.day("custody_on_or_before")
    if since is None or until is None:
        raise row.error("a class needs both dates")
    found = SourcedClass(
        origin, row.label(), ProtectedClass(row.text("id"), since, until, row.texts("suspends"))
    )
    row.done()
    if not set(found.rule.suspends) <= set(known):
        raise row.error("suspends names an unknown ruleset")
    return found


def _requirement(row: Row, head: Provenance, known: dict[str, SourcedRuleset]) -> SourcedRequirement:
    origin = provenance(row, default=head)
    rule = Requirement(
        id=row.text("id"),
        options=_options(row),
        from_abroad=row.texts("from_abroad"),
        sources=origin.source,
        unverified=Sourced(origin).unverified,
        exits=row.texts("exits") or ("sponsor_release",),
        categories=row.texts("categories"),
        relationships=row.texts("relationships"),
        rulesets=row.texts("rulesets"),
        when=row.optional_text("when"),
        any_fact=row.texts("any_fact"),
        chain=row.flag("chain"),
        fallback=row.texts("fallback"),
        supporting=row.texts("supporting"),
    )
    found = SourcedRequirement(origin, row.label(), rule, row.optional_text("obstacle"))
    row.done()
    _check(row, rule, known)
    if found.obstacle and found.obstacle not in {obstacle.code for obstacle in obstacles.all()}:
        raise row.error("an unknown obstacle")
    return found


def _options(row: Row) -> tuple[tuple[Group, ...], ...] | None:
    """None where the file says null: the list is not known (or, for a chain, not needed)."""
    if not row.has("options"):
        return None
    return tuple(tuple(map(_group, option)) for option in row.rows_of_rows("options"))


def _group(row: Row) -> Group:
    group = Group(row.whole("count") or 0, row.texts("of"))
    row.optional_text("note")
    row.done()
    if not 1 <= group.count <= len(group.of):
        raise row.error("count does not fit the list")
    return group


def _check(row: Row, rule: Requirement, known: dict[str, SourcedRuleset]) -> None:
    named = {code for option in rule.options or () for group in option for code in group.of}
    named |= {*rule.from_abroad, *rule.fallback, *rule.supporting}
    exits = {term.code for term in vocabularies.terms("exit_pathways")} | {"any"}
    problems = {
        "an unknown piece of evidence": not named <= set(_evidence()),
        "an unknown ruleset": not set(rule.rulesets) <= set(known),
        "an unknown category": not set(rule.categories) <= set(CATEGORIES),
        "an unknown exit": not set(rule.exits) <= exits,
    }
    for problem, is_so in problems.items():
        if is_so:
            raise row.error(problem)

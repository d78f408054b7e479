"""What still blocks release: the rows of a case become plain facts for the readiness engine.

Only what somebody recorded counts. What nobody has said stays None, and the engine then says what it hangs on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from reencuentro.casework.models import Document, FamilyTie, Person, Sponsor
from reencuentro.engines.readiness import kinship, readiness, rules
from reencuentro.engines.readiness.relations import Sex
from reencuentro.reference import catalogue, countries, requirements

from .case_page import CasePage

PARENTS = ("mother", "father")
# Obstacles that say: the release is blocked because a document is missing (one condition of the protected class).
PAPERS_BLOCK = frozenset(
    {
        "sponsor_home_country_id_weak",
        "sponsor_us_identity_rejected",
        "sponsor_income_unproved",
        "sponsor_address_unproved",
        "household_member_papers",
    }
)
# Which evidence a paper is, by its kind and by whom it concerns. A paper that is not listed proves nothing by itself.
OF_CHILD = {
    "birth_certificate": "child_birth_certificate",
    "late_birth_registration": "late_registration",
    "parentage_recognition": "acknowledgement_of_paternity",
}
OF_SPONSOR = {
    "birth_certificate": "sponsor_birth_certificate",
    "marriage_certificate": "marriage_certificate",
    "passport": "foreign_passport",
    "national_id": "foreign_national_id_copy",
}
OF_PARENT = {
    "birth_certificate": "parent_birth_certificate",
    "national_id": "parent_id_copy",
    "death_certificate": "death_certificate",
}
OF_ANYBODY = {
    "custody_order": "guardianship_or_custody_judgment",
    "adoption_record": "adoption_record",
    "school_record": "school_record",
    "baptismal_record": "baptismal_record",
    "registry_negative_certificate": "registry_negative_certificate",
    "parent_designation_FRP9": "parent_designation_FRP9",
    "notarised_parental_consent": "notarised_parental_consent",
}


@dataclass(frozen=True)
class Readiness:
    """`blocking`: what a Defender can solve first. `settled`: how many points are met or accepted."""

    blocking: tuple[readiness.Finding, ...]
    settled: int
    chain: kinship.Chain | None
    sponsor: Sponsor | None


def assess(page: CasePage, today: date) -> Readiness:
    """Makes no query: it thinks about what this reader may see."""
    sponsor = next((one for one in page.sponsors if one.state not in ("withdrawn", "denied")), None)
    chain = _chain(page, sponsor) if sponsor else None
    applies = rules.applicable(
        case_facts(page, sponsor, today),
        [row.rule for row in requirements.all()],
        [row.rule for row in requirements.rulesets()],
        [row.rule for row in requirements.classes()],
        on=today,
    )
    found = readiness.assess(applies, held=evidence(page, sponsor), chain=chain)
    blocking = readiness.blocking(found)
    return Readiness(blocking, len(found) - len(blocking), chain, sponsor)


def case_facts(page: CasePage, sponsor: Sponsor | None, today: date) -> rules.CaseFacts:
    child = page.child
    return rules.CaseFacts(
        custody_date=page.case.custody_since,
        category=sponsor.category if sponsor else "",
        relationship=sponsor.relationship if sponsor else "",
        exit=page.case.exit_pathway,
        child_age=child.birth_date.age_on(today) if child and child.birth_date else None,
        class_member=True if page.case.injunction_class else None,
        sponsor_identified=True if sponsor else None,
        blocked_by_documents=True if _standing(page) & PAPERS_BLOCK else None,
        conditions=(
            ("parent_abroad_alive", _parent_abroad_alive(page)),
            ("parent_dead_or_missing", _parent_dead_or_missing(page)),
            ("adults_in_household", True if "household_member_papers" in _standing(page) else None),
        ),
    )


def _standing(page: CasePage) -> set[str]:
    return {one.code for one in page.obstacles if one.state in ("standing", "being_removed")}


def _parents(page: CasePage) -> list[Person]:
    return [person for person in page.people if person.relationship in PARENTS]


def _parent_abroad_alive(page: CasePage) -> bool | None:
    """Where a parent lives is not a field; the obstacle says it, or both are known to have died."""
    if "parent_consent_missing" in _standing(page):
        return True
    parents = _parents(page)
    return False if len(parents) >= 2 and all(person.alive == "deceased" for person in parents) else None


def _parent_dead_or_missing(page: CasePage) -> bool | None:
    if _standing(page) & {"parent_unlocated", "parent_deceased_unproved"}:
        return True
    parents = _parents(page)
    if any(person.unlocated or person.alive == "deceased" for person in parents):
        return True
    return False if len(parents) >= 2 and all(person.alive == "alive" for person in parents) else None


def evidence(page: CasePage, sponsor: Sponsor | None) -> frozenset[str]:
    """Evidence codes of the papers that the case holds, legible and checked."""
    parents = {person.pk for person in _parents(page)}
    held = {
        code for paper in page.documents if _counts(paper) for code in _codes(paper, page, sponsor, parents)
    }
    if "child_birth_certificate" in held and sponsor and _is_proved_parent(page, sponsor):
        held.add("child_birth_certificate_naming_parent")
    return frozenset(held)


def _counts(paper: Document) -> bool:
    return not paper.damaged and (paper.delivery is None or paper.delivery.state == "accepted")


def _codes(paper: Document, page: CasePage, sponsor: Sponsor | None, parents: set[UUID]) -> Iterator[str]:
    tables = [OF_ANYBODY]
    if page.child and paper.person_id == page.child.pk:
        tables.append(OF_CHILD)
    if sponsor and paper.person_id == sponsor.person_id:
        tables.append(OF_SPONSOR)
    if paper.person_id in parents:
        tables.append(OF_PARENT)
    return (table[paper.kind] for table in tables if paper.kind in table)


def _is_proved_parent(page: CasePage, sponsor: Sponsor) -> bool:
    child = page.child
    return any(
        tie.proved
        and tie.kind == "biological"
        and tie.elder_id == sponsor.person_id
        and child
        and tie.younger_id == child.pk
        for tie in page.ties
    )


def _chain(page: CasePage, sponsor: Sponsor) -> kinship.Chain | None:
    child = page.child
    if child is None:
        return None
    return kinship.solve(
        [_as_engine_person(person, page) for person in page.people],
        [*_as_engine_ties(page)],
        child=str(child.pk),
        sponsor=str(sponsor.person_id),
        was_caregiver={"2A": True, "2B": False}.get(sponsor.category),
        has_custody=_has_custody(page.ties, sponsor, child),
        kinship_papers=[code for code in countries.ORIGIN if catalogue.entry(code, "kinship_certificate")],
    )


def _as_engine_person(person: Person, page: CasePage) -> kinship.Person:
    sex = person.sex if person.sex in ("female", "male") else "unknown"
    return kinship.Person(
        str(person.pk), cast(Sex, sex), person.birth_place.get("country") or page.case.country
    )


def _as_engine_ties(page: CasePage) -> Iterator[kinship.Tie]:
    """A step tie stands for the marriage with the child's parent, where just one parent is recorded."""
    for tie in page.ties:
        elder, younger = str(tie.elder_id), str(tie.younger_id)
        if tie.kind != FamilyTie.Kind.STEP:
            yield kinship.Tie(cast(kinship.TieKind, tie.kind), elder, younger, proved=tie.proved)
            continue
        parents = [
            one.elder_id for one in page.ties if one.younger_id == tie.younger_id and one.kind == "biological"
        ]
        if len(parents) == 1:
            yield kinship.Tie("married", elder, str(parents[0]), proved=tie.proved)


def _has_custody(ties: list[FamilyTie], sponsor: Sponsor, child: Person) -> bool:
    return any(
        tie.proved
        and tie.kind == "guardian"
        and tie.elder_id == sponsor.person_id
        and tie.younger_id == child.pk
        for tie in ties
    )

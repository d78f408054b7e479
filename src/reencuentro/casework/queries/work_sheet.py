"""What a Defender sees: before accepting the work without any identity, afterwards exactly what counsel released."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from reencuentro.casework.models import (
    Assignment,
    Disclosure,
    FamilyTie,
    IdentityNumber,
    Offer,
    Person,
    Request,
)
from reencuentro.reference import catalogue

from .releasable import releasable

LIVING = ("working", "delivered")


@dataclass(frozen=True)
class ReleasedPerson:
    """One person as counsel released them. An item that was not released is absent, not empty."""

    is_child: bool
    facts: dict[str, Any]
    excerpt: str = ""


@dataclass(frozen=True)
class Kin:
    kind: str
    name: str


@dataclass(frozen=True)
class WorkSheet:
    """The whole of what a Defender may know for one request."""

    request: Request
    answers: dict[str, str]
    people: list[ReleasedPerson] = field(default_factory=list)


@dataclass(frozen=True)
class OfferSheet:
    """What is asked, where and by when. Made field by field, so that a new column of Request never shows by itself."""

    service: str
    document: str
    country: str
    department: str
    needed_by: Any
    urgency: str
    ceiling: Any
    currency: str
    certified: bool
    original_needed: bool
    apostille: bool
    languages: list[dict[str, str]]
    needs_woman: bool
    has_safe_hours: bool
    safety: list[str]
    child_age: tuple[int, int] | None


def offer_sheet(offer: Offer, today: Any) -> OfferSheet:
    return sheet_before_acceptance(offer.request, today)


def sheet_before_acceptance(request: Request, today: Any) -> OfferSheet:
    """Before acceptance: no name, no municipality, no words that somebody typed; the age of the child in years."""
    child = Person.objects.filter(case=request.case_id, is_child=True).first()
    return OfferSheet(
        service=request.service,
        document=request.document,
        country=request.country,
        department=request.department,
        needed_by=request.needed_by,
        urgency=request.urgency,
        ceiling=request.ceiling,
        currency=request.currency,
        certified=request.certified,
        original_needed=request.original_needed,
        apostille=request.apostille,
        languages=request.languages,
        needs_woman=request.needs_woman,
        has_safe_hours=bool(request.safe_hours),
        safety=request.safety,
        child_age=child.birth_date.age_on(today) if child and child.birth_date else None,
    )


def work_sheet(assignment: Assignment) -> WorkSheet:
    """Built from the disclosures of this request; the sponsor, the facility and the A-number have no way in.

    Once the work has ended nothing of the family is left on the sheet: who needs to know no longer knows.
    """
    request = assignment.request
    if assignment.state not in LIVING:
        return WorkSheet(request=request, answers={})
    disclosures = list(_disclosures(request))
    still = releasable(request.case)  # somebody released as a relative may have become the sponsor since
    for disclosure in disclosures:
        disclosure.items = [item for item in disclosure.items if item in still[disclosure.person_id]]
    named = {disclosure.person_id for disclosure in disclosures if "names" in disclosure.items}
    allowed = {field.key for field in catalogue.fields(request.country, request.document)}
    return WorkSheet(
        request=request,
        answers={key: text for key, text in request.answers.items() if key in allowed and text},
        people=[_released(disclosure, named) for disclosure in disclosures],
    )


def _disclosures(request: Request) -> QuerySet[Disclosure]:
    """Of the numbers only those of the country of origin are fetched: the A-number has no way in. Five queries."""
    numbers = IdentityNumber.objects.exclude(kind=IdentityNumber.A_NUMBER)
    ties = FamilyTie.objects.select_related("elder").prefetch_related("elder__names")
    return (
        Disclosure.objects.filter(request=request)
        .select_related("person")
        .prefetch_related(
            "person__names",
            Prefetch("person__numbers", numbers, to_attr="home_country_numbers"),
            Prefetch("person__ties_up", ties, to_attr="ties_to_elders"),
        )
    )


def _released(disclosure: Disclosure, named: set[UUID]) -> ReleasedPerson:
    person = disclosure.person
    facts = {item: READERS[item](person) for item in disclosure.items if item in READERS}
    if "kinship" in disclosure.items:
        facts["kinship"] = _kinship(person, named)
    return ReleasedPerson(
        is_child=person.is_child,
        facts={item: fact for item, fact in facts.items() if fact},
        excerpt=disclosure.excerpt,
    )


def _kinship(person: Any, named: set[UUID]) -> list[Kin]:
    """Ties upwards. The name of a relative stands there only if counsel released that relative's names too."""
    return [
        Kin(kind=tie.kind, name=tie.elder.full_name if tie.elder_id in named else "")
        for tie in person.ties_to_elders
    ]


# How each releasable item is read from a person. An item without a reader cannot be shown.
READERS: dict[str, Callable[[Any], Any]] = {
    "names": lambda person: list(person.names.all()),
    "birth_date": lambda person: person.birth_date,
    "birth_place": lambda person: person.birth_place,
    "sex": lambda person: person.sex,
    "languages": lambda person: person.languages,
    "registry": lambda person: person.registry,
    "home_country_numbers": lambda person: person.home_country_numbers,
    "last_known": lambda person: person.last_known,
}

"""Julio's father in two offices. All of it is invented.

The parts of the story are in searching.py and judging.py: each function begins and ends on a page.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from reencuentro.casework.actions import cases, consents, people
from reencuentro.casework.models import Case, Person
from reencuentro.engines.partial_date import PartialDate
from reencuentro.tracing.actions import requests, searching
from reencuentro.tracing.models import Lead, TracingRequest
from tests.cast import Cast

from . import julio

OURS = f"{julio.FATHER} Adalid Cálix Turcios"
GIVEN_THERE, SURNAMES_THERE = "Güilmer", ("Calis", "Turcios")
THEIRS = " ".join((GIVEN_THERE, *SURNAMES_THERE))
DAUGHTER = "Dayana Nicolle"
REACH = "He calls her on Sundays, from a farm."
REASON = "Su padre puede recibirlo."
DANGER = "Rigo, la expareja de su madre."
TRIED = "Doña Elsa, en la tienda, no sabe nada."
DOUBT = "Las fechas lo dicen; el nombre solo, no."
SAME = "Los mismos apellidos, el mismo pueblo, la misma edad."
TOLD = "Los dos quieren saber."
THERE = (
    GIVEN_THERE,
    SURNAMES_THERE[0],
    DAUGHTER,
    REACH,
)  # what nobody of Julio's side knows before it is opened
HERE = (julio.GIVEN, *julio.SURNAMES, julio.FATHER)


@dataclass(frozen=True)
class Family:
    case: Case
    father: Person
    other: Case


def two_offices(cast: Cast) -> Family:
    """Julio's case as it stands before the search, and the case of his half-sister, whose father nobody entered yet."""
    case = _julios_case(cast)
    place = {"country": "HN", "department": "HN.02", "municipality": julio.TOWN}
    father = people.add_person(
        case, by=cast.advocate, given=f"{julio.FATHER} Adalid", surname1="Cálix", surname2="Turcios", sex="male",
        relationship="father", birth_date=PartialDate(1991, approximate=True), birth_place=place, unlocated=True,
    )  # fmt: skip
    other = cases.open_case(
        by=cast.stranger, given=DAUGHTER, surname1="Calis", surname2="Mejía", country="HN"
    )
    return Family(case, father, other)


def _julios_case(cast: Cast) -> Case:
    today = timezone.localdate()
    case = cases.open_case(
        by=cast.advocate, given=julio.GIVEN, surname1=julio.SURNAMES[0], surname2=julio.SURNAMES[1], country="HN",
        birth_date=PartialDate(2014, 3, 12),
    )  # fmt: skip
    for coordinator in (cast.coordinator, cast.other_coordinator):
        cases.take_case(case, by=coordinator)
    cases.add_member(case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")
    consents.record_consent(
        case, Person.objects.get(case=case), by=cast.advocate, recipients="tracing", data_classes=["identity"],
        purpose="To look for his father.", language="spa", signer="Ada", signer_basis="counsel", given_on=today,
        expires_on=today + timedelta(days=90),
    )  # fmt: skip
    return case


def a_lead(cast: Cast) -> Lead:
    """As the journey has it after the night: asked, entered by the other office, found."""
    family = two_offices(cast)
    entered(cast, family)
    request = asked(cast, family)
    searching.search(request, by=cast.advocate)
    return Lead.objects.get(request=request)


def entered(cast: Cast, family: Family) -> Person:
    place = {"country": "HN", "department": "HN.02", "municipality": julio.TOWN}
    father: Person = people.add_person(
        family.other, by=cast.stranger, given=GIVEN_THERE, surname1=SURNAMES_THERE[0], surname2=SURNAMES_THERE[1],
        relationship="father", birth_date=PartialDate(1991), birth_place=place, last_known=REACH,
    )  # fmt: skip
    return father


def asked(cast: Cast, family: Family) -> TracingRequest:
    request: TracingRequest = requests.ask(
        family.case, family.father, by=cast.advocate, because=REASON, do_not_tell=DANGER,
        consent=family.case.consent_set.get(),
    )  # fmt: skip
    return request

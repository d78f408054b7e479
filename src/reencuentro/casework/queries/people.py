"""The persons of a case, one by one."""

from dataclasses import dataclass

from django.db.models import Q

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Document, FamilyTie, IdentityNumber, Person, PersonName
from reencuentro.casework.rules import part_in

from .case_page import documents


@dataclass(frozen=True)
class PersonSheet:
    names: list[PersonName]
    numbers: list[IdentityNumber]
    ties: list[FamilyTie]


def people_of(case: Case) -> list[Person]:
    """The child first, with names. Two queries."""
    return list(Person.objects.filter(case=case).prefetch_related("names"))


def person_sheet(person: Person) -> PersonSheet:
    """The main name first; numbers stay closed until somebody opens them; ties to both sides with their names."""
    names = sorted(person.names.all(), key=lambda name: (not name.is_main, name.created_at))
    ties = FamilyTie.objects.filter(Q(elder=person) | Q(younger=person))
    numbers = list(IdentityNumber.objects.filter(person=person))
    for number in numbers:
        number.case, number.person = person.case, person
    return PersonSheet(
        names=names,
        numbers=numbers,
        ties=list(ties.select_related("elder", "younger").prefetch_related("elder__names", "younger__names")),
    )


def papers_of(case: Case, user: User) -> dict[str, Document]:
    """The papers that this reader may see, by id."""
    return {str(paper.pk): paper for paper in documents(case, part_in(user, case))}

"""What a case knows of a person, as tracing compares it."""

import re
from collections.abc import Iterable
from typing import Literal, cast

from django.db.models import QuerySet

from reencuentro.casework.models import FamilyTie, Person
from reencuentro.engines.tracing.types import Description, Sex, Written
from reencuentro.reference import places

NICKNAME = "nickname"
PARENTS = (FamilyTie.Kind.BIOLOGICAL, FamilyTie.Kind.ADOPTIVE)
SEX_OF_RELATIONSHIP: dict[str, Sex] = {
    "mother": "female",
    "stepmother": "female",
    "aunt": "female",
    "father": "male",
    "stepfather": "male",
    "uncle": "male",
}
# Numbers of eight digits or more, however they are grouped: "+502 5555-0147", "5555 0147".
PHONE = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){7,14}")


def description_of(person: Person) -> Description:
    """As the database knows the person now. Six queries, whatever the person has."""
    return described(whole().get(pk=person.pk))


def whole() -> QuerySet[Person]:
    """Persons with all that `described` reads."""
    return Person.objects.select_related("case").prefetch_related("names", "numbers", "ties_up__elder__names")


def described(person: Person) -> Description:
    """The main name first. Department and municipality by name, so that both ways of entering a place compare.

    The A-number is among the numbers: it tells at once that two offices work for the same child, and a card is sealed.
    """
    names = sorted(person.names.all(), key=lambda name: (not name.is_main, name.created_at))
    written = [name for name in names if name.kind != NICKNAME]
    born = person.birth_place or {}
    return Description(
        names=tuple(_written(name.given, name.surname1, name.surname2) for name in written),
        nicknames=tuple(name.whole for name in names if name.kind == NICKNAME),
        sex=sex_of(person),
        birth=person.birth_date,
        country=born.get("country") or (person.case.country if person.is_child else ""),
        department=_place_name(born.get("department", "")),
        municipality=_place_name(born.get("municipality", "")),
        village=born.get("village", ""),
        mothers=_parents(person, "female"),
        fathers=_parents(person, "male"),
        phones=tuple(PHONE.findall(person.last_known)),
        numbers=tuple((number.kind, number.number) for number in person.numbers.all()),
    )


def sex_of(person: Person) -> Sex:
    """As entered, or as the claimed relationship says."""
    if person.sex in ("female", "male"):
        return cast(Literal["female", "male"], person.sex)
    return SEX_OF_RELATIONSHIP.get(person.relationship, "")


def _parents(person: Person, sex: Sex) -> tuple[str, ...]:
    elders = (tie.elder for tie in person.ties_up.all() if tie.kind in PARENTS)
    return tuple(
        dict.fromkeys(name for elder in elders if sex_of(elder) == sex for name in _whole_names(elder))
    )


def _whole_names(person: Person) -> Iterable[str]:
    return (name.whole for name in person.names.all() if name.kind != NICKNAME)


def _written(given: str, *surnames: str) -> Written:
    return Written(given, " ".join(filter(None, surnames)))


def _place_name(code: str) -> str:
    """The name of a place of our list, or what was written instead of one."""
    try:
        return places.get(code).label("es")
    except KeyError:
        return code

"""What the case already knows of the data that a registry needs, so that nobody is asked twice."""

from collections.abc import Iterable
from typing import Any

from reencuentro.casework.models import FamilyTie, IdentityNumber, Person
from reencuentro.reference import places
from reencuentro.reference.search_fields import SearchField

# Search fields that a person's registry record answers: search field -> key in Person.registry.
REGISTRY = {
    "book": "book",
    "folio": "folio",
    "entry_number": "entry",
    "registration_year": "year",
    "registry_office": "office",
}


def prefill(fields: Iterable[SearchField], subject: Person | None) -> dict[str, str]:
    """{search field key: text} for whatever is known; a field that nothing answers is absent. Three queries."""
    if subject is None:
        return {}
    people = {"subject": subject, **_kin(subject)}
    numbers = {number.kind: number.number for number in IdentityNumber.objects.filter(person=subject)}
    known = {field.key: _answer(field, people, numbers) for field in fields}
    return {key: text for key, text in known.items() if text}


def _answer(field: SearchField, people: dict[str, Person], numbers: dict[str, str]) -> str:
    if field.key in REGISTRY:
        return str(people["subject"].registry.get(REGISTRY[field.key]) or "")
    who, _dot, what = field.prefill.partition(".")
    person = people.get(who)
    if person is None:
        return ""
    if what.startswith("identifier."):
        return numbers.get(what.removeprefix("identifier."), "")
    return READERS[what](person) if what in READERS else ""


def _kin(subject: Person) -> dict[str, Person]:
    """The mother, the father and the spouse of the subject, as far as ties and sex say so."""
    ties = FamilyTie.objects.filter(younger=subject) | FamilyTie.objects.filter(elder=subject, kind="married")
    found: dict[str, Person] = {}
    for tie in ties.select_related("elder", "younger").prefetch_related("elder__names", "younger__names"):
        if tie.kind == FamilyTie.Kind.MARRIED:
            found.setdefault("spouse", tie.younger if tie.elder_id == subject.pk else tie.elder)
        elif tie.kind in (FamilyTie.Kind.BIOLOGICAL, FamilyTie.Kind.ADOPTIVE):
            found.setdefault(_parent(tie.elder, subject), tie.elder)
    return found


def _parent(elder: Person, subject: Person) -> str:
    if subject.is_child and elder.relationship in ("mother", "father"):
        return elder.relationship
    return {"female": "mother", "male": "father"}.get(elder.sex, "parent")


def place_words(place: dict[str, Any]) -> str:
    """Village, municipality and department of a sealed place in words, the smallest first."""
    parts = [str(place.get("village") or "")]
    for level in ("municipality", "department"):
        code = str(place.get(level) or "")
        try:
            parts.append(places.get(code).label("es") if code else "")
        except KeyError:
            parts.append(code)  # free text of somebody who did not find the place in the list
    return ", ".join(part for part in parts if part)


READERS = {
    "full_name": lambda person: person.full_name,
    "sex": lambda person: person.sex if person.sex in ("female", "male") else "",
    "birth_date": lambda person: str(person.birth_date or ""),
    "birth_place": lambda person: place_words(person.birth_place),
    "registration_place": lambda person: place_words({"municipality": person.registry.get("municipality")}),
}

"""Persons of a case: names, numbers, ties. Every change keeps the sealed card that tracing compares."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import today
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, Document, FamilyTie, IdentityNumber, Person, PersonName
from reencuentro.casework.rules import require
from reencuentro.engines import identifiers
from reencuentro.reference import places, vocabularies

from ._story import edit, lock, not_in_future, once, record
from .clocks import keep_birthday_clock
from .indexing import refresh_features

FACTS = (
    "relationship",
    "sex",
    "birth_date",
    "birth_place",
    "languages",
    "registry",
    "last_known",
    "note",
    "alive",
    "unlocated",
)


@once(Person)
def add_person(
    case: Case,
    *,
    by: User,
    given: str = "",
    surname1: str = "",
    surname2: str = "",
    name_kind: str = PersonName.AS_IN_CUSTODY,
    source: str = "",
    client_id: UUID | None = None,
    **facts: Any,
) -> Person:
    """A relative, caregiver or somebody looked for. Raises Invalid without any name, TypeError for an unknown fact."""
    require(by, "edit", case)
    not_in_future("birth_date", facts.get("birth_date"))
    person = Person.objects.create(case=case, client_id=client_id, **_known(facts))
    _add_name(
        person, given=given, surname1=surname1, surname2=surname2, kind=name_kind, source=source, is_main=True
    )
    tied = _tie_to_child(person)
    refresh_features(person)
    if tied:
        record("person.tie", case, by=by, about=tied, kind=tied.kind)
    record("person.add", case, by=by, about=person)
    return person


# What a claimed relationship says about the tie to the child; for aunts or cousins the chain has to be entered.
TIE_OF_RELATIONSHIP = {
    "mother": FamilyTie.Kind.BIOLOGICAL,
    "father": FamilyTie.Kind.BIOLOGICAL,
    "stepmother": FamilyTie.Kind.STEP,
    "stepfather": FamilyTie.Kind.STEP,
    "legal_guardian": FamilyTie.Kind.GUARDIAN,
}


def _tie_to_child(person: Person) -> FamilyTie | None:
    child = Person.objects.filter(case=person.case, is_child=True).first()
    kind = TIE_OF_RELATIONSHIP.get(person.relationship)
    if not child or not kind:
        return None
    return FamilyTie.objects.create(case=person.case, elder=person, younger=child, kind=kind)


@transaction.atomic
def change_person(person: Person, *, by: User, version: int, **facts: Any) -> None:
    """Raises EditedMeanwhile when somebody else saved first."""
    require(by, "edit", person.case)
    not_in_future("birth_date", facts.get("birth_date"))
    changed = edit(person, _known(facts), version=version)
    if changed:
        refresh_features(person)
        if person.is_child:
            keep_birthday_clock(person)
        record("person.change", person.case, by=by, about=person, fields="+".join(changed)[:64])


@transaction.atomic
def add_name(
    person: Person,
    *,
    by: User,
    given: str = "",
    surname1: str = "",
    surname2: str = "",
    kind: str = PersonName.AS_IN_CUSTODY,
    source: str = "",
    as_of: date | None = None,
    is_main: bool = False,
) -> PersonName:
    """Another way in which the person is written; the names already known stay."""
    require(by, "edit", person.case)
    not_in_future("as_of", as_of)
    lock(person)
    if is_main:
        PersonName.objects.filter(person=person, is_main=True).update(is_main=False)
    name = _add_name(
        person,
        given=given,
        surname1=surname1,
        surname2=surname2,
        kind=kind,
        source=source,
        as_of=as_of,
        is_main=is_main,
    )
    refresh_features(person)
    record("person.add_name", person.case, by=by, about=person, kind=kind)
    return name


def _add_name(person: Person, **parts: Any) -> PersonName:
    if not any(parts.get(part, "").strip() for part in ("given", "surname1", "surname2")):
        raise Invalid("given", _("Write at least one name."))
    return PersonName.objects.create(case=person.case, person=person, **parts)


@transaction.atomic
def add_number(person: Person, kind: str, number: str, *, by: User) -> IdentityNumber:
    """A number on a paper. A failed check is kept as a warning and never blocks (shared/domain, section 2)."""
    require(by, "edit", person.case)
    if not number.strip():
        raise Invalid("number", _("Write the number."))
    country = vocabularies.get("identifier_kinds", kind).country
    codes = places.registry_codes(country) if country else {}
    reading = identifiers.check(kind, number, codes, today=today())
    row = IdentityNumber.objects.create(
        case=person.case, person=person, kind=kind, number=reading.normal, warnings=list(reading.warnings)
    )
    refresh_features(person)
    record("person.add_number", person.case, by=by, about=person, kind=kind)
    return row


@transaction.atomic
def tie(elder: Person, younger: Person, kind: str, *, by: User, note: str = "") -> FamilyTie:
    """Claim that `elder` is parent, guardian or spouse of `younger`. It stays claimed until a document proves it."""
    require(by, "edit", elder.case)
    if elder.pk == younger.pk:
        raise Invalid("younger", _("A person cannot be tied to themselves."))
    if elder.case_id != younger.case_id:
        raise Invalid("younger", _("Both persons must belong to this case."))
    known, made = FamilyTie.objects.get_or_create(
        elder=elder, younger=younger, kind=kind, defaults={"case": elder.case, "note": note}
    )
    if made:
        refresh_features(elder)
        record("person.tie", elder.case, by=by, about=known, kind=kind)
    return known


@transaction.atomic
def prove_tie(family_tie: FamilyTie, *, by: User, document: Document, on: date) -> None:
    """A record proves the tie: the line in the family diagram becomes solid."""
    require(by, "edit", family_tie.case)
    if document.case_id != family_tie.case_id:
        raise Invalid("document", _("This document belongs to another case."))
    not_in_future("on", on)
    family_tie.proved_by, family_tie.proved_on = document, on
    family_tie.save(update_fields=["proved_by", "proved_on"])
    record("person.prove_tie", family_tie.case, by=by, about=family_tie)


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"unknown facts of a person: {sorted(unknown)}")
    return facts

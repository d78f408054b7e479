"""The work sheet in words: what to be careful of, what to ask for at the counter, and the people as released."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from reencuentro.casework.models import Request
from reencuentro.casework.queries.prefill import place_words
from reencuentro.casework.queries.work_sheet import ReleasedPerson, WorkSheet
from reencuentro.casework.terms import SEXES
from reencuentro.reference import catalogue, languages, vocabularies

from . import said
from .defender_words import Fact, dangers
from .forms.ask_search import in_words

REGISTRY_KEYS = ("office", "municipality", "year", "book", "folio", "entry")


@dataclass(frozen=True)
class Line:
    """`copy`: something that is typed into a registry's form, so it gets a button to copy it."""

    label: str
    value: str
    copy: bool = False


@dataclass(frozen=True)
class PersonSheet:
    """`counter`: what a registry may need; `more`: what only the Defender needs."""

    title: str
    counter: list[Line]
    more: list[Line]
    excerpt: str


def safety(request: Request) -> list[Fact]:
    """First on the page: who must never be told, when and where it is safe, what the country makes dangerous."""
    found = [Fact("alert", text) for text in dangers(request)]
    if request.never_tell:
        found.insert(0, Fact("shield", _("Must never learn of this"), request.never_tell))
    if request.safe_hours:
        found.append(Fact("clock", _("Safe hours"), request.safe_hours))
    if request.excluded_places or request.excluded_departments:
        found.append(Fact("pin", _("Do not go to"), _places_to_avoid(request)))
    if request.needs_woman:
        found.append(Fact("person", _("A woman is asked for")))
    return found


def _places_to_avoid(request: Request) -> str:
    names = [said.place(code) for code in request.excluded_departments]
    return "; ".join(part for part in (", ".join(names), request.excluded_places) if part)


def search_lines(sheet: WorkSheet) -> list[Line]:
    """What the registry of that country searches by, in its order."""
    fields = catalogue.fields(sheet.request.country, sheet.request.document)
    return [
        Line(said.label(field), in_words(field, sheet.answers[field.key]), copy=True)
        for field in fields
        if sheet.answers.get(field.key)
    ]


def to_bring(request: Request) -> list[str]:
    """Papers and steps that the office asks for and nobody can type in."""
    fields = catalogue.fields(request.country, request.document)
    return [said.label(field) for field in fields if not field.is_question]


def people(sheet: WorkSheet, today: date) -> list[PersonSheet]:
    return [_person(person, today) for person in sheet.people if person.facts or person.excerpt]


def _person(person: ReleasedPerson, today: date) -> PersonSheet:
    facts = person.facts
    names = _names(facts)
    role = _("The child") if person.is_child else _("A relative")
    counter = [line for item, read in COUNTER.items() if item in facts for line in read(facts[item], today)]
    more = [line for item, read in MORE.items() if item in facts for line in read(facts[item], today)]
    title = f"{names[0].value} ({role.lower()})" if names else role
    return PersonSheet(title, [*names, *counter], more, person.excerpt)


def _names(facts: dict[str, Any]) -> list[Line]:
    rows = sorted(facts.get("names", []), key=lambda name: (not name.is_main, name.created_at))
    return [
        Line(
            _("Name") if number == 0 else said.label(vocabularies.get("name_kinds", name.kind)),
            name.whole,
            True,
        )
        for number, name in enumerate(rows)
        if name.whole
    ]


def _birth_date(when: Any, today: date) -> Iterator[Line]:
    yield Line(_("Born"), said.partial(when), copy=True)
    yield Line(_("Age"), said.years(when.age_on(today)))


def _birth_place(place: dict[str, str], today: date) -> Iterator[Line]:
    parts = [place_words(place), said.country(place.get("country", ""))]
    if text := ", ".join(part for part in parts if part):
        yield Line(_("Born in"), text, copy=True)


def _sex(code: str, today: date) -> Iterator[Line]:
    yield Line(_("Sex"), str(SEXES[code]) if code in SEXES else code)


def _registry(found: dict[str, str], today: date) -> Iterator[Line]:
    words = {
        "office": _("Registry office"),
        "municipality": _("Municipality"),
        "year": _("Year"),
        "book": _("Book"),
        "folio": _("Folio"),
        "entry": _("Entry"),
    }
    for key in REGISTRY_KEYS:
        if found.get(key):
            yield Line(words[key], str(found[key]), copy=True)


def _numbers(numbers: list[Any], today: date) -> Iterator[Line]:
    for one in numbers:
        yield Line(said.label(vocabularies.get("identifier_kinds", one.kind)), one.number, copy=True)


def _kinship(ties: list[Any], today: date) -> Iterator[Line]:
    for tie in ties:
        how = said.label(vocabularies.get("ties", tie.kind)).lower()
        label = _("Parent or guardian (%(how)s)") % {"how": how}
        yield Line(label, tie.name or _("the name was not released"), copy=bool(tie.name))


def _languages(spoken: list[dict[str, str]], today: date) -> Iterator[Line]:
    known = {language.code for language in languages.all()}
    names = [said.label(languages.get(one["code"])) for one in spoken if one.get("code") in known]
    if names:
        yield Line(_("Speaks"), ", ".join(names))


def _last_known(text: str, today: date) -> Iterator[Line]:
    yield Line(_("Last reached"), text)


Reader = Callable[[Any, date], Iterator[Line]]
COUNTER: dict[str, Reader] = {
    "birth_date": _birth_date,
    "birth_place": _birth_place,
    "sex": _sex,
    "registry": _registry,
    "home_country_numbers": _numbers,
    "kinship": _kinship,
}
MORE: dict[str, Reader] = {"languages": _languages, "last_known": _last_known}

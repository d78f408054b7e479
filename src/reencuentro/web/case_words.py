"""The rows of a case page in words: tasks, thread, family, clocks. Plain functions of what the query gave."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.casework.models import Clock, Event, Obstacle, Person, Request
from reencuentro.casework.queries.case_page import CasePage
from reencuentro.casework.states import EVENTS
from reencuentro.casework.terms import CLOCK_KINDS, PARTS
from reencuentro.reference import clocks as rules_of_time
from reencuentro.reference import obstacles as vocabulary
from reencuentro.ui import words
from reencuentro.ui.genogram import Kin, Tie

from . import said

TONES = {"quiet": ""}  # states.py calls quiet what a tag shows without a tone
DONE = ("removed", "set_aside")
IN_HAND = ("asked", "needs_answer", "reviewed", "offered", "assigned", "delivered")
SHOWN_EVENTS = 8


def tone(state_tone: str) -> str:
    return TONES.get(state_tone, state_tone)


# --- tasks -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Hint:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Task:
    verb: str
    href: str
    tone: str
    status: str
    hints: list[Hint] = field(default_factory=list)
    warning: str = ""
    ask: str = ""


def tasks(page: CasePage, today: date) -> list[Task]:
    """What is still to be done first, in the order in which it was named; what is done below."""
    by_obstacle: dict[UUID | None, list[Request]] = {}
    for request in page.requests:
        by_obstacle.setdefault(request.obstacle_id, []).append(request)
    ordered = sorted(page.obstacles, key=lambda obstacle: obstacle.state in DONE)
    return [_task(page, obstacle, by_obstacle.get(obstacle.pk, []), today) for obstacle in ordered]


def _task(page: CasePage, obstacle: Obstacle, requests: list[Request], today: date) -> Task:
    row = vocabulary.get(obstacle.code)
    is_done = obstacle.state in DONE
    status, status_tone = str(obstacle.state_words), tone(obstacle.tone)
    if not is_done and (due := _nearest(requests)):
        status, status_tone = due_in_words(due, today), words.urgency((due - today).days) or "go"
    hints = [Hint(request_in_words(request), reverse("request", args=[request.pk])) for request in requests]
    if not requests and not is_done:
        hints = [Hint(row.what(said.language()))]
    return Task(
        verb=_for_whom(page, obstacle, said.label(row)),
        href=reverse("obstacle", args=[obstacle.pk]),
        tone=status_tone,
        status=status,
        hints=hints,
        warning="" if is_done else abroad_warning(row),
        ask=_ask_address(page, obstacle) if not (is_done or requests or row.abroad_can_help == "no") else "",
    )


def _for_whom(page: CasePage, obstacle: Obstacle, verb: str) -> str:
    person = next((one for one in page.people if one.pk == obstacle.person_id and not one.is_child), None)
    return f"{verb} ({person.short_name})" if person else verb


def _ask_address(page: CasePage, obstacle: Obstacle) -> str:
    return f"{reverse('ask', args=[page.case.code])}?obstacle={obstacle.pk}"


def _nearest(requests: list[Request]) -> date | None:
    """The first day on which something of a living request is due: what the Defender promised, else what was asked."""
    days = [promised(request) or request.needed_by for request in requests if request.state in IN_HAND]
    known = [day for day in days if day]
    return min(known) if known else None


def promised(request: Request) -> date | None:
    return next((a.promised_on for a in request.assignments.all() if a.state == "working"), None)


def due_in_words(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return words.days_left(days)
    return _("Due today") if days == 0 else _("Due in %(days)s") % {"days": words.days_left(days)}


def request_in_words(request: Request) -> str:
    """ "Birth certificate: with a Defender in Choluteca since 12 Nov 2026, promised for 27 Nov 2026"."""
    what = said.wanted(request)
    working = next((a for a in request.assignments.all() if a.state == "working"), None)
    if working is None:
        return f"{what}: {request.state_words}"
    where = said.place(request.department) or said.country(request.country)
    told = _("%(what)s: with a Defender in %(where)s since %(day)s") % {
        "what": what, "where": where, "day": said.day(working.started_at),
    }  # fmt: skip
    if working.promised_on:
        told += ", " + _("promised for %(day)s") % {"day": said.day(working.promised_on)}
    return told


def abroad_warning(row: Any) -> str:
    if row.abroad_can_help == "no":
        return _("Cannot be solved from abroad.") + _limits(row)
    return (
        _("Only a part can be solved from abroad.") + _limits(row) if row.abroad_can_help == "partly" else ""
    )


def _limits(row: Any) -> str:
    return f" {row.limits(said.language()).rstrip('.')}." if row.limits else ""


# --- the thread ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Moment:
    state: str
    title: str
    when: str
    text: str = ""
    href: str = ""
    about: str = ""


def birth_place(person: Person) -> str:
    """Village, municipality, department, as far as they are known."""
    place = person.birth_place
    parts = (place.get("village"), place.get("municipality"), said.place(place.get("department", "")))
    return ", ".join(part for part in parts if part)


def thread(page: CasePage, members: set[UUID]) -> list[Moment]:
    """Oldest first. The last knot of an open case is the present one; what must still come follows."""
    requests = {request.pk: request for request in page.requests}
    is_open = page.case.state == "open"
    last = len(page.events) - 1
    return [
        _moment(
            event,
            requests[event.request_id] if event.request_id else None,
            members,
            now=is_open and index == last,
        )
        for index, event in enumerate(page.events)
    ]


def _moment(event: Event, request: Request | None, members: set[UUID], *, now: bool) -> Moment:
    who = _who(event, members)
    return Moment(
        state="now" if now else "done",
        title=str(EVENTS[event.verb]) if event.verb in EVENTS else event.verb,
        when=f"{said.day(event.at)} · {who}" if who else said.day(event.at),
        text=event.said,
        href=reverse("request", args=[request.pk]) if request else "",
        about=said.wanted(request) if request else "",
    )


def _who(event: Event, members: set[UUID]) -> str:
    """Members by name. A Defender is never named on the page of a case."""
    if event.by is None:
        return ""
    if event.by_id in members:
        return event.by.full_name
    return _("Defender")


# --- the family ------------------------------------------------------------------------------------------------------
GENERATION_OF = {"grandparent": 0, "sibling": 2, "half_sibling": 2, "stepsibling": 2, "first_cousin": 2}
GUESSED = 1  # parents, aunts, godparents, and whoever is not placed by a tie


def family(page: CasePage, today: date, found: Container[UUID]) -> tuple[list[Kin], list[Tie]]:
    """`found`: ids of those of whom the reader may know that they were found (tracing.queries.located)."""
    generations = _generations(page)
    kin = [
        Kin(
            key=str(person.pk),
            name=person.short_name if person.is_child else person.full_name,
            generation=generations[person.pk],
            sub=_below_the_name(person, today, found),
            sex=person.sex if person.sex in ("male", "female") else _sex_of(person.relationship),  # type: ignore[arg-type]
            is_child=person.is_child,
            deceased=person.alive == "deceased",
        )
        for person in page.people
    ]
    ties = [Tie(str(t.elder_id), str(t.younger_id), t.kind, t.proved) for t in page.ties]
    return kin, ties


def _generations(page: CasePage) -> dict[UUID, int]:
    """From the child outwards along the ties; whoever no tie reaches is placed by the claimed relationship."""
    placed: dict[UUID, int] = {person.pk: 2 for person in page.people if person.is_child}
    moved = True
    while moved:
        moved = False
        for tie in page.ties:
            step = 0 if tie.kind == "married" else 1
            if tie.younger_id in placed and tie.elder_id not in placed:
                placed[tie.elder_id], moved = placed[tie.younger_id] - step, True
            elif tie.elder_id in placed and tie.younger_id not in placed:
                placed[tie.younger_id], moved = placed[tie.elder_id] + step, True
    for person in page.people:
        placed.setdefault(person.pk, GENERATION_OF.get(person.relationship, GUESSED))
    return placed


def _sex_of(relationship: str) -> str:
    if relationship in ("mother", "stepmother", "aunt"):
        return "female"
    return "male" if relationship in ("father", "stepfather", "uncle") else "unknown"


def _below_the_name(person: Person, today: date, found: Container[UUID]) -> str:
    if person.unlocated and person.pk not in found:
        return _("not found yet")
    if person.relationship:
        return said.relationship(person.relationship).lower()
    return age_in_words(person, today)


def _age(person: Person | None, today: date) -> tuple[int, int] | None:
    return person.birth_date.age_on(today) if person and person.birth_date else None


def age_in_words(person: Person | None, today: date) -> str:
    known = _age(person, today)
    if known is None:
        return _("age not known")
    return ngettext("%(age)s year", "%(age)s years", known[1] or 1) % {"age": said.years(known)}


# --- clocks, head ----------------------------------------------------------------------------------------------------
def clock_label(clock: Clock) -> str:
    if clock.label:
        return clock.label
    try:
        return said.label(rules_of_time.get(clock.rule))
    except KeyError:
        return str(CLOCK_KINDS.get(clock.kind, CLOCK_KINDS["other"]))


def heading(page: CasePage, today: date) -> str:
    """Julio, 12, from Honduras."""
    child = page.child
    name = child.short_name if child else page.case.code
    known = _age(child, today)
    values = {"name": name, "age": said.years(known), "country": said.country(page.case.country)}
    if known is None:
        return _("%(name)s, from %(country)s") % values
    # The two English forms are alike; Spanish says "año" or "años".
    words = ngettext(
        "%(name)s, %(age)s, from %(country)s", "%(name)s, %(age)s, from  %(country)s", known[1] or 1
    )
    return " ".join((words % values).split())


def part(code: str) -> str:
    return str(PARTS[code])

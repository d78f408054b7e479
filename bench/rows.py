"""Rows of invented cases, made for bulk_create: what a case of the measuring world consists of.

A case that somebody measured will open is truly sealed. The others only have to be in the way, as in use: their sealed
columns hold random bytes as long as the ciphertext would be, because sealing 100,000 cases takes an hour and no
measured page opens them.
"""

import os
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.models import (
    Assignment,
    Case,
    CaseMember,
    Clock,
    Delivery,
    Disclosure,
    Event,
    FamilyTie,
    Fee,
    Message,
    Obstacle,
    Offer,
    Person,
    PersonName,
    Placement,
    Request,
    Sponsor,
    Step,
)
from reencuentro.engines.partial_date import PartialDate
from reencuentro.vault.fields import Ciphertext, SealedField
from reencuentro.vault.sealing import pad

OVERHEAD = 5 + 12 + 16  # bytes that Tink's AES-GCM adds: key id, nonce, tag
COUNTRIES = {"HN": "HN.02", "GT": "GT.09", "SV": "SV.10", "MX": "MX.05", "NI": "NI.12"}
OBSTACLES = ("child_birth_record_missing", "parent_unlocated", "name_mismatch")
GIVEN = ("Wendy Lisbeth", "José Ángel", "Ixchel", "Marvin", "Yessenia", "Kevin Alexis", "Ana", "Byron")
SURNAMES = ("Pérez", "Xicará", "Ñurinda", "Güity", "López", "Tzul", "Mejía", "Zúniga")
TABLES = (
    Case, CaseMember, Person, PersonName, FamilyTie, Placement, Sponsor, Obstacle, Clock, Request, Event, Offer,
    Assignment, Disclosure, Step, Message, Fee, Delivery,
)  # fmt: skip
# State of a request of an open case: how many of 100. The rest of a request's rows follow from its state.
STATES = {
    "asked": 15, "needs_answer": 5, "reviewed": 10, "offered": 10, "assigned": 25, "delivered": 10, "ready": 5,
    "received": 15, "cannot_help": 3, "withdrawn": 2,
}  # fmt: skip
WORK_OF = {"assigned": "working", "delivered": "delivered", "ready": "done", "received": "done"}


@dataclass(frozen=True)
class Plan:
    """Whose case it is and whether it will be opened."""

    number: int
    box: UUID
    open: bool
    real: bool
    advocate: User
    coordinator: User | None
    defender: User


@dataclass
class Rows:
    """Rows by model, in the order in which they can be inserted."""

    made: dict[type[models.Model], list[Any]] = field(default_factory=lambda: defaultdict(list))
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def add(self, model: type[models.Model], plan: Plan, **values: Any) -> Any:
        values["id"] = UUID(int=self.dice.getrandbits(128), version=4)
        values["box_id"] = plan.box
        if not plan.real:
            for column in sealed_columns(model):
                given = values.get(column.attname, column.get_default())
                values[column.attname] = noise(column, given)
        row = model(**values)
        self.made[model].append(row)
        return row


@cache
def sealed_columns(model: type[models.Model]) -> list[SealedField]:
    return [column for column in model._meta.concrete_fields if isinstance(column, SealedField)]


def noise(column: SealedField, value: Any) -> Ciphertext | None:
    return None if value is None else Ciphertext(os.urandom(OVERHEAD + len(pad(column.encode(value)))))


def add_case(rows: Rows, plan: Plan) -> None:
    """One case with everything in it: about 35 rows."""
    now, dice = timezone.now(), rows.dice
    opened = now - timedelta(days=dice.randrange(5, 400))
    country = dice.choice(sorted(COUNTRIES))
    ending = {} if plan.open else {"ended_on": now.date(), "outcome": "released", "outcome_said": "Home."}
    case = rows.add(
        Case, plan,
        code=f"R-{plan.number:06d}",
        organisation_id=plan.advocate.organisation.pk,  # type: ignore[union-attr]
        country=country,
        state="open" if plan.open else "ended",
        custody_since=opened.date() - timedelta(days=dice.randrange(0, 60)),
        medically_urgent=dice.random() < 0.05,
        narrative="Came with a cousin; the papers were lost on the way. " * 4,
        opened_by=plan.advocate,
        opened_at=opened,
        **ending,
    )  # fmt: skip
    _members(rows, plan, case)
    people = _people(rows, plan, case)
    obstacles = [
        rows.add(Obstacle, plan, case=case, code=code, note="As the case manager said.",
                 state=dice.choice(["standing", "being_removed", "removed"]))
        for code in OBSTACLES
    ]  # fmt: skip
    for kind, days in (("rule", dice.randrange(-5, 60)), ("court", dice.randrange(10, 90))):
        rows.add(Clock, plan, case=case, kind=kind, label="Hearing", due_on=now.date() + timedelta(days=days),
                 started_by=plan.advocate, state="running" if plan.open else "stopped")  # fmt: skip
    for number in (1, 2):
        _request(rows, plan, case, number, people, obstacles[0])
    for channel in ("advocate", "internal"):
        rows.add(
            Message, plan, case=case, channel=channel, author=plan.advocate, at=opened, body="Any news? " * 8
        )


def _members(rows: Rows, plan: Plan, case: Case) -> None:
    people = [(plan.advocate, "counsel")] + ([(plan.coordinator, "coordinator")] if plan.coordinator else [])
    for user, part in people:
        rows.add(
            CaseMember, plan, case=case, user=user, part=part, granted_by=plan.advocate, since=case.opened_at
        )


def _people(rows: Rows, plan: Plan, case: Case) -> list[Person]:
    """The child, the mother and an uncle who wants to receive the child."""
    dice, made = rows.dice, []
    for relationship in ("", "mother", "uncle"):
        person = rows.add(
            Person, plan,
            case=case,
            is_child=not relationship,
            relationship=relationship,
            sex="female",
            birth_date=PartialDate(2014 if not relationship else 1985, 3),
            birth_place={"country": case.country, "department": COUNTRIES[case.country]},
            languages=[{"code": "spa", "level": "native"}],
            last_known="Behind the church, the blue door." if relationship else "",
        )  # fmt: skip
        rows.add(PersonName, plan, case=case, person=person, is_main=True, source="Told by the child",
                 given=dice.choice(GIVEN), surname1=dice.choice(SURNAMES), surname2=dice.choice(SURNAMES))  # fmt: skip
        made.append(person)
    child, mother, uncle = made
    rows.add(FamilyTie, plan, case=case, elder=mother, younger=child)
    rows.add(Placement, plan, case=case, facility="Casa Invented", place="Texas", since=case.custody_since)
    rows.add(Sponsor, plan, case=case, person=uncle, category="2A", relationship="uncle",
             address="12 Elm Street", contact="555-0100")  # fmt: skip
    return made


def _request(
    rows: Rows, plan: Plan, case: Case, number: int, people: list[Person], obstacle: Obstacle
) -> None:
    dice, child = rows.dice, people[0]
    state = _state(plan, dice, number)
    asked_at = case.opened_at + timedelta(days=number)
    request = rows.add(
        Request, plan,
        case=case,
        number=number,
        service="civil_registry_extract",
        document="birth_certificate",
        country=case.country,
        department=COUNTRIES[case.country],
        municipality="La Esperanza",
        subject=child,
        obstacle=obstacle,
        why="ORR needs proof of who the child is.",
        answers={"child_full_name": "Wendy Lisbeth Pérez", "folio": "112", "book": "7", "year": "2014"},
        never_tell="The stepfather",
        safe_hours="8 to 16",
        needed_by=asked_at.date() + timedelta(days=40) if dice.random() < 0.7 else None,
        urgency="" if state == "asked" else dice.choice(["critical", "high", "normal", "normal", "normal"]),
        ceiling=None if state == "asked" else 500,
        currency="USD",
        asked_by=plan.advocate,
        asked_at=asked_at,
        state=state,
    )  # fmt: skip
    verbs = ("request.ask", "request.review", "offer.accept")[: 1 if state == "asked" else 3]
    for step, verb in enumerate(verbs):
        rows.add(Event, plan, case=case, verb=verb, request=request, by=plan.advocate,
                 at=asked_at + timedelta(days=step), said="As discussed on the telephone.")  # fmt: skip
    if state == "offered" or state in WORK_OF:
        _offer(rows, plan, request, people)


def _state(plan: Plan, dice: random.Random, number: int) -> str:
    """Requests of an ended case are over; the first one of a case that a Defender will open is under way."""
    if not plan.open:
        return "received"
    if plan.real and number == 1:
        return dice.choice(["assigned", "delivered"])
    return dice.choices([*STATES], [*STATES.values()])[0]


def _offer(rows: Rows, plan: Plan, request: Request, people: list[Person]) -> None:
    made = {"request": request, "case": request.case, "defender": plan.defender, "made_by": plan.advocate}
    at = request.asked_at + timedelta(days=1)
    offered = request.state == "offered"
    offer = rows.add(Offer, plan, **made, made_at=at, answer_by=at + timedelta(days=3),
                     state="made" if offered else "accepted", because="Nearest, and has time.")  # fmt: skip
    if not offered:
        _work(rows, plan, offer, people)


def _work(rows: Rows, plan: Plan, offer: Offer, people: list[Person]) -> None:
    request, case = offer.request, offer.case
    work = rows.add(Assignment, plan, case=case, request=request, offer=offer, defender=plan.defender,
                    started_at=offer.made_at, state=WORK_OF[request.state])  # fmt: skip
    for person in people[:2]:
        rows.add(Disclosure, plan, case=case, request=request, person=person, by=plan.advocate,
                 items=["names", "birth_date", "birth_place", "kinship"], at=offer.made_at)  # fmt: skip
    for kind in ("contacted", "visited"):
        rows.add(
            Step,
            plan,
            case=case,
            assignment=work,
            kind=kind,
            at=offer.made_at,
            said="They look for the book.",
        )
    rows.add(Message, plan, case=case, request=request, channel="defender", author=plan.defender,
             at=offer.made_at + timedelta(days=1), body="The office opens on Monday. " * 3)  # fmt: skip
    if request.state == "assigned":
        state = "asked" if rows.dice.random() < 0.1 else "approved"
        rows.add(Fee, plan, case=case, assignment=work, amount=30, currency="USD", what="Copy", state=state)
    else:
        state = "submitted" if request.state == "delivered" else "accepted"
        rows.add(Delivery, plan, case=case, assignment=work, result="obtained", state=state,
                 said="The copy of book and folio.", submitted_at=offer.made_at + timedelta(days=9))  # fmt: skip

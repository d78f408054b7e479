"""Many rows of everything that a list can show, copied in bulk from the rows of a world (world.py).

Measuring needs rows, not stories: these are not made by actions, and all of them share the boxes of what they copy.
"""

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone

from reencuentro.accounts.models import DefenderProfile, Membership, Organisation, Session, User
from reencuentro.audit import log
from reencuentro.casework.models import (
    CaseLink,
    CaseMember,
    CounselDecision,
    Disclosure,
    Document,
    DraftPaper,
    Event,
    ObstacleChange,
    Person,
    PersonName,
    Placement,
    Request,
    Step,
)
from reencuentro.network.models import Attendance, PolicyVersion, Proposal
from reencuentro.tracing.models import Attempt

from .world import World

Row = TypeVar("Row", bound=models.Model)


def copies(row: Row, how_many: int, **changes: Any) -> list[Row]:
    """`how_many` new rows like this one. A change is a value, a list with one for each, or a function of 0, 1, …"""
    made = [_copy(row, index, changes) for index in range(how_many)]
    return type(row)._base_manager.bulk_create(made)


def _copy(row: Row, index: int, changes: dict[str, Any]) -> Row:
    twin = copy.copy(row)
    twin._state.adding = True
    twin.pk = uuid4() if isinstance(row._meta.pk, models.UUIDField) else None
    if hasattr(twin, "client_id"):
        twin.client_id = None
    for name, value in changes.items():
        setattr(twin, name, _value(value, index))
    return twin


def _value(value: Any, index: int) -> Any:
    if isinstance(value, list):
        return value[index]
    return value(index) if callable(value) else value


def fresh(prefix: str) -> Callable[[int], str]:
    """A text for each row that no earlier row has."""
    start = uuid4().hex[:6].upper()
    return lambda index: f"{prefix}{start}{index}"


def grow(world: World, number: int) -> None:
    """`number` more of everything: people, cases, and rows in the case of this world."""
    people = _people(world, number)
    requests = _cases(world, number, people)
    family = _family(world, number)
    _case_rows(world, number, people, family)
    _request_rows(world, number, requests)
    _work_rows(world, requests, family)
    _office_rows(world, number, people)
    _network_rows(world, number)
    _tracing_rows(world, number, family)


def _tracing_rows(world: World, number: int, family: list[Person]) -> None:
    """Searches of this case, leads of one of them, what was said of it, and wishes to see more."""
    request, lead = world.things["tracing_request"], world.things["lead"]
    copies(request, number, person=family)
    leads = copies(lead, number, person=family)
    copies(lead.kept, number, lead=leads)
    copies(lead.judgements.all()[0], number)
    ended = {"state": "ended", "asked_at": timezone.now() - timedelta(days=30)}
    copies(lead.grants.all()[0], number, **ended)
    theirs = world.things["wish_to_answer"]
    others = copies(theirs.lead, number, found=family)
    copies(theirs.lead.kept, number, lead=others)
    copies(theirs, number, lead=others)
    alike = world.things["alike"]
    copies(alike.kept, number, lead=copies(alike, number, person=family))
    attempts = {"where": "town", "outcome": "nothing", "on": timezone.localdate(), "at": timezone.now()}
    first = Attempt(case=request.case, request=request, by=world.advocate, said="Nobody home.", **attempts)
    copies(first, number)


def _network_rows(world: World, number: int) -> None:
    """Applications, trainings, and who attended."""
    copies(world.things["application"], number)
    copies(world.things["agreed_application"], number)
    trainings = copies(world.things["training"], number)
    attended = Attendance.objects.get(training=world.things["training"])
    copies(attended, number, training=trainings)


def _people(world: World, number: int) -> list[User]:
    """Advocates of the advocate's house who work on the case, and as many Defenders in the same country."""
    house = world.advocate.organisation
    assert house is not None
    houses = copies(house, number)
    advocates = copies(world.child_advocate, number, username=fresh("many-advocate-"))
    copies(_membership(world.advocate), number, user=advocates)
    copies(CaseMember.objects.get(case=world.case, user=world.child_advocate), number, user=advocates)
    defenders = copies(world.defender, number, username=fresh("many-defender-"))
    copies(_membership(world.defender), number, user=defenders, organisation=houses)
    copies(DefenderProfile.objects.get(user=world.defender), number, user=defenders)
    ended = {"ended": timezone.now(), "organisation": houses}
    copies(_membership(world.child_advocate), number, **ended)
    return advocates


def _membership(user: User) -> Membership:
    return Membership.objects.get(user=user, ended=None)


def _cases(world: World, number: int, people: list[User]) -> list[Request]:
    """Further cases of the same people, each of another house; returns one new request in each."""
    houses = list(Organisation.objects.filter(kind="partner").order_by("-created")[:number])
    houses += houses[:1] * (number - len(houses))
    cases = copies(world.case, number, code=fresh("R-"), organisation=houses)
    for user in (world.advocate, world.child_advocate, world.coordinator):
        copies(CaseMember.objects.get(case=world.case, user=user), number, case=cases)
    children = copies(world.things["child"], number, case=cases)
    name = PersonName.objects.filter(person=world.things["child"])[0]
    copies(name, number, case=cases, person=children)
    copies(world.things["clock"], number, case=cases, due_on=timezone.localdate() - timedelta(days=2))
    copies(world.things["obstacle"], number, case=cases)
    link = CaseLink(case=world.case, other=world.case, made_by=world.advocate, because="Sisters.")
    copies(link, number, other=cases)
    asking = {"code": fresh("E-"), "erasure_asked_by": people, "erasure_asked_at": timezone.now()}
    copies(world.things["erasing_case"], number, **asking)
    copies(world.things["ended_case"], number, code=fresh("G-"), erased_at=timezone.now())
    ended = copies(world.things["ended_case"], number, code=fresh("F-"))
    copies(CaseMember.objects.get(case=world.things["ended_case"], user=world.advocate), number, case=ended)
    return copies(world.things["asked"], number, case=cases, subject=children, urgency="high")


def _family(world: World, number: int) -> list[Person]:
    case, father = world.case, world.things["person"]
    people = copies(father, number, unlocated=True)
    name = PersonName.objects.filter(person=father)[0]
    copies(name, number, person=people)
    copies(name, number, is_main=False)
    copies(world.things["number"], number)
    copies(world.things["number"], number, person=people)
    copies(world.things["tie"], number, elder=people)
    copies(world.things["sponsor"], number, person=people)
    copies(world.things["consent"], number, person=people)
    copies(Placement.objects.filter(case=case)[0], number, until=timezone.localdate())
    return people


def _case_rows(world: World, number: int, people: list[User], family: list[Person]) -> None:
    case, obstacle = world.case, world.things["obstacle"]
    copies(obstacle, number, person=family)
    copies(ObstacleChange.objects.filter(obstacle=obstacle)[0], number, by=people)
    copies(world.things["clock"], number)
    copies(world.things["clock"], number, request=world.things["asked"])
    copies(world.things["document"], number, person=family)
    for seen in Event.Seen.values:
        copies(Event.objects.filter(case=case)[0], number, by=people, seen_by=seen)
    for channel in ("advocate", "internal"):
        copies(world.things["message"], number, channel=channel, author=people)


def _request_rows(world: World, number: int, others: list[Request]) -> None:
    """Requests of this case at several stages, and whatever can hang on one of them."""
    for stage in ("asked", "reviewed", "delivered", "ready"):
        first = Request.objects.filter(case=world.case).count() + 1
        made = copies(
            world.things["asked"], number, state=stage, urgency="high", number=[*range(first, first + number)]
        )
        if stage == "reviewed":
            _desk_rows(world, made)
    for request in (world.things["asked"], world.things["reviewed"]):
        copies(Event.objects.filter(case=world.case, request__isnull=False)[0], number, request=request)
        copies(world.things["offer"], number, request=request, state="declined")
    copies(world.things["offer"], number, request=others, case=[one.case for one in others])
    answered = {"state": "declined", "answered_at": timezone.now()}
    copies(world.things["offer"], number, request=others, case=[one.case for one in others], **answered)


def _desk_rows(world: World, requests: list[Request]) -> None:
    """Lines of the newest proposal, lines that were decided, and wishes."""
    line, wish, number = world.things["proposal_line"], world.things["wish"], len(requests)
    newest = Proposal.objects.filter(state="ready").latest("made_at")
    copies(line, number, proposal=newest, request=requests, place=lambda index: 100 + index)
    decided = {"state": "changed", "by": world.coordinator, "asked": world.defender, "at": timezone.now()}
    copies(line, number, proposal=newest, request=requests, **decided)
    copies(wish, number, request=requests)
    for trial in (world.things["trial"], world.things["what_if"]):
        copies(trial, number)
    version = PolicyVersion(
        box=world.administrator.box, weights=world.things["trial"].weights, by=world.administrator,
        because="Roads.", at=timezone.now(),
    )  # fmt: skip
    copies(version, number, version=fresh("v-"))


def _work_rows(world: World, others: list[Request], family: list[Person]) -> None:
    """What happens in one piece of work, and other pieces of work of the same Defender."""
    number = len(others)
    work, delivery = world.things["assignment"], world.things["delivery"]
    cases = [one.case for one in others]
    offers = copies(work.offer, number, request=others, case=cases)
    works = copies(work, number, request=others, case=cases, offer=offers)
    copies(world.things["fee"], number, assignment=works, case=cases, state="asked")
    copies(world.things["fee"], number)
    copies(Step(case=world.case, assignment=work, kind="visited", said="Went.", at=timezone.now()), number)
    came_back = copies(delivery, number, assignment=work, state="sent_back")
    copies(Document.objects.filter(delivery=delivery)[0], number, delivery=came_back)
    copies(Document.objects.filter(delivery=delivery)[0], number)
    copies(delivery, number, assignment=delivery.assignment, state="accepted")
    talk = {"request": work.request, "channel": "defender", "at": timezone.now()}
    copies(world.things["message"], number, author=world.coordinator, **talk)
    paper = world.things["delivered_document"]
    copies(DraftPaper(case=world.case, assignment=work, file=paper.file, clean_copy=paper.file), number)
    released = Disclosure(case=world.case, request=work.request, by=world.advocate, at=timezone.now())
    released.items = ["names", "birth_date", "home_country_numbers", "kinship"]
    copies(released, number, person=family)
    copies(released, number, person=family, request=world.things["asked"])
    _findings(world, number)


def _findings(world: World, number: int) -> None:
    finding = world.things["finding"]
    copies(finding, number)
    decision = CounselDecision(
        case=world.case, finding=finding, audience="coordinator", allowed=True, because="No risk.",
        by=world.advocate, at=timezone.now(),
    )  # fmt: skip
    copies(decision, number)


def _office_rows(world: World, number: int, people: list[User]) -> None:
    notice = world.things["notice"]
    copies(notice, number, to=people, key=None)
    for user in (world.advocate, world.coordinator, world.defender, world.administrator, world.editor):
        copies(notice, number, to=user, key=None, state="sent")
    now = timezone.now()
    for user in (world.things["somebody"], world.administrator):
        session = Session(user=user, data=b"", created=now, last_seen=now, expires=now + timedelta(hours=9))
        copies(session, number, key_hash=fresh("many-"))
    with transaction.atomic():
        for person in people:
            log.record("case.look", by=person, about=world.case, case=world.case.code)
            log.record("person_looked_at", by=world.administrator, about=person)

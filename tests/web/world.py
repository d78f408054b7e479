"""Two complete cases side by side, each with its own people; whoever belongs to one is a stranger in the other."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from reencuentro.accounts.actions import end_membership, invite
from reencuentro.accounts.models import Role, User
from reencuentro.casework.actions import (
    cases,
    clocks,
    conflicts,
    consents,
    deliveries,
    documents,
    erasure,
    fees,
    messages,
    obstacles,
    offers,
    papers,
    people,
    placements,
    requests,
    sponsors,
)
from reencuentro.casework.models import Case, CaseMember, Document, FamilyTie, Finding, Person
from reencuentro.network import weights as known
from reencuentro.network.actions import next_in_line, policies, proposals, trainings, wishes
from reencuentro.network.models import ProposalLine
from reencuentro.network.queries import policy
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.casework.test_deliveries import photo
from tests.tracing.two_cases import a_lead

from . import tracing_world


@dataclass
class World:
    """`things[name]` is what a URL can be about: a case, a person, a request at every stage, …"""

    advocate: User
    child_advocate: User
    coordinator: User
    defender: User
    administrator: User
    editor: User
    case: Case
    things: dict[str, Any] = field(default_factory=dict)

    def person(self, name: str) -> User:
        return getattr(self, name)


def build(cast: the.Cast, *, other: bool = False) -> World:
    """A world of the cast's main people, or of the strangers."""
    partner, abroad = cast.advocate.organisation, cast.defender.organisation
    if other:
        advocate, coordinator, defender = cast.stranger, cast.other_coordinator, cast.other_defender
        child_advocate = the.person(Role.ADVOCATE, partner, "second-child-advocate")
    else:
        advocate, coordinator, defender, child_advocate = (
            cast.advocate,
            cast.coordinator,
            cast.defender,
            cast.child_advocate,
        )
    assert abroad is not None
    today = timezone.localdate()
    case = cases.open_case(
        by=advocate,
        given="Otra" if other else the.CHILD["given"],
        surname1="Inventada",
        country="HN",
        custody_since=today - timedelta(days=80),
    )
    cases.take_case(case, by=coordinator)
    cases.add_member(case, child_advocate, "child_advocate", by=advocate, because="Appointed.")
    world = World(advocate, child_advocate, coordinator, defender, cast.administrator, cast.editor, case)
    world.things = _facts(world, today) | _requests(world) | _ends(world, today) | _offices(world, cast)
    world.things |= _network(world, today)
    world.things |= _unsaid(world, cast) | _desk(world) | _alike(world)
    world.things |= tracing_world.things(world, cast)
    return world


def _alike(world: World) -> dict[str, Any]:
    """A second case of the same people, whose child looks like this one."""
    case = cases.open_case(by=world.advocate, given="Nahum", surname1="Inventado", country="HN")
    cases.take_case(case, by=world.coordinator)
    child = Person.objects.get(case=case, is_child=True)
    return {"alike": a_lead(None, child, person=world.things["child"])}


def _desk(world: World) -> dict[str, Any]:
    """A wish, the day's proposal with it, and weights that were tried."""
    row = world.things["reviewed"]
    wish = wishes.wish(row, world.defender, "pin", by=world.coordinator, because="She knows the town.")
    proposals.propose(by=world.coordinator)
    other = known.of(policy.current()) | {"travel_per_hour": 0.02}
    return {
        "wish": wish,
        "proposal_line": ProposalLine.objects.get(request=row, state="open"),
        "what_if": policies.try_weights(other, by=world.coordinator),
        "trial": policies.try_weights(other, by=world.administrator),
    }


def _unsaid(world: World, cast: the.Cast) -> dict[str, Any]:
    """What only those see who recorded it: about somebody who plays no part here, and a case that does not exist."""
    other = cast.defender if world.defender != cast.defender else cast.other_defender
    offer = world.things["offer"]
    return {
        "conflict": conflicts.do_not_ask(world.case, other, by=world.coordinator, because="Their cousin."),
        "own_conflict": conflicts.must_not_work_for("R-999999", by=world.defender),
        "line": next_in_line.let_it_go_on(offer, [other.pk], by=world.coordinator, hours=48),
    }


def _ends(world: World, today: date) -> dict[str, Any]:
    erasing = _ended(world, today)
    erasure.ask_to_erase(erasing, by=world.advocate, because="The family asked.")
    return {"ended_case": _ended(world, today), "erasing_case": erasing}


def _ended(world: World, today: date) -> Case:
    case = cases.open_case(by=world.advocate, given="Ida", surname1="Inventada", country="GT")
    cases.take_case(case, by=world.coordinator)
    cases.add_member(case, world.child_advocate, "child_advocate", by=world.advocate, because="Appointed.")
    cases.end_case(case, "reunited", by=world.advocate, ended_on=today)
    return case


def _offices(world: World, cast: the.Cast) -> dict[str, Any]:
    """What an Administrator looks after."""
    house, key = world.advocate.organisation, world.case.code.lower()
    assert house is not None
    left = the.person(Role.ADVOCATE, house, f"left-{key}")
    end_membership(left, by=cast.administrator)
    notice = Notice.objects.create(to=world.advocate, kind="case_ended", state="failed")
    return {
        "somebody": world.child_advocate,
        "invited": invite(
            by=cast.administrator, organisation=house, role=Role.ADVOCATE, email=f"{key}@example.org"
        ).user,
        "left": left,
        "organisation": house,
        "notice": notice,
    }


def _network(world: World, today: date) -> dict[str, Any]:
    """Who wants to join, who was accepted, and what the Defender has attended."""
    training = trainings.hold(
        by=world.coordinator, title_en="Safety", title_es="Seguridad", held_on=today, hours=Decimal(3)
    )
    trainings.note_attendance(training, [world.defender], by=world.coordinator)
    return {
        "network_defender": world.defender,
        "application": the.an_application(),
        "agreed_application": the.an_agreed_application(world.coordinator),
        "training": training,
    }


def _facts(world: World, today: date) -> dict[str, Any]:
    case, by = world.case, world.advocate
    father = people.add_person(case, by=by, given="Chepe", relationship="father")
    number = people.add_number(father, "DNI", "0601-1980-01234", by=by)
    placements.place(case, by=by, facility="Casa", since=today)
    consent = consents.record_consent_with_scan(
        case,
        father,
        photo(),
        by=by,
        recipients="defender",
        data_classes=["names"],
        purpose="To find him.",
        language="spa",
        signer="C.",
        signer_basis="parent",
        given_on=today,
        expires_on=today + timedelta(days=100),
    )
    return {
        "case": case,
        "person": father,
        "number": number,
        "tie": FamilyTie.objects.get(case=case),
        "sponsor": sponsors.name_sponsor(case, father, by=by, category="1", relationship="father"),
        "obstacle": obstacles.raise_obstacle(case, "parent_unlocated", by=by),
        "clock": clocks.set_clock(case, "Hearing", today + timedelta(days=20), by=by),
        "consent": consent,
        "document": documents.add_document(case, photo(), by=by, kind="school_record", damaged=True),
        "member": CaseMember.objects.get(case=case, user=world.child_advocate),
        "message": messages.write(case, "advocate", "Hello.", by=by),
        "child": Person.objects.get(case=case, is_child=True),
    }


def _requests(world: World) -> dict[str, Any]:
    """A request at each stage that a page is about."""
    stages: dict[str, Any] = {"asked": _ask(world), "questioned": _ask(world), "reviewed": _reviewed(world)}
    requests.ask_back(stages["questioned"], "Which town?", by=world.coordinator)
    stages["offer"] = offers.offer(_reviewed(world), world.defender, by=world.coordinator)
    stages["assignment"] = _assigned(world)
    fee = fees.ask_fee(
        stages["assignment"],
        by=world.defender,
        amount=Decimal(9000),
        currency="HNL",
        what="Copy",
        receipt=photo(),
    )
    stages["fee"] = fee
    stages["draft_paper"] = papers.add_paper(stages["assignment"], photo(), by=world.defender)
    work = _assigned(world)
    stages["delivery"] = deliveries.deliver(work, [photo()], by=world.defender, result="obtained")
    stages["delivered_document"] = Document.objects.get(delivery=stages["delivery"])
    located = deliveries.deliver(
        _assigned(world, "locate_person"), [], by=world.defender, result="obtained", said="Found."
    )
    deliveries.accept(located, by=world.coordinator)
    stages["finding"] = Finding.objects.get(case=world.case)
    stages["ready"] = located.assignment.request
    return stages


def _ask(world: World, service: str = "civil_registry_extract") -> Any:
    document = "birth_certificate" if service == "civil_registry_extract" else ""
    return requests.ask(
        world.case, by=world.advocate, service=service, document=document, country="HN", department="HN.02"
    )


def _reviewed(world: World, service: str = "civil_registry_extract") -> Any:
    request = _ask(world, service)
    requests.review(request, "high", by=world.coordinator, ceiling=Decimal(500))
    return request


def _assigned(world: World, service: str = "civil_registry_extract") -> Any:
    return offers.accept(
        offers.offer(_reviewed(world, service), world.defender, by=world.coordinator), by=world.defender
    )

"""How far a request has come: each stage tells its way there. STAGES says how many days ago it was asked."""

from collections.abc import Callable
from decimal import Decimal

from reencuentro.casework.actions import (
    cases,
    deliveries,
    erasure,
    fees,
    messages,
    obstacles,
    offers,
    requests,
    work,
)
from reencuentro.casework.models import Delivery
from reencuentro.demo.world import Chapter, World

from .other import Other
from .paths import CEILINGS, accepted, delivered, obtained, offered, review, worked

Stage = Callable[[World, Other], Chapter[None]]


def asked(world: World, it: Other) -> Chapter[None]:
    yield from ()


def needs_answer(world: World, it: Other) -> Chapter[None]:
    yield world.days.ago(3, 14)
    question = (
        "Which town is it: the one in the file or the one that the child names? The registry needs one."
    )
    requests.ask_back(it.request, question, by=it.coordinator)


def reviewed(world: World, it: Other) -> Chapter[None]:
    yield world.days.ago(it.asked - 1, 12)
    review(it.request, by=it.coordinator, urgency=it.urgency, because="Next hearing and days in custody.")


def offered_yesterday(world: World, it: Other) -> Chapter[None]:
    yield from offered(world, it.request, it.defender(), by=it.coordinator, ago=1, urgency=it.urgency)


def declined_once(world: World, it: Other) -> Chapter[None]:
    offer = yield from offered(world, it.request, it.defender(), by=it.coordinator, ago=6, urgency=it.urgency)
    yield world.days.ago(5, 8)
    offers.decline(offer, "no_time", by=offer.defender, note="Esta semana tengo audiencias los cinco días.")
    yield world.days.ago(1, 10)
    it.offer_again(but=offer.defender)


def expired(world: World, it: Other) -> Chapter[None]:
    offer = yield from offered(world, it.request, it.defender(), by=it.coordinator, ago=6, urgency=it.urgency)
    yield world.days.ago(3, 12)
    offers.expire(offer)


def working(world: World, it: Other) -> Chapter[None]:
    offer = yield from offered(
        world, it.request, it.defender(), by=it.coordinator, ago=it.asked - 1, urgency=it.urgency
    )
    assignment = yield from accepted(world, offer, ago=it.asked - 2, promised=it.chance.randint(2, 14))
    steps = [
        (it.asked - 5, "contacted", "Llamé a la oficina; atienden por la mañana."),
        (it.asked // 2, "visited", "Fui al lugar. Me pidieron volver con la carta de representación."),
        (4, "waiting", "Entregaron contraseña; falta la firma de la persona encargada."),
    ]
    yield from worked(world, assignment, steps)
    yield world.days.ago(3, 16)
    cost = Decimal(CEILINGS[it.plan.country]) / 4
    fees.ask_fee(
        assignment,
        by=assignment.defender,
        amount=cost,
        currency=it.request.currency,
        what="Copias y transporte",
    )
    yield world.days.ago(2, 9)
    messages.write(it.case, "defender", "Thank you. Is there anything that we can send from here?", by=it.advocate,
                   request=it.request)  # fmt: skip


def handed_back(world: World, it: Other) -> Chapter[None]:
    offer = yield from offered(
        world, it.request, it.defender(), by=it.coordinator, ago=it.asked - 1, urgency=it.urgency
    )
    assignment = yield from accepted(world, offer, ago=it.asked - 2, promised=-5)
    yield world.days.ago(5, 17)
    work.hand_back(assignment, by=assignment.defender, because="El camino sigue cortado por la lluvia.")


def _delivered(world: World, it: Other, ago: int) -> Chapter[Delivery]:
    offer = yield from offered(
        world, it.request, it.defender(), by=it.coordinator, ago=it.asked - 1, urgency=it.urgency
    )
    assignment = yield from accepted(world, offer, ago=it.asked - 2, promised=1 - ago)
    visit = [(it.asked // 2, "visited", "Fui a la oficina y dejé la solicitud.")]
    yield from worked(world, assignment, visit)
    return (yield from delivered(world, assignment, it.uploads(), ago=ago, said=it.need.said))


def delivered_lately(world: World, it: Other) -> Chapter[None]:
    yield from _delivered(world, it, it.chance.randint(1, 3))


def sent_back(world: World, it: Other) -> Chapter[None]:
    delivery = yield from _delivered(world, it, 6)
    yield world.days.ago(4, 11)
    deliveries.send_back(
        delivery, by=it.coordinator, because="El margen derecho quedó fuera de la foto; falta el sello."
    )


def ready(world: World, it: Other) -> Chapter[None]:
    yield from obtained(world, it.request, it.defender(), it.uploads(), by=it.coordinator, asked=it.asked,
                        delivered_ago=4, said=it.need.said, urgency=it.urgency, receive=False)  # fmt: skip


def received(world: World, it: Other, delivered_ago: int = 21) -> Chapter[None]:
    yield from obtained(world, it.request, it.defender(), it.uploads(), by=it.coordinator, asked=it.asked,
                        delivered_ago=delivered_ago, said=it.need.said, urgency=it.urgency)  # fmt: skip
    obstacles.move_obstacle(
        it.obstacle, "remove", by=it.advocate, removed_by=it.request, because="It is here."
    )


def cannot_help(world: World, it: Other) -> Chapter[None]:
    yield world.days.ago(12, 15)
    because = "Nobody of the network can reach that department now. We ask a partner and come back to you."
    requests.cannot_help(it.request, by=it.coordinator, because=because)


def withdrawn(world: World, it: Other) -> Chapter[None]:
    yield from offered(world, it.request, it.defender(), by=it.coordinator, ago=it.asked - 1)
    yield world.days.ago(it.asked - 2, 18)
    requests.withdraw(it.request, by=it.advocate, because="The consulate gave the sponsor a new paper.")


def _ended(outcome: str, said: str) -> Stage:
    def end(world: World, it: Other) -> Chapter[None]:
        yield from received(world, it, delivered_ago=it.ended + 14)
        yield world.days.ago(it.ended, 15)
        it.settle_sponsor(outcome)
        cases.end_case(it.case, outcome, by=it.advocate, ended_on=world.days.day(-it.ended), said=said)

    return end


def erased(world: World, it: Other) -> Chapter[None]:
    yield from _ended("released", "To her grandmother.")(world, it)
    yield world.days.ago(it.ended - 10, 9)
    erasure.ask_to_erase(it.case, by=it.advocate, because="The family asked for it.")
    yield world.days.ago(it.ended - 12, 9)
    erasure.erase(it.case, by=world["priya"])


# stage: (days ago on which the request was asked, what happened then). None: so that the end comes before today.
STAGES: dict[str, tuple[int, Stage]] = {
    "asked": (2, asked),
    "needs_answer": (6, needs_answer),
    "reviewed": (8, reviewed),
    "offered": (5, offered_yesterday),
    "declined_once": (8, declined_once),
    "expired": (8, expired),
    "working": (32, working),
    "handed_back": (22, handed_back),
    "delivered": (36, delivered_lately),
    "sent_back": (34, sent_back),
    "ready": (40, ready),
    "received": (60, received),
    "cannot_help": (20, cannot_help),
    "withdrawn": (26, withdrawn),
    "released": (80, _ended("released", "To the sponsor; calls at 7 and 30 days are planned.")),
    "reunited": (90, _ended("reunited", "With the mother and two sisters.")),
    "returned": (85, _ended("returned", "Met at the airport by the grandmother and a Defender.")),
    "aged_out": (95, _ended("aged_out", "Moved to a host family; the file went to the new attorney.")),
    "other": (80, _ended("other", "Moved to long-term foster care.")),
    "erased": (100, erased),
}

"""The way of a request from the desk of the coordinator to the hands of the advocate, in pieces."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from reencuentro.accounts.models import User
from reencuentro.casework.actions import deliveries, looking, offers, requests, work
from reencuentro.casework.models import Assignment, Delivery, Offer, Request
from reencuentro.demo.world import Chapter, World, offer_to

CEILINGS = {"MX": "1200", "GT": "600", "SV": "80", "HN": "1500", "NI": "2000"}


def review(request: Request, *, by: User, urgency: str = "normal", because: str = "") -> None:
    ceiling = Decimal(CEILINGS[request.country])
    requests.review(request, urgency, by=by, because=because, ceiling=ceiling)


def offered(
    world: World, request: Request, defender: User, *, by: User, ago: int, urgency: str = "normal",
    answer_by: datetime | None = None,
) -> Chapter[Offer]:  # fmt: skip
    """Reviewed and offered on that day."""
    yield world.days.ago(ago, 9)
    review(request, by=by, urgency=urgency)
    return offer_to(defender, request, by=by, answer_by=answer_by)


def accepted(world: World, offer: Offer, *, ago: int, promised: int) -> Chapter[Assignment]:
    """The Defender looks and accepts. `promised`: the day, counted from today, that the Defender names."""
    yield world.days.ago(ago, 7.5)
    looking.look_at_offer(offer, by=offer.defender)
    assignment = offers.accept(offer, by=offer.defender)
    looking.look_at_work(assignment, by=offer.defender)
    work.promise(assignment, world.days.day(promised), by=offer.defender)
    return assignment


def worked(world: World, assignment: Assignment, steps: Sequence[tuple[int, str, str]]) -> Chapter[None]:
    """Steps as (days ago, kind, words)."""
    for ago, kind, said in steps:
        yield world.days.ago(ago, 13)
        work.report_step(assignment, kind, by=assignment.defender, said=said)


def delivered(
    world: World, assignment: Assignment, uploads: list[Any], *, ago: int, said: str, result: str = "obtained"
) -> Chapter[Delivery]:
    yield world.days.ago(ago, 16)
    return deliveries.deliver(assignment, uploads, by=assignment.defender, result=result, said=said)


def checked(world: World, delivery: Delivery, *, by: User, ago: int) -> Chapter[None]:
    yield world.days.ago(ago, 11)
    deliveries.accept(delivery, by=by, checked={"legible": True, "complete": True, "right_person": True})


def obtained(
    world: World, request: Request, defender: User, uploads: list[Any], *, by: User, asked: int, delivered_ago: int,
    said: str, urgency: str = "normal", receive: bool = True,
) -> Chapter[Delivery]:  # fmt: skip
    """The whole way, from the review on the day after `asked`; received two days after the delivery."""
    offer = yield from offered(world, request, defender, by=by, ago=asked - 1, urgency=urgency)
    assignment = yield from accepted(world, offer, ago=asked - 2, promised=-delivered_ago)
    middle = (asked - 2 + delivered_ago) // 2
    yield from worked(world, assignment, [(middle, "visited", "Fui a la oficina y dejé la solicitud.")])
    delivery = yield from delivered(world, assignment, uploads, ago=delivered_ago, said=said)
    yield from checked(world, delivery, by=by, ago=delivered_ago - 1)
    if receive:
        yield world.days.ago(delivered_ago - 2, 14)
        requests.receive(request, by=request.asked_by)
    return delivery

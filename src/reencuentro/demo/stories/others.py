"""Forty more cases, so that inbox, lists and dashboard look as on a working day."""

from reencuentro.demo.timeline import Story
from reencuentro.demo.world import Chapter, World

from .other import Other
from .paths import review
from .plans import PLANS
from .stages import STAGES


def others(world: World) -> list[Story]:
    """Two tellings of each case: the way of its main request, and a second one that is ready to match."""
    told: list[Story] = []
    for number, plan in enumerate(PLANS):
        asked, _stage = STAGES[plan.stage]
        it = Other(world, number, plan, asked)
        told.append(_main(world, it))
        if plan.also:
            told.append(_second(world, it))
    return told


def _main(world: World, it: Other) -> Chapter[None]:
    custody = it.plan.days + (it.ended if it.is_ended else 0)
    opened = max(it.asked + 1, custody - it.chance.randint(6, 30))
    yield world.days.ago(opened, it.chance.uniform(9, 17))
    it.open()
    yield world.days.ago(it.asked, it.chance.uniform(8, 8.9))
    it.ask()
    yield from STAGES[it.plan.stage][1](world, it)


def _second(world: World, it: Other) -> Chapter[None]:
    day = it.chance.randint(2, min(12, it.asked))
    yield world.days.ago(day, 17.5)
    request = it.ask_also()
    yield world.days.ago(day - 1, it.chance.uniform(8, 9))
    review(request, by=it.coordinator, urgency=it.urgency, because="Reviewed with the other one.")

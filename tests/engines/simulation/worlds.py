"""Tiny worlds that can be reckoned by hand."""

from datetime import date, timedelta
from math import log

import numpy as np

from reencuentro.engines.matching import Defender, Request
from reencuentro.engines.simulation import Arrival, World
from reencuentro.engines.simulation.world import lapse_day, morning

MONDAY = date(2027, 1, 4)
SURE = 1e-3  # so small a spread that being on time is a yes or a no


class TenDays:
    """Everything takes ten days, almost exactly."""

    def predict(self, request, defender):
        return log(10.0), SURE


def defender(name="d1", **more):
    values = {"country": "GT", "base": "GT.08", "territory": {"GT.08": 0.0}, "languages": {"spa"}, **more}
    return Defender(id=name, **values)


def arrival(name="r1", day=0, *, deadline=None, lapses=None, **more):
    """`deadline`: days after arrival."""
    arrived = MONDAY + timedelta(days=day)
    request = Request(
        id=name,
        country="GT",
        department="GT.08",
        received=morning(arrived),
        deadline=None if deadline is None else arrived + timedelta(days=deadline),
        **more,
    )
    return Arrival(day, request, lapse_day(day, deadline) if lapses is None else lapses)


def world(arrivals, defenders, *, days=14, no=()):
    """Everybody accepts everything but the pairs of `no`."""
    answers = [[(a.request.id, d.id) not in no for d in defenders] for a in arrivals]
    return World(
        start=MONDAY,
        days=days,
        defenders=tuple(defenders),
        arrivals=tuple(arrivals),
        answers=np.array(answers, dtype=bool).reshape(len(arrivals), len(defenders)),
        turnaround=TenDays(),
    )


def first_fit(day):
    """Asks whoever comes first in the list and has a slot; knows no rule."""
    from reencuentro.engines.simulation import Proposal

    left = {one.id: one.slots_left for one in day.defenders}
    pairs = []
    for request in day.requests:
        free = [one for one in left if left[one] > 0 and one not in request.declined_by]
        if free:
            left[free[0]] -= 1
            pairs.append((request.id, free[0]))
    return Proposal(pairs)


def happened(done):
    """(request, Defender, day of asking, accepted) in order."""
    world = done.world
    return [
        (world.arrivals[one.row].request.id, world.defenders[one.column].id, one.day, one.accepted)
        for one in done.asked
    ]

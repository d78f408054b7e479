"""A real network played forward: what would become of requests like those of late under a policy.

An administrator compares two policies before changing weights: the same seed gives both the same arrivals and
the same answers, so that a difference comes from the weights alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from ..matching import Defender, Policy, Request, Turnaround
from ..matching.arrays import Bools
from ..matching.priors import NeutralPrior
from .measure import Measures, measure
from .policies import Joint
from .run import run
from .world import Arrival, World, lapse_day, morning


def simulate(
    defenders: Sequence[Defender],
    samples: Sequence[Request],
    *,
    per_day: float,
    days: int = 60,
    policy: Policy,
    start: date,
    seed: int = 0,
    turnaround: Turnaround | None = None,
    worth: Policy | None = None,
) -> Measures:
    """``days`` days from ``start`` with the Defenders as they are: languages, territory, week's capacity,
    windows, use of late, and acceptance (a true rate is drawn for each from its Beta distribution).

    ``samples``: past requests to draw new ones from, each with its own span from ``received`` to
    ``deadline``; ``per_day``: how many arrive on average. ``turnaround`` is taken for the truth; None = the
    policy's neutral prior. ``worth``: the weights by which the result is valued, which must be the same for
    all policies compared; None = the published ones.

    Nothing is looked up and nothing is kept. Sixty days of 60 Defenders and ten requests a day take a second
    or two.
    """
    world = network_world(
        defenders,
        samples,
        per_day=per_day,
        days=days,
        start=start,
        seed=seed,
        turnaround=turnaround or NeutralPrior(policy),
    )
    return measure(run(world, Joint(policy, seed=seed)), worth or Policy())


def network_world(
    defenders: Sequence[Defender],
    samples: Sequence[Request],
    *,
    per_day: float,
    days: int,
    start: date,
    seed: int,
    turnaround: Turnaround,
) -> World:
    """The world that ``simulate`` plays in; the same arguments give the same one."""
    dice = np.random.default_rng(seed)
    counts = dice.poisson(per_day if samples else 0.0, size=days)
    arrivals = tuple(
        _arrival(samples[int(dice.integers(len(samples)))], f"s{day:04}-{number:04}", day, start)
        for day, count in enumerate(counts)
        for number in range(count)
    )
    return World(
        start=start,
        days=days,
        defenders=tuple(defenders),
        arrivals=arrivals,
        answers=_answers(defenders, len(arrivals), dice),
        turnaround=turnaround,
        history=tuple(samples),
        history_days=round(len(samples) / per_day) if per_day > 0 else 0,
    )


def _arrival(sample: Request, name: str, day: int, start: date) -> Arrival:
    """Like the sample in everything but when: its deadline stands as far away as it once did."""
    arrived = date.fromordinal(start.toordinal() + day)
    began = sample.received.date() if sample.received else start
    length = None if sample.deadline is None else (sample.deadline - began).days
    request = replace(
        sample,
        id=name,
        received=morning(arrived),
        deadline=None if length is None else date.fromordinal(arrived.toordinal() + length),
        declined_by=frozenset(),
    )
    return Arrival(day, request, lapse_day(day, length))


def _answers(defenders: Sequence[Defender], requests: int, dice: np.random.Generator) -> Bools:
    # An alpha or beta of zero is a certainty that nobody has; numpy refuses it.
    beliefs = np.array([one.acceptance for one in defenders], dtype=float).reshape(-1, 2)
    rates = dice.beta(*np.maximum(beliefs, 1e-3).T)
    return np.asarray(dice.random((requests, len(defenders))) < rates)

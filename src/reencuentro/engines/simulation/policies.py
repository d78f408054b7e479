"""The policies that are compared. Each is given a morning and names the pairs to be asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..matching import Policy, suggest
from ..matching.arrays import Bools, Floats, Ints
from ..matching.block import Block
from ..matching.lookahead import Forecast
from ..matching.solve import optimum
from ..matching.suggest import Day as Problem
from .run import Day, Pair, Proposal

OLD_DAYS = 7


@dataclass(frozen=True)
class Suggested:
    """What the application does: ``suggest`` with all its reasons and alarms. Slower than ``Joint``, which
    chooses the same pairs.
    """

    policy: Policy
    seed: int = 0

    def __call__(self, day: Day) -> Proposal:
        found = suggest(
            day.requests,
            day.defenders,
            now=day.now,
            policy=self.policy,
            turnaround=day.turnaround,
            seed=self.seed,
            forecast=forecast(day),
        )
        pairs = [(one.request, one.chosen.defender) for one in found if one.chosen]
        return Proposal(pairs, frozenset(one.request for one in found if one.alarm))


@dataclass(frozen=True)
class Joint:
    """The joint optimum of the day under a policy's weights; with ``policy.futures``, of sampled futures."""

    policy: Policy
    seed: int = 0

    def __call__(self, day: Day) -> Proposal:
        return _chosen(day, self.policy, lambda block: block.chosen, self.seed)


@dataclass(frozen=True)
class OldestFirst:
    """A hard floor of age: requests older than a week choose first, whatever they are worth."""

    policy: Policy

    def __call__(self, day: Day) -> Proposal:
        return _chosen(day, self.policy, _oldest_first)


@dataclass(frozen=True)
class FirstCome:
    """In order of arrival, each asks the nearest Defender who has a slot."""

    def __call__(self, day: Day) -> Proposal:
        return _chosen(
            day, Policy(), lambda block: _one_by_one(block, _by_arrival(block), -block.inputs.hours)
        )


@dataclass(frozen=True)
class Greedy:
    """By urgency and deadline (the engine's own order), each asks its best Defender who has a slot."""

    policy: Policy

    def __call__(self, day: Day) -> Proposal:
        def choose(block: Block) -> Ints:
            return _one_by_one(block, np.arange(len(block.requests)), block.scores)

        return _chosen(day, value_only(self.policy), choose)


def value_only(policy: Policy) -> Policy:
    """Nothing but the value of a pair: no load, no patience, no thought of a refusal or of tomorrow."""
    return replace(policy, load=0.0, decline=0.0, waiting_per_day=0.0, language_preferred=0.0, futures=0)


def forecast(day: Day) -> Forecast:
    return Forecast(day.past, len(day.past) / max(1, day.past_days))


def _chosen(day: Day, policy: Policy, choose: Callable[[Block], Ints], seed: int = 0) -> Proposal:
    pairs: list[Pair] = []
    for block in _blocks(day, policy, seed):
        places = choose(block)
        for row in np.nonzero(places >= 0)[0].tolist():
            pairs.append((block.requests[row].id, block.defenders[places[row]].id))
    return Proposal(pairs)


def _blocks(day: Day, policy: Policy, seed: int) -> Iterator[Block]:
    """The countries of the day as the engine sees them."""
    problem = Problem(
        day.requests,
        day.defenders,
        now=day.now,
        policy=policy,
        turnaround=day.turnaround,
        seed=seed,
        forecast=forecast(day),
    )
    for country in dict.fromkeys(row.country for row in problem.rows):
        block = problem.block(*problem.of_country(country))
        if block is not None:
            yield block


def _by_arrival(block: Block) -> Ints:
    order = sorted((-row.waited, row.id, place) for place, row in enumerate(block.requests))
    return np.array([place for _, _, place in order])


def _one_by_one(block: Block, order: Ints, scores: Floats) -> Ints:
    """In this order, each takes the best that is left."""
    found, left = np.full(len(block.requests), -1), block.slots.copy()
    for row in order:
        may = block.open[row] & (left > 0)
        if may.any():
            found[row] = np.where(may, scores[row], -np.inf).argmax()
            left[found[row]] -= 1
    return found


def _oldest_first(block: Block) -> Ints:
    old: Bools = np.array([row.waited.days > OLD_DAYS for row in block.requests])
    first = optimum(np.where(old[:, None], block.weights, 0.0), block.slots)
    left = block.slots - np.bincount(first[first >= 0], minlength=len(block.slots))
    rest = optimum(np.where(old[:, None], 0.0, block.weights), left)
    return np.where(first >= 0, first, rest)

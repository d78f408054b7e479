"""A quick auction for the slots: near-optimal prices, so that the exact solver can pass over hopeless pairs."""

from typing import NamedTuple

import numpy as np

from .arrays import Bools, Floats, Ints

BIDDERS = 100  # at once; more would only outbid each other
STEP = 0.005  # points by which a bid must rise, at the scale of scores of 0 to 4
WIDTH = 0.5  # of a step: how far from the best a pair may be and still be kept
MOST_ROUNDS = (
    3  # per request: equals outbid each other step by step for long; the exact solver settles the rest
)


def auction(weights: Floats, slots: Ints) -> tuple[Floats, Ints, float]:
    """Prices of the Defenders' slots, a good assignment (-1 = nobody), and the width within which pairs are
    worth keeping. Bertsekas' forward auction with several slots of one price; the step follows the scale of
    the weights.
    """
    step = STEP * max(float(weights.max()) / 4, 1e-6)
    prices = np.zeros(len(slots))
    worths = np.where(weights > 0, weights, -np.inf)
    held = Bids(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    waiting = np.arange(len(weights))
    for _round in range(MOST_ROUNDS * len(weights)):
        if not len(waiting):
            break
        some, waiting = waiting[:BIDDERS], waiting[BIDDERS:]
        held, outbid = _settle(held, _bids(worths[some], prices, some, step), slots, prices)
        waiting = np.append(outbid, waiting)
    assigned = np.full(len(weights), -1)
    assigned[held.rows] = held.columns
    return prices, assigned, WIDTH * step


class Bids(NamedTuple):
    """Requests, the Defenders they bid for, and how much."""

    rows: Ints
    columns: Ints
    amounts: Floats

    def where(self, chosen: Bools) -> "Bids":
        return Bids(self.rows[chosen], self.columns[chosen], self.amounts[chosen])

    def at(self, places: Ints) -> "Bids":
        return Bids(self.rows[places], self.columns[places], self.amounts[places])

    def and_(self, other: "Bids") -> "Bids":
        return Bids(
            np.append(self.rows, other.rows),
            np.append(self.columns, other.columns),
            np.append(self.amounts, other.amounts),
        )


def _settle(held: Bids, new: Bids, slots: Ints, prices: Floats) -> tuple[Bids, Ints]:
    """The highest bids hold the slots, the lowest of them is the price; returns whom they outbid."""
    touched = np.zeros(len(slots), dtype=bool)
    touched[new.columns] = True
    among = touched[held.columns]
    rivals = held.where(among).and_(new)
    order = np.lexsort((-rivals.amounts, rivals.columns))
    rivals = rivals.at(order)
    rank = np.arange(len(order)) - np.searchsorted(rivals.columns, rivals.columns)
    room = slots[rivals.columns]
    last = rivals.where(rank == room - 1)
    prices[last.columns] = last.amounts
    return held.where(~among).and_(rivals.where(rank < room)), rivals.rows[rank >= room]


def _bids(gain: Floats, prices: Floats, some: Ints, step: float) -> Bids:
    """Each bidder's best Defender, and the price up to which it stays the best. Whom every slot costs more
    than it brings bids no longer: prices only rise. ``gain``: the worth of each pair, -inf = may not be asked;
    worked on in place, the largest array of a large day.
    """
    gain -= prices
    line = np.arange(len(gain))
    wanted = gain.argmax(axis=1)
    best = gain[line, wanted]
    gain[line, wanted] = -np.inf
    second = np.maximum(gain.max(axis=1), 0.0)
    bidding: Bools = best > 0
    bid = prices[wanted] + (best - second) + step
    return Bids(some, wanted, bid).where(bidding)

"""A quick auction for the slots: near-optimal prices, so that the exact solver can pass over hopeless pairs."""

import numpy as np

from .arrays import Bools, Floats, Ints

BIDDERS = 400  # at once; more would only outbid each other
STEP = 0.01  # points by which a bid must rise, at the scale of scores of 0 to 4
WIDTH = 0.4  # of a step: how far from the best a pair may be and still be kept


def auction(weights: Floats, slots: Ints) -> tuple[Floats, Ints, float]:
    """Prices of the Defenders' slots, a good assignment (-1 = nobody), and the width within which pairs are
    worth keeping. Bertsekas' forward auction with several slots of one price; the step follows the scale of
    the weights.
    """
    step = STEP * max(float(weights.max()) / 4, 1e-6)
    prices = np.zeros(len(slots))
    holders, places, bids = np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    waiting = np.arange(len(weights))
    while len(waiting):
        some, waiting = waiting[:BIDDERS], waiting[BIDDERS:]
        some, wanted, bid = _bids(weights[some], prices, some, step)
        holders, places = np.append(holders, some), np.append(places, wanted)
        bids = np.append(bids, bid)
        order = np.lexsort((-bids, places))
        holders, places, bids = holders[order], places[order], bids[order]
        rank = np.arange(len(places)) - np.searchsorted(places, np.arange(len(slots)))[places]
        last = rank == slots[places] - 1
        prices[places[last]] = bids[last]
        keeps = rank < slots[places]
        waiting = np.append(holders[~keeps], waiting)
        holders, places, bids = holders[keeps], places[keeps], bids[keeps]
    assigned = np.full(len(weights), -1)
    assigned[holders] = places
    return prices, assigned, WIDTH * step


def _bids(weights: Floats, prices: Floats, some: Ints, step: float) -> tuple[Ints, Ints, Floats]:
    """Each bidder's best Defender, and the price up to which it stays the best. Whom every slot costs more
    than it brings bids no longer: prices only rise.
    """
    gain = np.where(weights > 0, weights - prices, -np.inf)
    line = np.arange(len(gain))
    wanted = gain.argmax(axis=1)
    best = gain[line, wanted]
    gain[line, wanted] = -np.inf
    second = np.maximum(gain.max(axis=1), 0.0)
    bidding: Bools = best > 0
    bid = prices[wanted] + (best - second) + step
    return some[bidding], wanted[bidding], bid[bidding]

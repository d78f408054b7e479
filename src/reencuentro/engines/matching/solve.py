"""The joint optimum: each request to at most one Defender, no Defender beyond their slots, most worth in all.

Countries and unconnected parts of a country are solved on their own. Small parts go to a dense assignment
solver with a column for each slot; large ones are thinned first: an auction finds near prices of the slots,
only pairs that are good at these prices go to a sparse solver, and the exact prices of its answer prove that
no pair left out could better it (else those pairs join and it is solved anew).
"""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from .arrays import Bools, Floats, Ints, strips
from .auction import auction
from .residual import slot_prices

NOBODY = -1
SMALL = 40_000  # cells of requests x slots that the dense solver takes within a few milliseconds


def optimum(weights: Floats, slots: Ints) -> Ints:
    """The Defender's column for each request, or -1.

    ``weights``: requests x Defenders, multiples of 2^-32, 0 = may not be asked. Equal inputs give equal
    output; among equal optima the one that the solvers find first on the given order.
    """
    assigned = np.full(len(weights), NOBODY)
    for rows, columns in parts((weights > 0) & (slots > 0)):
        whole = len(rows) == weights.shape[0] and len(columns) == weights.shape[1]
        part = weights if whole else weights[np.ix_(rows, columns)]
        found = _part(part, np.minimum(slots[columns], len(rows)))
        assigned[rows[found >= 0]] = columns[found[found >= 0]]
    return assigned


def total(weights: Floats, assigned: Ints) -> float:
    """The worth of an assignment: exact, see ``arrays.quantised``."""
    rows = np.nonzero(assigned >= 0)[0]
    return float(weights[rows, assigned[rows]].sum())


def parts(edges: Bools) -> Iterator[tuple[Ints, Ints]]:
    """The connected parts of who may be asked for what, as rows and columns."""
    left: Bools = np.asarray(edges.any(axis=0))
    while left.any():
        columns = np.zeros_like(left)
        columns[left.argmax()] = True
        while True:
            rows = edges[:, columns].any(axis=1)
            reached: Bools = np.asarray(edges[rows].any(axis=0))
            if np.array_equal(reached, columns):
                break
            columns = reached
        left &= ~columns
        yield np.nonzero(rows)[0], np.nonzero(columns)[0]


def _part(weights: Floats, slots: Ints) -> Ints:
    if len(weights) == 1:
        return np.asarray(weights.argmax(axis=1))
    if len(weights) * int(slots.sum()) <= SMALL:
        return _dense(weights, slots)
    return _thinned(weights, slots)


def _dense(weights: Floats, slots: Ints) -> Ints:
    owner = np.repeat(np.arange(len(slots)), slots)
    rows, places = linear_sum_assignment(weights[:, owner], maximize=True)
    found = np.full(len(weights), NOBODY)
    found[rows] = owner[places]
    found[rows[weights[rows, owner[places]] == 0]] = NOBODY
    return found


def _thinned(weights: Floats, slots: Ints) -> Ints:
    prices, found, width = auction(weights, slots)
    keep = _worth_keeping(weights, prices, width)
    rows = np.nonzero(found >= 0)[0]
    keep[rows, found[rows]] = True
    while True:
        rows, columns = np.nonzero(keep)
        pairs = rows, columns
        found = _sparse(weights, pairs, slots)
        prices = slot_prices(weights, pairs, slots, found)
        if not _missed(weights, keep, prices):
            return found
        keep |= _worth_keeping(weights, prices, width)


def _worth_keeping(weights: Floats, prices: Floats, width: float) -> Bools:
    keep = np.empty(weights.shape, dtype=bool)
    for strip in strips(len(weights)):
        gain = _gain(weights[strip], prices)
        keep[strip] = gain >= np.maximum(gain.max(axis=1), 0.0)[:, None] - width
    return keep


def _missed(weights: Floats, keep: Bools, prices: Floats) -> bool:
    """Would a request rather have somebody who was left out, at these prices? If none would, the answer is
    optimal.
    """
    for strip in strips(len(weights)):
        gain = _gain(weights[strip], prices)
        kept = np.where(keep[strip], gain, 0.0).max(axis=1)
        if (gain.max(axis=1) > np.maximum(kept, 0.0)).any():
            return True
    return False


def _gain(weights: Floats, prices: Floats) -> Floats:
    return np.asarray(np.where(weights > 0, weights - prices, -np.inf))


def _sparse(weights: Floats, pairs: tuple[Ints, Ints], slots: Ints) -> Ints:
    """A column for each slot, and one of worth 0 for each request, so that everybody can be matched."""
    rows, columns = pairs
    copies = slots[columns]
    start = np.cumsum(slots) - slots
    nth = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    nobody = np.arange(len(weights))
    base = 2.0 * np.ceil(weights.max()) + 1.0
    cost = np.append(base - np.repeat(weights[rows, columns], copies), np.full(len(weights), base))
    at = (
        np.append(np.repeat(rows, copies), nobody),
        np.append(np.repeat(start[columns], copies) + nth, nobody + slots.sum()),
    )
    graph = csr_array((cost, at), shape=(len(weights), len(weights) + int(slots.sum())))
    matched, places = min_weight_full_bipartite_matching(graph)
    owner = np.append(np.repeat(np.arange(len(slots)), slots), np.full(len(weights), NOBODY))
    found = np.full(len(weights), NOBODY)
    found[matched] = owner[places]
    return found

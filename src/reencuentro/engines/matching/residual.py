"""What a change would cost once the optimum is known, without solving again.

The graph of exchanges: a node for each Defender and one for "outside" (nobody). An arc from one Defender to
another costs what is lost when the cheapest request moves between them; to the outside, what is lost when a
request is left out (nothing if a slot is free); from the outside, what is won when a request that has nobody
comes in (or nothing: a slot stays empty). At an optimum no circle of arcs is below zero, so the cheapest
chain of exchanges is a shortest path (Ahuja, Magnanti and Orlin, Network Flows, chapters 9 and 12).
"""

import numpy as np

from .arrays import Bools, Floats, Ints


def slot_prices(weights: Floats, pairs: tuple[Ints, Ints], slots: Ints, assigned: Ints) -> Floats:
    """What one slot less of each Defender would lose, by these pairs (rows, columns): the highest dual prices."""
    rows, there = pairs
    here = assigned[rows]
    moving = here >= 0
    rows, there, here = rows[moving], there[moving], here[moving]
    lost = weights[rows, here] - weights[rows, there]
    leaving = _leaving(weights, slots, assigned, np.nonzero(assigned >= 0)[0])
    return _spread(leaving, lost, start=here, end=there)


def _spread(distance: Floats, costs: Floats, *, start: Ints, end: Ints) -> Floats:
    """Bellman and Ford over single arcs: no node is further than an arc and the distance at its end."""
    order = np.argsort(start, kind="stable")
    costs, start, end = costs[order], start[order], end[order]
    nodes, first = np.unique(start, return_index=True)
    while len(nodes):
        through = np.minimum.reduceat(costs + distance[end], first)
        if (through >= distance[nodes]).all():
            break
        distance[nodes] = np.minimum(distance[nodes], through)
    return distance


class Residual:
    """Exact costs of changes to an optimal assignment. ``fixed``: requests that may not move (pinned)."""

    def __init__(self, weights: Floats, slots: Ints, assigned: Ints, fixed: Bools) -> None:
        self.weights, self.slots, self.assigned = weights, slots, assigned
        self.outside = len(slots)
        self.movable = np.nonzero((assigned >= 0) & ~fixed)[0]
        self.load = np.bincount(assigned[assigned >= 0], minlength=len(slots))
        self.arcs = self._arcs()
        self.price = _potentials(self.arcs)
        # Costs seen from the prices are never below zero: what Dijkstra needs.
        self.seen = self.arcs + self.price[None, :] - self.price[:, None]
        self._paths: dict[int, tuple[Floats, Ints]] = {}

    def _arcs(self) -> Floats:
        outside = self.outside
        arcs = np.full((outside + 1, outside + 1), np.inf)
        arcs[:outside, :outside] = _exchanges(self.weights, self.assigned, self.movable)
        arcs[:outside, outside] = _leaving(self.weights, self.slots, self.assigned, self.movable)
        arcs[:outside, outside][self.load < self.slots] = 0.0
        waiting = self.weights[self.assigned < 0]
        arcs[outside, :outside] = -waiting.max(axis=0, initial=0.0)
        return arcs

    def at(self, row: int) -> int:
        """The node where a request is: its Defender, or the outside."""
        return int(self.assigned[row]) if self.assigned[row] >= 0 else self.outside

    def swap_cost(self, row: int, column: int) -> float:
        """Optimum minus the optimum in which this request has this Defender; inf = pins leave no room."""
        lost = self._weight(row, self.at(row)) - self._weight(row, column)
        return float(lost + self.distance(column, self.at(row)))

    def release_gain(self, row: int) -> float:
        """What all together would win if this (fixed) request could move: never below zero."""
        here = self.at(row)
        back = self._into(here)
        places = [*np.nonzero(self.weights[row] > 0)[0].tolist(), self.outside]
        stay = self._weight(row, here)
        return max(0.0, *(self._weight(row, place) - stay - float(back[place]) for place in places))

    def distance(self, start: int, end: int) -> float:
        """The cheapest chain of exchanges that takes one request away from start and brings one to end."""
        if start == end:
            return 0.0
        return float(self._from(start)[0][end] + self.price[start] - self.price[end])

    def first_to_move(self, column: int, row: int) -> int | None:
        """The request that would leave this Defender if ``row`` came in; None = nobody need leave, or nobody
        can.
        """
        end = self.at(row)
        step = self._first_step(column, end)
        if step is None or (step == self.outside and self.load[column] < self.slots[column]):
            return None
        rows = self.movable[self.assigned[self.movable] == column]
        onward = 0.0 if step == self.outside else self._onward(rows, step)
        return int(rows[(self.weights[rows, column] - onward).argmin()])

    def _onward(self, rows: Ints, step: int) -> Floats:
        weights = self.weights[rows, step]
        return np.asarray(np.where(weights > 0, weights, -np.inf))

    def _first_step(self, start: int, end: int) -> int | None:
        if start == end or not np.isfinite(self.distance(start, end)):
            return None
        return int(self._from(start)[1][end])

    def _weight(self, row: int, place: int) -> float:
        return 0.0 if place == self.outside else float(self.weights[row, place])

    def _from(self, start: int) -> tuple[Floats, Ints]:
        if start not in self._paths:
            self._paths[start] = shortest(self.seen, start)
        return self._paths[start]

    def _into(self, end: int) -> Floats:
        away = shortest(np.ascontiguousarray(self.seen.T), end)[0]
        return np.asarray(away + self.price - self.price[end])


def shortest(costs: Floats, start: int) -> tuple[Floats, Ints]:
    """Dijkstra on a full matrix of costs that are not below zero: the distances, and the first step taken."""
    distance = np.full(len(costs), np.inf)
    distance[start] = 0.0
    first = np.arange(len(costs))
    open_ones = distance.copy()
    while True:
        node = int(open_ones.argmin())
        if open_ones[node] == np.inf:
            return distance, first
        open_ones[node] = np.inf
        reached = distance[node] + costs[node]
        nearer = np.nonzero(reached < distance)[0]
        distance[nearer] = open_ones[nearer] = reached[nearer]
        if node != start:
            first[nearer] = first[node]


def _exchanges(weights: Floats, assigned: Ints, movable: Ints) -> Floats:
    """Defender to Defender: the least that is lost when one request moves; inf = none can."""
    count = weights.shape[1]
    arcs = np.full((count, count), np.inf)
    rows = movable[np.argsort(assigned[movable], kind="stable")]
    if len(rows):
        homes, start = np.unique(assigned[rows], return_index=True)
        there = np.where(weights[rows] > 0, weights[rows], -np.inf)
        lost = weights[rows, assigned[rows]][:, None] - there
        arcs[homes] = np.minimum.reduceat(lost, start, axis=0)
    np.fill_diagonal(arcs, 0.0)
    return arcs


def _leaving(weights: Floats, slots: Ints, assigned: Ints, movable: Ints) -> Floats:
    """To the outside: the least that is lost when one request is left out; 0 where a slot is free."""
    least = np.full(len(slots), np.inf)
    np.minimum.at(least, assigned[movable], weights[movable, assigned[movable]])
    least[np.bincount(assigned[assigned >= 0], minlength=len(slots)) < slots] = 0.0
    return least


def _to_outside(arcs: Floats, leaving: Floats) -> Floats:
    """Shortest distances to the outside (Bellman and Ford)."""
    distance = leaving
    while True:
        shorter = np.minimum(distance, (arcs + distance[None, :]).min(axis=1))
        if np.array_equal(shorter, distance):
            return distance
        distance = shorter


def _potentials(arcs: Floats) -> Floats:
    """Distances to the outside; a Defender whom only pinned requests hold can be left by nobody and gets the
    least number that keeps every arc into it from falling below zero.
    """
    inner = _to_outside(arcs[:-1, :-1], arcs[:-1, -1])
    price = np.append(inner, 0.0)
    stuck = np.nonzero(np.isinf(price))[0]
    open_ones = np.isfinite(price)
    for node in stuck:
        needed = price[open_ones] - arcs[open_ones, node]
        price[node] = max(0.0, float(needed.max()))
    return price

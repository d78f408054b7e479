"""One country on one day: who may be asked, what each pair is worth, and the proposal that is best in all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .arrays import Bools, Floats, Ints
from .eligibility import able, travel_hours
from .priors import predictions
from .residual import Residual
from .rows import Column, Row
from .scoring import Inputs, inputs, score, worth
from .solve import optimum
from .types import Pair, Policy, Turnaround


@dataclass(frozen=True)
class Block:
    """The open requests and the Defenders of one country, in their fixed order.

    ``able``: may be asked, slots left aside. ``slots``: before the proposal. ``pins``: for each request the
    pinned Defender's place or -1, only pins that can be kept. ``held``: pairs for which the look-ahead would
    not spend a slot today.
    """

    requests: Sequence[Row]
    defenders: Sequence[Column]
    able: Bools
    slots: Ints
    inputs: Inputs
    pins: Ints
    policy: Policy
    held: Bools | None = None

    @cached_property
    def open(self) -> Bools:
        """Eligible, a slot included: nobody else is ever shown."""
        return self.able & (self.slots > 0)

    @cached_property
    def scores(self) -> Floats:
        return score(self.inputs, self.policy)

    @cached_property
    def weights(self) -> Floats:
        return worth(self.scores, self.open if self.held is None else self.open & ~self.held)

    @cached_property
    def best(self) -> Ints:
        """Whom each request would have if it were alone, or -1."""
        scores = np.where(self.open, self.scores, -np.inf)
        return np.where(self.open.any(axis=1), scores.argmax(axis=1), -1)

    @cached_property
    def pinned(self) -> Bools:
        return self.pins >= 0

    @cached_property
    def chosen(self) -> Ints:
        """The joint optimum around the pins: the Defender's place for each request, or -1."""
        free = np.where(self.pinned[:, None], 0.0, self.weights) if self.pinned.any() else self.weights
        held = np.bincount(self.pins[self.pinned], minlength=len(self.slots))
        return np.where(self.pinned, self.pins, optimum(free, self.slots - held))

    @cached_property
    def residual(self) -> Residual:
        return Residual(self.weights, self.slots, self.chosen, self.pinned)

    def answers(self) -> dict[str, dict[str, list[float]]]:
        """mu and sd by request and Defender, for the pairs that the estimate was asked for."""
        rows, columns = np.nonzero(self.open)
        given = self.inputs.at(rows, columns)
        found: dict[str, dict[str, list[float]]] = {}
        for row, column, mu, sd in zip(
            *(v.tolist() for v in (rows, columns, given.mu, given.sd)), strict=True
        ):
            one = found.setdefault(self.requests[row].id, {})
            one[self.defenders[column].id] = [mu, sd]
        return found

    def with_scarce(self, scarce: Floats, *, held: Bools) -> "Block":
        """The same day as the look-ahead sees it: both requests x Defenders, see ``lookahead``."""
        inputs = replace(self.inputs, scarce=scarce)
        return replace(self, inputs=inputs, held=held & ~self.pinned[:, None])

    def keeps_slot_from(self, row: int) -> bool:
        """The look-ahead would rather not spend a free slot on this request today."""
        return self.held is not None and bool((self.open & self.held)[row].any())


def block(
    requests: Sequence[Row],
    defenders: Sequence[Column],
    *,
    policy: Policy,
    turnaround: Turnaround,
    pins: Iterable[Pair],
    bans: Iterable[Pair],
) -> Block:
    """``requests`` and ``defenders`` of one country, neither empty."""
    hours = travel_hours(requests, defenders)
    may = able(requests, defenders, hours, bans)
    slots = np.array([column.slots for column in defenders])
    given = [row.given for row in requests], [column.given for column in defenders]
    estimate = predictions(turnaround, *given, may & (slots > 0), policy)
    return Block(
        requests=requests,
        defenders=defenders,
        able=may,
        slots=slots,
        inputs=inputs(requests, defenders, hours, estimate, policy),
        pins=kept_pins(requests, defenders, may, slots, pins),
        policy=policy,
    )


def kept_pins(
    requests: Sequence[Row], defenders: Sequence[Column], may: Bools, slots: Ints, pins: Iterable[Pair]
) -> Ints:
    """The pins that can be kept, in the order given: the first for a request and the first for a slot wins.
    All others are passed over without a sign: an error would say that there is a conflict.
    """
    line = {row.id: number for number, row in enumerate(requests)}
    place = {column.id: number for number, column in enumerate(defenders)}
    kept, left = np.full(len(requests), -1), slots.copy()
    for request, defender in pins:
        row, column = line.get(request), place.get(defender)
        if row is None or column is None or kept[row] >= 0:
            continue
        if may[row, column] and left[column] > 0:
            kept[row] = column
            left[column] -= 1
    return kept

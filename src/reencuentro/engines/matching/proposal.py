"""A country's proposal in full: choice, alternatives, what the group and the pins cost, alarms."""

from collections.abc import Sequence

import numpy as np

from ..reasons import Reason, because
from .alarms import alarms, median_days
from .arrays import Bools, Floats, Ints
from .block import Block
from .explain import options
from .types import Excluded, Option, Suggestion


def proposal(block: Block, everybody: Sequence[Excluded], places: Ints) -> list[Suggestion]:
    """One suggestion for each request of the block, in the block's order.

    ``everybody``: all Defenders of all countries; ``places``: where the block's Defenders stand among them.
    """
    shown = _shown(block)
    explained = _explained(block, shown)
    excluded = _Excluded(everybody, places)
    medians = median_days(block)
    return [
        _suggestion(block, row, explained[row], excluded.of(block.open[row]), medians)
        for row in range(len(block.requests))
    ]


def _suggestion(
    block: Block,
    row: int,
    explained: list[Option],
    excluded: tuple[Excluded, ...],
    medians: Floats,
) -> Suggestion:
    """``explained``: the choice first if there is one, then the alternatives."""
    chosen = explained[0] if block.chosen[row] >= 0 else None
    others = tuple(explained[1:] if chosen else explained)
    pinned = bool(block.pinned[row])
    return Suggestion(
        request=block.requests[row].given.id,
        chosen=chosen,
        alternatives=others,
        excluded=excluded,
        pinned=pinned,
        pin_cost=block.residual.release_gain(row) if pinned else 0.0,
        group_effect=() if pinned else group_effect(block, row),
        alarm=alarms(block, row, medians),
        near_tie=bool(chosen and others and abs(chosen.score - others[0].score) <= block.policy.near_tie),
    )


def group_effect(block: Block, row: int) -> tuple[Reason, ...]:
    """Why not the best one: who has the slot, and what all together would lose by giving it to this request."""
    best, chosen = int(block.best[row]), int(block.chosen[row])
    if best < 0 or (chosen >= 0 and block.scores[row, best] <= block.scores[row, chosen]):
        return ()
    if chosen < 0 and block.keeps_slot_from(row):
        return (because("slot_kept"),)
    return exchange(block, row, best)


def exchange(block: Block, row: int, column: int) -> tuple[Reason, ...]:
    """What it would mean to give this request a slot of a Defender who is not chosen for it.

    ``gives_up``: points of this request alone between that Defender and the choice. ``swap_cost``: points of
    all requests together. A slot that a pin holds has no price.
    """
    if block.held is not None and block.held[row, column]:
        return (because("slot_kept"),)
    defender = block.defenders[column].given.id
    cost = block.residual.swap_cost(row, column)
    here = block.chosen[row]
    gap = float(block.scores[row, column] - (block.scores[row, here] if here >= 0 else 0.0))
    if np.isinf(cost):
        holder = block.requests[int(np.nonzero(block.chosen == column)[0][0])].given.id
        return (because("slot_is_pinned", defender=defender, request=holder, gives_up=gap),)
    mover = block.residual.first_to_move(column, row)
    if mover is None:
        return (because("slot_is_free", defender=defender, gives_up=gap, swap_cost=cost),)
    taker = block.requests[mover].given.id
    return (because("slot_goes_to", defender=defender, request=taker, gives_up=gap, swap_cost=cost),)


def _shown(block: Block) -> Ints:
    """For each request the places of the options to explain, -1 = none: the choice, then the best others."""
    width = max(0, block.policy.alternatives)
    ranked = top(np.where(block.open, block.scores, -np.inf), width + 1)
    others = np.where(ranked == block.chosen[:, None], -1, ranked)
    # The choice takes its place out of the ranking; the rest moves up, and one too many falls off.
    order = np.argsort(others < 0, axis=1, kind="stable")
    return np.column_stack([block.chosen, np.take_along_axis(others, order, axis=1)[:, :width]])


def top(scores: Floats, count: int) -> Ints:
    """The places of the best, best first and equals in their order; -1 where nobody is left. ``scores``, with
    -inf for nobody, is used up.
    """
    found = np.full((len(scores), count), -1)
    line = np.arange(len(scores))
    for place in range(min(count, scores.shape[1])):
        best = scores.argmax(axis=1)
        some: Bools = scores[line, best] > -np.inf
        found[some, place] = best[some]
        scores[line, best] = -np.inf
    return found


def _explained(block: Block, shown: Ints) -> list[list[Option]]:
    rows, nth = np.nonzero(shown >= 0)
    found: list[list[Option]] = [[] for _row in block.requests]
    for row, option in zip(rows.tolist(), options(block, rows, shown[rows, nth]), strict=True):
        found[row].append(option)
    return found


class _Excluded:
    """Everybody who may not be asked, by id. Many requests exclude the same people: one tuple for them."""

    def __init__(self, everybody: Sequence[Excluded], places: Ints) -> None:
        self._all = np.empty(len(everybody), dtype=object)
        self._all[:] = everybody
        self._places = places
        self._known: dict[bytes, tuple[Excluded, ...]] = {}

    def of(self, open_ones: Bools) -> tuple[Excluded, ...]:
        key = np.packbits(open_ones).tobytes()
        if key not in self._known:
            kept = np.ones(len(self._all), dtype=bool)
            kept[self._places[open_ones]] = False
            self._known[key] = tuple(self._all[kept])
        return self._known[key]

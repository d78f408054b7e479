"""The clairvoyant bound: the most that anybody could reach who knew all arrivals and answers beforehand.

A linear programme over request x Defender x week: a request is accepted at most once, a Defender's week holds
at most its slots; pairs that would be declined or may not be, weeks in which the Defender is away, and weeks
after the request lapses do not exist. A pair is worth what it is worth on the earliest morning of that week
on which a yes could be heard (a value never rises with time), so no policy can have more. Countries share
nothing and are solved one by one.
"""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from ..matching import Policy
from ..matching.arrays import Bools, Ints
from .measure import values
from .world import WEEK, World, slots_offered, weeks

Columns = tuple[Ints, Ints, Ints]


def clairvoyant(world: World, policy: Policy) -> float:
    """An upper bound of ``measure(...).value`` of every policy in this world."""
    return sum(_of_country(world, policy, row) for row in _countries(world))


def _countries(world: World) -> Iterator[Bools]:
    codes = np.array([one.request.country for one in world.arrivals])
    for code in sorted(set(codes)):
        yield codes == code


def _of_country(world: World, policy: Policy, ours: Bools) -> float:
    rows, columns, days = _variables(world, ours)
    worth = values(world, rows, columns, days + 1, policy)
    some = worth > 0
    rows, columns, days, worth = rows[some], columns[some], days[some], worth[some]
    if not len(rows):
        return 0.0
    offered = slots_offered(world)
    slot = columns * offered.shape[1] + days // WEEK
    result = linprog(
        -worth,
        A_ub=_constraints(rows, len(world.arrivals) + slot, len(world.arrivals) + offered.size),
        b_ub=np.concatenate([np.ones(len(world.arrivals)), offered.ravel()]),
        method="highs-ds",
    )
    if result.status != 0:
        raise RuntimeError(f"The bound was not found: {result.message}")
    return float(-result.fun)


def _variables(world: World, ours: Bools) -> Columns:
    """Row, column, and earliest day of asking, for each pair and week that can exist."""
    pairs = np.argwhere(world.able & world.answers & ours[:, None])
    arrived = np.array([one.day for one in world.arrivals])[pairs[:, 0]]
    lapses = np.array([one.lapses for one in world.arrivals])[pairs[:, 0]]
    found = []
    for week in range(weeks(world.days)):
        day = _first_present(world, week)[pairs[:, 1]][np.arange(len(pairs)), _offset(arrived, week)]
        there = (day < world.days) & (day < lapses) & (arrived < (week + 1) * WEEK)
        found.append(np.column_stack([pairs, day])[there])
    table = np.concatenate(found) if found else np.zeros((0, 3), dtype=int)
    return table[:, 0], table[:, 1], table[:, 2]


def _offset(arrived: Ints, week: int) -> Ints:
    """Which day of the week a request is first there."""
    return np.clip(arrived - week * WEEK, 0, WEEK - 1)


def _first_present(world: World, week: int) -> Ints:
    """Defenders x day of the week: the first day from then on in this week on which the Defender is there; a
    day beyond the end if there is none.
    """
    never = world.days
    found = np.full((len(world.defenders), WEEK), never)
    for offset in reversed(range(WEEK)):
        day = week * WEEK + offset
        later = found[:, offset + 1] if offset + 1 < WEEK else np.full(len(found), never)
        found[:, offset] = np.where(world.present[:, day], day, later) if day < world.days else later
    return found


def _constraints(rows: Ints, slots: Ints, height: int) -> csr_array:
    """One 1 for the request and one for the slot of each variable."""
    variable = np.tile(np.arange(len(rows)), 2)
    place = np.concatenate([rows, slots])
    return csr_array((np.ones(len(place)), (place, variable)), shape=(height, len(rows)))

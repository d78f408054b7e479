"""What a coordinator must see the same day."""

from datetime import timedelta

import numpy as np

from ..reasons import Reason, because
from .arrays import Floats, Ints
from .block import Block
from .rows import Row
from .types import Policy


def alarms(block: Block, row: int, medians: Floats) -> tuple[Reason, ...]:
    """``medians`` as ``median_days`` gives them."""
    request = block.requests[row]
    found = list(_nobody(block, row))
    found += waiting(request, block.policy)
    if request.deadline is not None and medians[row] > request.days_left:
        found.append(because("deadline_unlikely", deadline=request.deadline))
    return tuple(found)


def waiting(request: Row, policy: Policy) -> tuple[Reason, ...]:
    if request.waited <= timedelta(days=policy.waiting_alarm_days):
        return ()
    return (because("waiting", days=request.waited.days),)


def median_days(block: Block) -> Floats:
    """Days until half of such requests are delivered: by the choice, or by the fastest who could be asked.

    Not a number = nobody could be asked, so nothing can be said.
    """
    mu = np.broadcast_to(block.inputs.mu, block.able.shape)
    fastest = np.where(block.open, mu, np.inf).min(axis=1)
    chosen: Ints = block.chosen
    has = chosen >= 0
    fastest[has] = mu[np.nonzero(has)[0], chosen[has]]
    fastest[np.isinf(fastest)] = np.nan
    return np.asarray(np.round(np.exp(fastest), 6))  # exp(log(21)) is not quite 21


def _nobody(block: Block, row: int) -> tuple[Reason, ...]:
    if block.chosen[row] >= 0 or block.keeps_slot_from(row):
        return ()
    return (because("no_slot_left" if block.able[row].any() else "nobody_eligible"),)

"""Observations as the arrays that the fit works on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from .prior import Prior
from .quantiles import Numbers
from .table import LEAST_DAYS, MOST_DAYS
from .types import Asked, Observation

Effect = tuple[str, str]  # group of the table, key within it


@dataclass(frozen=True)
class Design:
    """``logs``: log days less the prior's mean. ``matrix``: observations x effects, 1 where one applies.
    ``doubt``: how much wider than its group an effect's prior is.
    """

    effects: tuple[Effect, ...]
    matrix: Any  # scipy's sparse arrays have no types
    logs: Numbers
    delivered: np.ndarray[Any, np.dtype[np.bool_]]
    doubt: Numbers


def design(observations: Sequence[Observation], prior: Prior) -> Design:
    """Observations without a finite number of days are left out."""
    usable = [one for one in observations if math.isfinite(one.days)]
    applying = [[*effects_of_request(one), ("defender", one.defender)] for one in usable]
    effects = tuple(sorted({effect for row in applying for effect in row if is_known(effect)}))
    column = {effect: number for number, effect in enumerate(effects)}
    cells = [(i, column[e]) for i, row in enumerate(applying) for e in row if e in column]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    shape = (len(usable), len(effects))
    return Design(
        effects=effects,
        matrix=csr_array((np.ones(len(cells)), (rows, columns)), shape=shape),
        logs=np.array([_log_days(one) - prior.center(one.country, one.kind)[0] for one in usable]),
        delivered=np.array([one.delivered for one in usable], dtype=bool),
        doubt=np.array([doubt(effect, prior) for effect in effects]),
    )


def effects_of_request(request: Asked | Observation) -> list[Effect]:
    """All but the Defender's, in the order in which they are added."""
    return [
        ("everything", "all"),
        ("kind", request.kind),
        ("country", request.country),
        ("country_kind", pair(request.country, request.kind)),
        ("department", request.department or ""),
    ]


def is_known(effect: Effect) -> bool:
    return effect[1] != ""


def doubt(effect: Effect, prior: Prior) -> float:
    """The catalogue's own uncertainty widens or narrows what a country and kind may differ from it."""
    group, key = effect
    if group != "country_kind":
        return 1.0
    country, _, kind = key.partition(":")
    return prior.center(country, kind)[1] / prior.neutral_sd


def pair(country: str, kind: str) -> str:
    """ "" if either is unknown."""
    return f"{country}:{kind}" if country and kind else ""


def _log_days(one: Observation) -> float:
    return math.log(min(max(one.days, LEAST_DAYS), MOST_DAYS))

"""How long it takes where nothing has been learnt yet, and asking an estimate for many pairs at once."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .arrays import Bools, Floats
from .types import Defender, Policy, Request, Turnaround

LEAST_MU, MOST_MU = -7.0, 15.0  # a minute, and ten thousand years
LEAST_SD, MOST_SD = 1e-3, 5.0


class NeutralPrior:
    """The same turnaround for everybody: what the policy states where nothing is known."""

    def __init__(self, policy: Policy) -> None:
        self._answer = math.log(policy.neutral_median_days), policy.neutral_sd

    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        return self._answer

    def predict_many(
        self, requests: Sequence[Request], defenders: Sequence[Defender]
    ) -> tuple[Floats, Floats]:
        return np.array([[self._answer[0]]]), np.array([[self._answer[1]]])

    def as_json(self) -> dict[str, Any]:
        """``policy`` says everything: nothing of its own to keep."""
        return {"prior": "neutral"}


def predictions(
    turnaround: Turnaround,
    requests: Sequence[Request],
    defenders: Sequence[Defender],
    able: Bools,
    policy: Policy,
) -> tuple[Floats, Floats]:
    """mu and sd, each requests x Defenders or a shape that numpy spreads to it; odd answers become neutral
    ones.
    """
    many = getattr(turnaround, "predict_many", None)
    if many is not None:
        mu, sd = (np.atleast_2d(np.asarray(values, dtype=np.float64)) for values in many(requests, defenders))
    else:
        mu, sd = _one_by_one(turnaround, requests, defenders, able)
    mu = np.where(np.isnan(mu), math.log(policy.neutral_median_days), mu)
    sd = np.where(np.isnan(sd), policy.neutral_sd, sd)
    return np.clip(mu, LEAST_MU, MOST_MU), np.clip(sd, LEAST_SD, MOST_SD)


def _one_by_one(
    turnaround: Turnaround, requests: Sequence[Request], defenders: Sequence[Defender], able: Bools
) -> tuple[Floats, Floats]:
    mu, sd = np.full(able.shape, np.nan), np.full(able.shape, np.nan)
    for row, column in zip(*(places.tolist() for places in np.nonzero(able)), strict=True):
        mu[row, column], sd[row, column] = turnaround.predict(requests[row], defenders[column])
    return mu, sd

"""The likelihood of censored lognormal days, its exact gradient and its curvature.

All effects are in units of their own prior spread, so that their prior is the standard normal.
"""

import numpy as np
from scipy.special import log_ndtr

from .design import Design
from .quantiles import Numbers

LOG_ROOT_2PI = 0.9189385332046727


def minus_log_posterior(
    effects: Numbers, design: Design, spreads: Numbers, chance: float
) -> tuple[float, Numbers]:
    """Value and gradient. ``spreads``: of each effect; ``chance``: the spread that no effect explains.

    A delivery counts with the normal density of its log days, running or stopped work with the chance of
    taking longer than it already did (log survival, Klein & Moeschberger, Survival Analysis, 3.5).
    """
    standing = _standing(effects, design, spreads, chance)
    gone = design.delivered
    value = 0.5 * float(effects @ effects) - float(np.sum(log_ndtr(-standing[~gone])))
    value += float(np.sum(0.5 * standing[gone] ** 2 + np.log(chance) + LOG_ROOT_2PI))
    pull = np.where(gone, standing, hazard(standing)) / chance
    return value, effects - spreads * (design.matrix.T @ pull)


def curvature(effects: Numbers, design: Design, spreads: Numbers, chance: float) -> Numbers:
    """Second derivative (Hessian) of ``minus_log_posterior``."""
    standing = _standing(effects, design, spreads, chance)
    rising = hazard(standing)
    weight = np.where(design.delivered, 1.0, rising * (rising - standing)) / chance**2
    seen = (design.matrix.T @ (design.matrix * weight[:, None])).toarray()
    return np.asarray(np.eye(len(effects)) + spreads[:, None] * seen * spreads)


def hazard(standing: Numbers) -> Numbers:
    """The standard normal's density over its survival, without underflow far out."""
    return np.asarray(np.exp(-0.5 * standing**2 - LOG_ROOT_2PI - log_ndtr(-standing)))


def _standing(effects: Numbers, design: Design, spreads: Numbers, chance: float) -> Numbers:
    """How many ``chance`` each observation lies above its expectation."""
    return np.asarray((design.logs - design.matrix @ (spreads * effects)) / chance)

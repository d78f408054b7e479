"""From mean and standard deviation of log days to days and chances. Single values and arrays alike."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

Numbers = NDArray[np.float64]
Z_90 = 1.2815515655446004  # the standard normal's 90 % point


def eta(mu: ArrayLike, sd: ArrayLike, q: ArrayLike) -> Numbers:
    """Days within which a share ``q`` (0 to 1) of such work is delivered."""
    return np.asarray(np.exp(np.add(mu, np.multiply(sd, ndtri(q)))))


def on_time(mu: ArrayLike, sd: ArrayLike, days_left: ArrayLike) -> Numbers:
    """The chance that the work is delivered within ``days_left`` days; 0 when no day is left."""
    left = np.asarray(days_left, dtype=np.float64)
    logs = np.log(np.where(left > 0, left, 1.0))
    return np.where(left > 0, ndtr((logs - np.asarray(mu)) / np.asarray(sd)), 0.0)

"""The kinds of arrays that the engine works with, and the arithmetic that keeps sums exact."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

GRAIN = 2.0**-32
STRIP = 128  # rows worked on at a time: what a processor's cache holds


def quantised(values: Floats) -> Floats:
    """The nearest multiples of 2^-32. Sums and differences of such numbers are exact below 2^20, whatever
    their order: a double has 53 bits.
    """
    grains = np.asarray(values / GRAIN)
    np.rint(grains, out=grains)
    grains *= GRAIN
    return grains


def pick(matrix: Floats, rows: Ints, columns: Ints) -> Floats:
    """The entries at (row, column) of a matrix that may be one row or one column wide, standing for all."""
    wide = columns if matrix.shape[1] > 1 else 0
    tall = rows if matrix.shape[0] > 1 else 0
    return np.broadcast_to(matrix[tall, wide], rows.shape)


def strips(count: int) -> Iterator[slice]:
    """All rows in parts: much quicker than one step over a matrix that no cache can hold."""
    for start in range(0, count, STRIP):
        yield slice(start, min(start + STRIP, count))

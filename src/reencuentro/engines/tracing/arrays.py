"""The kinds of arrays that the engine works with."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int32]
Small: TypeAlias = NDArray[np.uint8]
Bools: TypeAlias = NDArray[np.bool_]

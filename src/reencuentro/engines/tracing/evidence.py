"""What each field says for a record that is shown."""

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats, Small
from .codes import CODES
from .scoring import FIELDS
from .types import Evidence

LOG10 = float(np.log(10))
WORTH_SAYING = 0.05  # a sibling explains less than this: not said


def reasons(shown: Floats, codes: Small, explained: NDArray[np.float64], row: int) -> tuple[Evidence, ...]:
    """One for each field, in the order of FIELDS; "unknown" where one side is missing. If a brother or sister would
    look the same, one more that takes that away ("kin", "sibling").

    The weights add up to Match.score plus the logarithm of how many records and absent persons there are to choose
    from (answers.odds).
    """
    found = [
        Evidence(field, CODES[code], float(weight) / LOG10)
        for field, code, weight in zip(FIELDS, codes[:, row], shown[:, row], strict=True)
    ]
    if explained[row] / LOG10 > WORTH_SAYING:
        found.append(Evidence("kin", "sibling", -float(explained[row]) / LOG10))
    return tuple(found)

"""Days from acceptance to delivery: learnt from what was delivered and what still runs, held by the catalogue."""

from .estimate import Turnaround, from_json
from .fitting import fit
from .prior import Prior
from .quantiles import eta, on_time
from .types import Observation

__all__ = ["Observation", "Prior", "Turnaround", "eta", "fit", "from_json", "on_time"]

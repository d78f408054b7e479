"""The model as one readable list: how far each thing may move the days, before anything is observed.

log days of a request = the catalogue's mean for its country and kind
                        + everything + kind + country + country and kind + department + Defender + chance

Each effect is normal around 0. ``sd`` is our first guess of its spread (0.3 = a third more or less);
``weight`` says how many effects' worth of evidence that guess counts against the spread that is seen.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    sd: float
    weight: float


CHANCE = "chance"  # what differs from one request to the next for no reason that we see

TABLE = {
    "everything": Spread(0.5, 4),
    "kind": Spread(0.5, 4),
    "country": Spread(0.25, 4),
    "country_kind": Spread(0.5, 6),  # as sure as the catalogue is: see design.columns
    "department": Spread(0.25, 6),
    "defender": Spread(0.35, 6),
    CHANCE: Spread(0.7, 6),
}

ENOUGH = 5  # deliveries of one kind in one country from which on its days count as known
LEAST_DAYS = 0.5  # the same day counts as half a day
MOST_DAYS = 3650.0  # ten years: what lies beyond is a slip of a date, and must not move the rest

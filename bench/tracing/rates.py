"""How often each corruption happens to a paper in the base, and to what is known when somebody is searched for.

The names of the corruptions are those that `ops` of a query lists. A corruption that cannot happen (no second surname
to lose) is not listed. Customs: section 5 of the notes on the countries of origin.
"""

from dataclasses import dataclass

# Every rate below times this. "usual": three corruptions of a query in the median.
PROFILES = {"gentle": 0.75, "usual": 1.2, "harsh": 1.6}

# Independent of each other, each at most once on a paper.
ASKED = {
    # given names: custom 6 and 7
    "given1": 0.15, "gswap": 0.05, "nick": 0.08, "ginit": 0.03, "nomaria": 0.3, "abbrev": 0.3,
    # surnames: customs 1 to 4 and 9
    "drop2": 0.24, "only2": 0.02, "sswap": 0.05, "merge": 0.05, "middle": 0.03, "moved": 0.015, "particle": 0.5,
    "before": 0.5,
    # letters: customs 8 and 9
    "typo": 0.26, "spell": 0.3, "read": 0.06, "ear": 0.35, "maya": 0.4,
    # intake in the United States: custom 12
    "cut": 0.02, "fnu": 0.006, "lnu": 0.006, "country": 0.005, "phone": 0.2, "sex": 0.004,
}  # fmt: skip
FILED = {
    "given1": 0.04, "gswap": 0.015, "nick": 0.004, "ginit": 0.02, "nomaria": 0.06, "abbrev": 0.06,
    "drop2": 0.05, "only2": 0.002, "sswap": 0.02, "merge": 0.012, "middle": 0.01, "moved": 0.004, "particle": 0.15,
    "before": 0.4,
    "typo": 0.07, "spell": 0.08, "read": 0.03, "ear": 0.12, "maya": 0.2,
    "cut": 0.006, "fnu": 0.001, "lnu": 0.001, "country": 0.001, "phone": 0.02, "sex": 0.002,
}  # fmt: skip
# One of them at most: custom 11.
DATES_ASKED = {"yonly": 0.07, "ymonly": 0.04, "dm": 0.06, "dayoff": 0.04, "yoff": 0.1, "jan1": 0.03, "age": 0.13,
               "ageround": 0.03, "regdate": 0.008, "nodob": 0.09}  # fmt: skip
DATES_FILED = {"yonly": 0.03, "ymonly": 0.03, "dm": 0.02, "dayoff": 0.012, "yoff": 0.012, "jan1": 0.012, "age": 0.012,
               "ageround": 0.003, "regdate": 0.004, "nodob": 0.045}  # fmt: skip
# One of them at most: custom 13.
PLACES_ASKED = {"dept": 0.22, "noplace": 0.14, "village": 0.05, "otherplace": 0.01}
PLACES_FILED = {"dept": 0.12, "noplace": 0.05, "village": 0.02, "otherplace": 0.005}
# What is known at all; not counted as a corruption.
KNOWN_ASKED = {"sex": 0.82, "country": 0.85, "mother": 0.68, "father": 0.45, "phone": 0.35, "muni": 0.9, "dept": 0.8,
               "nick": 0.06}  # fmt: skip
KNOWN_FILED = {"sex": 0.96, "country": 0.99, "mother": 0.82, "father": 0.72, "phone": 0.5, "muni": 0.95, "dept": 0.8,
               "nick": 0.05}  # fmt: skip
# How much of a parent's name is written, and what else becomes of it (custom 5).
PARENT_ASKED = {"whole": 0.5, "first": 0.3, "given": 0.2}
PARENT_FILED = {"whole": 0.8, "first": 0.17, "given": 0.03}
MARRIED, WIDOWED = 0.3, 0.1  # of mothers with a spouse whose paper shows his name; of those, "viuda de"


@dataclass(frozen=True)
class Rates:
    """`at_once` has its own dice for each; of `dates`, `places` and `parent` one is drawn."""

    at_once: dict[str, float]
    dates: dict[str, float]
    places: dict[str, float]
    known: dict[str, float]
    parent: dict[str, float]


def filed(profile: str) -> Rates:
    return _rates(PROFILES[profile], FILED, DATES_FILED, PLACES_FILED, KNOWN_FILED, PARENT_FILED)


def asked(profile: str) -> Rates:
    return _rates(PROFILES[profile], ASKED, DATES_ASKED, PLACES_ASKED, KNOWN_ASKED, PARENT_ASKED)


def _rates(
    times: float,
    at_once: dict[str, float],
    dates: dict[str, float],
    places: dict[str, float],
    known: dict[str, float],
    parent: dict[str, float],
) -> Rates:
    def more(rates: dict[str, float]) -> dict[str, float]:
        return {name: min(rate * times, 0.9) for name, rate in rates.items()}

    return Rates(more(at_once), more(dates), more(places), known, parent)

"""What tracing takes and gives: plain values, the same for a record and for somebody looked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from reencuentro.engines.partial_date import PartialDate

Sex = Literal["", "female", "male"]

# What a search is for. "person": the record of the person described. "sibling": records of brothers and sisters of the
# person described. "children": records of children of the parent described in `mothers` or `fathers`. "duplicate": as
# "person", for two records of one base.
Sought = Literal["person", "sibling", "children", "duplicate"]


@dataclass(frozen=True)
class Written:
    """One way in which a person is written, as typed. Two surnames are one text; a nickname alone is a given name."""

    given: str = ""
    surnames: str = ""


@dataclass(frozen=True)
class Description:
    """Everything known of a person, each part of which may be missing.

    names       every way in which the person is written, the most trusted first
    nicknames   what the person is called
    birth       as far as known; `age` is whole years on `stated_on`, for people who know only an age
    country, department, municipality, village   of birth or home, as codes or names; compared as tidy text
    mothers, fathers   whole names, every known way of writing them
    phones      as typed
    numbers     (kind, number) of identity papers
    extra       (kind, text) of anything else that helps to tell people apart, such as a street
    """

    names: tuple[Written, ...] = ()
    nicknames: tuple[str, ...] = ()
    sex: Sex = ""
    birth: PartialDate | None = None
    age: int | None = None
    stated_on: date | None = None
    country: str = ""
    department: str = ""
    municipality: str = ""
    village: str = ""
    mothers: tuple[str, ...] = ()
    fathers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What one field says: `code` names how far it agrees, for a sentence in either language made elsewhere.

    field     given | surnames | birth | sex | place | mother | father | phone | number
    code      same | spelling | nickname | close | part | swapped | differs | unknown | ... (scoring.CODES)
    weight    log10 of how much likelier this is for the right person than for a stranger; negative speaks against
    """

    field: str
    code: str
    weight: float


@dataclass(frozen=True)
class Match:
    """One record that may be who is looked for.

    probability   that it is, 0 to 1, given everything else that was found; calibrated (docs/benchmarks.md)
    score         log-odds before the comparison with other candidates
    """

    ref: int
    probability: float
    score: float
    evidence: tuple[Evidence, ...]


class Cards(Protocol):
    """Sealed features of persons by their small number. The engine never sees who a number belongs to."""

    def open(self, refs: Sequence[int]) -> dict[int, bytes]:
        """The opened features (features.encode) of those refs that still exist."""
        ...


class Shelves(Protocol):
    """The stored index: numbered shelves, each sealed as a whole, each holding entries of many tokens."""

    def open(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The opened content of those shelves that are not empty."""
        ...


class Index(Protocol):
    """What both kinds of index answer to."""

    def search(
        self,
        sought_for: Description,
        *,
        sought: Sought = "person",
        limit: int = 50,
        without: Collection[int] = (),
    ) -> tuple[Match, ...]:
        """The best matches, best first; equal ones by ref. Nothing usable in the description gives ().

        `without` are records that cannot be meant: they take no share of what can be believed of the others.
        """
        ...

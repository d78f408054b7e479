"""What a record is found by: pairs of things known of a person, each turned into a number by a keyed function.

One word alone is never a token: a surname's frequency would give it away in 42 % of records (docs/tracing.md).
Records and searches go through the same table, KINDS. A record has one reading of each thing known of it; a search has
every reading that it may stand for. Who holds no secret can neither make a token nor read one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, product

SEPARATOR = "\x1f"  # tidy text has no control characters, so two values never run into one another
VALUE_BYTES = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """One text that a thing known may stand for.

    slot         number of the thing known, so that a candidate gets credit for it only once
    likelihood   that the record has this text, relative to the likeliest
    weight       what agreement on it says: log2 of how rare the text is, less if the likeness is imperfect
    """

    text: str
    slot: int = 0
    likelihood: float = 1.0
    weight: float = 0.0


Slot = tuple[Reading, ...]  # the readings of one thing known, likeliest first


@dataclass(frozen=True)
class Known:
    """What is known of a person, by role.

    names     sounds of given names, nicknames and surnames in one bag: clerks and Maya custom swap them
    years     of birth
    days      month and day of birth, the smaller first: the swap of day and month is not seen
    places    municipality and department of birth or home
    mother, father    sounds of their names, the called name first
    phones, numbers   whole
    """

    names: tuple[Slot, ...] = ()
    years: tuple[Slot, ...] = ()
    days: tuple[Slot, ...] = ()
    places: tuple[Slot, ...] = ()
    mother: tuple[Slot, ...] = ()
    father: tuple[Slot, ...] = ()
    phones: tuple[Slot, ...] = ()
    numbers: tuple[Slot, ...] = ()

    @property
    def mother_called(self) -> tuple[Slot, ...]:
        return self.mother[:1]

    @property
    def father_called(self) -> tuple[Slot, ...]:
        return self.father[:1]


@dataclass(frozen=True)
class Kind:
    """One kind of token: the roles whose texts it joins. Kinds of one label may find one another."""

    label: str
    roles: tuple[str, ...]

    def choose(self, known: Known) -> Iterator[tuple[Slot, ...]]:
        """Every way to take one slot from each role. A role named twice gives two different slots."""
        first, *rest = (getattr(known, role) for role in self.roles)
        if len(set(self.roles)) < len(self.roles):
            return (pair + tuple(others) for pair in combinations(first, 2) for others in product(*rest[1:]))
        return product(first, *rest)


# The most telling first: a record has room for a fixed count of tokens, and what comes last is left out.
KINDS = (
    Kind("phone", ("phones",)),
    Kind("number", ("numbers",)),
    Kind("names", ("names", "names")),
    Kind("name-year", ("names", "years")),
    Kind("name-day", ("names", "days")),
    Kind("birth", ("years", "days")),
    Kind("name-place", ("names", "places")),
    Kind("mother", ("mother_called", "names")),
    Kind("father", ("father_called", "names")),
    Kind("mother", ("mother", "mother")),
    Kind("father", ("father", "father")),
    Kind("parents", ("mother_called", "father_called")),
    Kind("names-year", ("names", "names", "years")),
)


@dataclass(frozen=True, slots=True)
class Compound:
    """One value that a token is made of: its text, how likely the record has it, and what it gives evidence of."""

    text: str
    likelihood: float
    readings: tuple[Reading, ...]


def compounds(known: Known, *, least: float) -> Iterator[Compound]:
    """Every compound value at least `least` likely, kind by kind."""
    for kind in KINDS:
        for slots in kind.choose(known):
            for readings, likelihood in _crossed(slots, least):
                text = _text(kind.label, [reading.text for reading in readings])
                yield Compound(text, likelihood, readings)


def texts(known: Known) -> list[str]:
    """The compound values of a record, whose slots have one reading each: different ones, the most telling first."""
    found = (
        _text(kind.label, [slot[0].text for slot in slots]) for kind in KINDS for slots in kind.choose(known)
    )
    return list(dict.fromkeys(found))


def _crossed(slots: tuple[Slot, ...], least: float) -> list[tuple[tuple[Reading, ...], float]]:
    """One reading of each slot, as long as all together are likely enough."""
    found: list[tuple[tuple[Reading, ...], float]] = [((), 1.0)]
    for slot in slots:
        found = [
            ((*held, reading), likelihood * reading.likelihood)
            for held, likelihood in found
            for reading in slot
            if likelihood * reading.likelihood >= least
        ]
    return found


def _text(label: str, parts: list[str]) -> str:
    """The order of the parts says nothing: whatever was typed into the wrong field is found as well."""
    parts.sort()
    return SEPARATOR.join((label, *parts))


def value(secret: bytes, text: str) -> int:
    """The keyed function (BLAKE2b with a key, RFC 7693): 64 bits that say nothing without the secret."""
    return int.from_bytes(blake2b(text.encode(), key=secret, digest_size=VALUE_BYTES).digest(), "little")

"""What a record is found by: pairs of things known of a person, each turned into a number by a keyed function.

One word alone is never a token: a surname's frequency would give it away in 42 % of records (docs/tracing.md).
Records and searches go through the same table, KINDS. A record has one reading of each thing known of it; a search has
every reading that it may stand for. Who holds no secret can neither make a token nor read one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
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


def compounds(known: Known, *, least: float = 1.0, kinds: Iterable[Kind] = KINDS) -> Iterator[Compound]:
    """Every compound value at least `least` likely, kind by kind. The order of texts inside a value says nothing."""
    for kind in kinds:
        for slots in kind.choose(known):
            for readings, likelihood in _crossed(slots, least):
                yield Compound(_text(kind.label, readings), likelihood, readings)


def _crossed(slots: tuple[Slot, ...], least: float) -> Iterator[tuple[tuple[Reading, ...], float]]:
    """One reading of each slot, as long as all together are likely enough."""
    if not slots:
        yield (), 1.0
        return
    for reading in slots[0]:
        if reading.likelihood < least:
            return  # the rest are less likely still
        for others, likelihood in _crossed(slots[1:], least / reading.likelihood):
            yield (reading, *others), reading.likelihood * likelihood


def _text(label: str, readings: Iterable[Reading]) -> str:
    return SEPARATOR.join((label, *sorted(reading.text for reading in readings)))


def value(secret: bytes, text: str) -> int:
    """The keyed function (BLAKE2b with a key, RFC 7693): 64 bits that say nothing without the secret."""
    return int.from_bytes(blake2b(text.encode(), key=secret, digest_size=VALUE_BYTES).digest(), "little")


def values(secret: bytes, known: Known, most: int) -> list[int]:
    """The values of one record, different ones, the most telling first, at most `most`."""
    texts = dict.fromkeys(compound.text for compound in compounds(known))
    return [value(secret, text) for text in list(texts)[:most]]


ROLES = tuple(field.name for field in fields(Known))

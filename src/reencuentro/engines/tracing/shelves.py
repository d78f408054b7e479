"""Shelves: where tokens and the numbers of records are kept, many to a shelf, each shelf sealed as a whole.

An entry is 8 bytes: 4 of the token that its shelf does not already tell (the tag), then 4 of the record's number. A
shelf is its entries in rising order, so that it does not tell which came first. No label, no time, no posting list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
ENTRY = np.dtype("<u8")
HALF = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)
SHELF_HOLDS = 32  # entries; larger shelves waste reading, smaller ones waste the 33 bytes of each seal


def how_many(entries: int) -> int:
    """How many shelves for so many entries, with room to double before a new build is due."""
    return max(1, -(-entries // SHELF_HOLDS))


def shelf_of(tokens: Numbers, shelves: int) -> Numbers:
    """The shelf of each token: its upper half, spread evenly over the shelves."""
    return (tokens >> HALF) * np.uint64(shelves) >> HALF


def entry_of(tokens: Numbers, refs: Numbers) -> Numbers:
    return ((tokens & LOW) << HALF) | refs


def put(content: bytes, entries: Iterable[int]) -> bytes:
    """A shelf with these entries in it as well. Those already there stay once."""
    return np.union1d(_read(content), np.fromiter(entries, ENTRY)).astype(ENTRY).tobytes()


def take_out(content: bytes, entries: Iterable[int]) -> bytes:
    """A shelf without these entries. Those not there are no error."""
    return np.setdiff1d(_read(content), np.fromiter(entries, ENTRY)).astype(ENTRY).tobytes()


def filled(numbers: Numbers, entries: Numbers) -> Iterator[tuple[int, bytes]]:
    """Whole shelves, in order of their numbers, from the shelf and content of every entry of a base."""
    if not len(numbers):
        return
    order = np.lexsort((entries, numbers))
    numbers, entries = numbers[order], entries[order].astype(ENTRY)
    borders = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    for start, end in pairwise(borders if len(numbers) else []):
        yield int(numbers[start]), entries[start:end].tobytes()


def look_up(opened: Mapping[int, bytes], tokens: Numbers, shelves: int) -> tuple[NDArray[np.int64], Numbers]:
    """Which asked token found which record: positions in `tokens`, and refs, pair by pair."""
    numbers, contents = _joined(opened)
    asked = (shelf_of(tokens, shelves) << HALF) | (tokens & LOW)
    order = np.argsort(asked, kind="stable")
    held = (numbers << HALF) | (contents >> HALF)
    place = np.searchsorted(asked, held, sorter=order)
    place = order[np.minimum(place, len(asked) - 1)]
    found = asked[place] == held
    return place[found], contents[found] & LOW


def _joined(opened: Mapping[int, bytes]) -> tuple[Numbers, Numbers]:
    """The entries of all shelves in one line, and the shelf of each."""
    sizes = [len(content) // ENTRY.itemsize for content in opened.values()]
    numbers = np.repeat(np.fromiter(opened, np.uint64, len(opened)), sizes)
    return numbers, _read(b"".join(opened.values()))


def _read(content: bytes) -> Numbers:
    return np.frombuffer(content, ENTRY).astype(np.uint64)


def by_shelf(pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """Entries gathered by shelf, shelves in rising order: writers lock them in this order."""
    gathered: dict[int, list[int]] = {}
    for number, entry in sorted(pairs):
        gathered.setdefault(number, []).append(entry)
    return gathered


def tokens_in(content: bytes) -> list[tuple[int, int]]:
    """(tag, ref) of every entry of a shelf."""
    entries = _read(content)
    return list(zip((entries >> HALF).tolist(), (entries & LOW).tolist(), strict=True))

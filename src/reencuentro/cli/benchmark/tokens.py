"""The tokens of a stored index as whoever held the shelves' key would see them, for the attack by frequency.

At rest even this is sealed: who steals the database alone sees shelves of like size and no token.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TextIO

from reencuentro.cardindex.models import Index
from reencuentro.cardindex.stored import SealedShelves
from reencuentro.engines.tracing.shelves import tokens_in

AT_ONCE = 2_000  # shelves


def dump(index: Index, rids: Sequence[int], out: TextIO) -> None:
    """One line for each token: its hex digits, and the records that stand under it."""
    for number, content in _shelves(index):
        records: dict[int, list[int]] = defaultdict(list)
        for tag, ref in tokens_in(content):
            records[tag].append(rids[ref])
        for tag, found in sorted(records.items()):
            out.write(json.dumps({"token": f"{number:08x}{tag:08x}", "rids": found}) + "\n")


def _shelves(index: Index) -> Iterator[tuple[int, bytes]]:
    shelves = SealedShelves(index)
    for start in range(0, index.shelves, AT_ONCE):
        yield from sorted(shelves.open(range(start, start + AT_ONCE)).items())

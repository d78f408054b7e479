"""Invented records to search in, and questions whose answers are known.

    python -m bench.tracing.world --records 100000 --families-seed 7 --pool a --profile usual --out FOLDER

Writes base, queries, dups and relatives.jsonl.gz. A base record has `rid` (its line, from 0), `pid` (person), `fid`
(family) and what a paper says. Kinds of queries: "self" (the person has a record), "none" (a stranger), "near" (not
there, but a brother or sister is), "sibling" (the same, but the relative is what is wanted), "parent" (children of
somebody known by name). The first tenth of the base is a base of its own; whoever is asked for, and every family that
lacks a child, stands in the first nine hundredths of it. The same options make the same bytes.
"""

import argparse
import random
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from .files import Row, write, writing
from .papers import Clerk
from .people import Person, families
from .pools import POOLS, pool
from .rates import PROFILES, asked, filed

TARGETS = 0.09  # of the base
WITHHELD = 0.55  # of families with two children or more in that part: one child has no record
TWICE = 0.03  # of persons: a second record, later in the base
QUERIES = 3500  # at most; 350 for each 10,000 records
Written = tuple[Person, Row]  # a person and a paper
SHARES = {"self": 0.45, "none": 0.25, "near": 0.12, "sibling": 0.09, "parent": 0.09}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--families-seed", type=int, default=7)
    parser.add_argument("--pool", choices=POOLS, default="a")
    parser.add_argument("--profile", choices=PROFILES, default="usual")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    build(options.out, options.records, options.families_seed, options.pool, options.profile)


def build(
    out: Path, records: int, seed: int, code: str = "a", profile: str = "usual", queries: int = QUERIES
) -> None:
    """Writes the four files into the folder `out`, which is made. `queries` at most."""
    out.mkdir(parents=True, exist_ok=True)
    town = Town(records, seed, code, profile)
    with writing(out / "base.jsonl.gz") as one:
        for row in town.base():
            one(row)
    write(out / "queries.jsonl.gz", town.queries(min(queries, records * 350 // 10_000)))
    write(out / "dups.jsonl.gz", town.dups())
    write(out / "relatives.jsonl.gz", town.relatives())


class Town:
    """One population. `base` first, the others after it."""

    def __init__(self, records: int, seed: int, code: str, profile: str) -> None:
        self.records, self.seed, self.pool = records, seed, pool(code)
        self.filed = Clerk(self.pool, filed(profile))
        self.asked = Clerk(self.pool, asked(profile))
        self.families = families(self.pool, random.Random(f"{seed}-families"))
        self.rids: dict[int, list[int]] = defaultdict(list)  # person -> records
        self.kin: dict[int, dict[int, int]] = defaultdict(dict)  # family -> person -> first record
        self.present: dict[int, Person] = {}
        self.parents: dict[int, set[str]] = defaultdict(set)  # family -> which parents its records name
        self.absent: list[Person] = []  # who have no record, but a brother or sister has

    # --- the base ----------------------------------------------------------------------------------------

    def base(self) -> Iterator[Row]:
        """Records in the order of the file. Whole families are drawn; a block of them is then mixed."""
        mixed = random.Random(f"{self.seed}-order")
        rid, later = 0, deque[Written]()
        for block, again in self._blocks():
            block += [later.popleft() for _ in range(len(later) // 2)]
            later += again
            mixed.shuffle(block)
            for person, paper in block:
                if rid == self.records:
                    return
                yield self._noted(person, paper, rid)
                rid += 1

    def _blocks(self) -> Iterator[tuple[list[Written], list[Written]]]:
        """Without end: papers of whole families, and second papers of some of these people."""
        chance, size, before = random.Random(f"{self.seed}-papers"), max(20, self.records // 500), 0
        block: list[Written] = []
        again: list[Written] = []
        for family in self.families:
            for person in self._with_record(family, before + len(block), chance):
                block.append((person, self.filed.paper(person, chance)[0]))
                if chance.random() < TWICE:
                    again.append((person, self.filed.paper(person, chance)[0]))
            if len(block) >= size:
                yield block, again
                before += len(block) + len(again)
                block, again = [], []

    def _with_record(self, family: list[Person], rid: int, chance: random.Random) -> list[Person]:
        """All of a family, or all but one."""
        early = rid < self.records * TARGETS * 0.97
        if not early or len(family) < 2 or chance.random() >= WITHHELD:
            return family
        missing = chance.choice(family)
        self.absent.append(missing)
        return [one for one in family if one is not missing]

    def _noted(self, person: Person, paper: Row, rid: int) -> Row:
        if rid < self.records * TARGETS:
            self.present.setdefault(person.pid, person)
            self.parents[person.fid] |= paper.keys() & {"mother", "father"}
        self.kin[person.fid].setdefault(person.pid, rid)
        self.rids[person.pid].append(rid)
        return {"rid": rid, "pid": person.pid, "fid": person.fid, **paper}

    def dups(self) -> list[Row]:
        return [{"a": both[0], "b": both[1]} for both in self.rids.values() if len(both) == 2]

    def relatives(self) -> list[Row]:
        return [
            {"fid": fid, "rids": sorted(rids.values())} for fid, rids in self.kin.items() if len(rids) > 1
        ]

    # --- the queries -------------------------------------------------------------------------------------

    def queries(self, many: int) -> list[Row]:
        chance = random.Random(f"{self.seed}-queries")
        absent = [one for one in self.absent if self._kin_is_early(one)]
        chance.shuffle(absent)
        near = round(many * SHARES["near"])
        siblings = absent[near : near + round(many * SHARES["sibling"])]
        people = list(self.present.values())
        selves = chance.sample(people, round(many * SHARES["self"]))
        named = [one for one in people if self.parents[one.fid]]
        parents = chance.sample(named, round(many * SHARES["parent"]))
        rows = [
            *(self._about(one, "self", chance) for one in selves),
            *(self._about(one, "near", chance) for one in absent[:near]),
            *(self._about(one, "none", chance) for one in self._strangers(round(many * SHARES["none"]))),
            *(self._about(one, "sibling", chance) for one in siblings),
            *(self._parent(one, chance) for one in parents),
        ]
        return [{"qid": number, **row} for number, row in enumerate(rows)]

    def _kin_is_early(self, person: Person) -> bool:
        return any(rid < self.records * TARGETS for rid in self.kin.get(person.fid, {}).values())

    def _strangers(self, many: int) -> list[Person]:
        """The eldest of families none of whom has a record."""
        others = families(self.pool, random.Random(f"{self.seed}-strangers"))
        return [family[0] for family in islice(others, many)]

    def _about(self, person: Person, kind: str, chance: random.Random) -> Row:
        said, ops = self.asked.paper(person, chance)
        if kind in ("none", "near"):
            return {"kind": kind, "pid": None, "ops": ops, "q": said}
        return {"kind": kind, "pid": person.pid, "fid": person.fid, "ops": ops, "q": said}

    def _parent(self, person: Person, chance: random.Random) -> Row:
        keys = sorted(self.parents[person.fid])
        said, ops = self.asked.by_parent(
            person, "mother" if chance.random() < 0.7 and "mother" in keys else keys[0], chance
        )
        return {"kind": "parent", "pid": None, "fid": person.fid, "ops": ops, "q": said}


if __name__ == "__main__":
    main()

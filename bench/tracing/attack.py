"""What somebody learns who steals the stored tokens and knows another sample of the same population in clear.

    python -m bench.tracing.attack --base base.jsonl.gz --tokens tokens.jsonl --pool c --seed 99

Tokens and values are each put in the order of how many records have them, and paired rank by rank: in one pool of all
kinds, in pools of some kinds, and, as if the kind of each token were written on it, kind by kind. A token is *named*
when the value paired with it stands in nine of ten of its records; the figure is the share of records that have at
least one named token. "top 3": the attacker may name the values at the next ranks above and below too.
"""

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from . import world
from .files import Row, read
from .pools import POOLS
from .values import KINDS, PAIRS, SINGLE, TRIGRAMS, values

NEARLY_ALL = 0.9
SEVERAL = 2  # records: a token of a single record has no rank
Tokens = list[list[int]]  # the records of each token
Shares = dict[str, float]
Ranked = list[tuple[str, float]]  # values with how many records should have them, most first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--limit-base", type=int)
    parser.add_argument("--tokens", type=Path, required=True, help="lines {token, rids}")
    parser.add_argument("--pool", choices=POOLS, required=True)
    parser.add_argument("--seed", type=int, default=99, help="of the attacker's sample")
    options = parser.parse_args()
    base = read(options.base, options.limit_base)
    tokens = [row["rids"] for row in read(options.tokens)]
    print(json.dumps(attack(base, sample(options.pool, len(base), options.seed), tokens), indent=1))


def sample(pool: str, records: int, seed: int) -> list[Row]:
    """As many records of the same population, other people."""
    with tempfile.TemporaryDirectory() as folder:
        world.build(Path(folder), records, seed, pool)
        return read(Path(folder) / "base.jsonl.gz")


def attack(
    base: Sequence[Row], known: Sequence[Row], tokens: Tokens, *, trigrams: bool = False
) -> dict[str, Any]:
    """All pairings; shares of the records of `base`. `worst` is the best that the attacker gets from one pool.

    `trigrams`: whether tokens may stand for parts of words; the attacker knows the code.
    """
    theft = Theft(base, known, tokens, trigrams)
    pools = {name: theft.one_pool(kinds) for name, kinds in POOLS_OF_KINDS.items()}
    return {
        "records": len(base),
        "tokens": len(tokens),
        "largest": max(map(len, tokens), default=0) / len(base),
        "one pool": pools,
        "worst": max(pool["named"] for pool in pools.values()),
        "worst, top 3": max(pool["named, top 3"] for pool in pools.values()),
        "kinds known": theft.kinds_known(),
    }


POOLS_OF_KINDS: dict[str, tuple[str, ...]] = {
    "all kinds": KINDS,
    "single": SINGLE,
    "pairs": PAIRS,
    **{kind: (kind,) for kind in KINDS},
}


class Theft:
    """The stolen tokens beside what the attacker knows, and the truth to count with."""

    def __init__(self, base: Sequence[Row], known: Sequence[Row], tokens: Tokens, trigrams: bool) -> None:
        self.records = len(base)
        several = (rids for rids in tokens if len(rids) >= SEVERAL)
        self.tokens = sorted(several, key=lambda rids: (-len(rids), rids))
        self.most = max(map(len, self.tokens), default=1)
        self.ranked = _ranked(known, len(base) / max(len(known), 1), trigrams)
        self.ids = {value: number for number, (value, _) in enumerate(self.ranked)}
        self.own = [_numbered(row, self.ids, trigrams) for row in base]
        self.of_kind: dict[str, Ranked] = defaultdict(list)
        for one in self.ranked:
            self.of_kind[_kind_of(one[0])].append(one)

    def one_pool(self, kinds: tuple[str, ...]) -> Shares:
        """Values of these kinds against all tokens."""
        pool = self.ranked if kinds is KINDS else [one for kind in kinds for one in self.of_kind[kind]]
        return {
            name: len(rids) / self.records
            for name, rids in self._either(self.tokens, pool, self.most).items()
        }

    def kinds_known(self) -> dict[str, Any]:
        """Each token among those of its own kind. The kind is taken from the truth."""
        tokens: dict[str, Tokens] = defaultdict(list)
        for rids in self.tokens:
            tokens[self._kind(rids)].append(rids)
        found = {kind: self._either(own, self.of_kind[kind], len(own[0])) for kind, own in tokens.items()}
        shares = {
            name: len(set().union(*(named[name] for named in found.values()))) / self.records
            for name in WINDOWS
        }
        by_kind = {kind: len(named["named"]) / self.records for kind, named in sorted(found.items())}
        return {**shares, "by kind": by_kind}

    def _either(self, tokens: Tokens, pool: Ranked, most: int) -> dict[str, set[int]]:
        """Records with a named token: with whole values, or as if frequent ones were cut, whichever names more."""
        ways = [self._records(tokens, way) for way in (sorted(pool, key=_most_first), pieces(pool, most))]
        return {name: max((way[name] for way in ways), key=len) for name in WINDOWS}

    def _records(self, tokens: Tokens, pool: Ranked) -> dict[str, set[int]]:
        """Those of tokens that are named by the value at the same rank, or by it and those beside it."""
        numbers = [self.ids[value] for value, _ in pool]
        found: dict[str, set[int]] = {name: set() for name in WINDOWS}
        for rank, rids in enumerate(tokens[: len(numbers) + 1]):
            right = rank < len(numbers) and self._right(numbers[rank], rids)
            if right:
                found["named"].update(rids)
            if right or any(self._right(guess, rids) for guess in numbers[max(rank - 1, 0) : rank + 2]):
                found["named, top 3"].update(rids)
        return found

    def _right(self, value: int, rids: Sequence[int]) -> bool:
        """Stops as soon as too many lack it."""
        lacking, most = 0, (1 - NEARLY_ALL) * len(rids) + 1e-9
        for rid in rids:
            lacking += value not in self.own[rid]
            if lacking > most:
                return False
        return True

    def _kind(self, rids: Sequence[int]) -> str:
        """Of the values that all its records have, the one that fewest others have, the plainest of equals."""
        shared = set(self.own[rids[0]])
        for rid in rids[1:20]:
            shared.intersection_update(self.own[rid])
        return _kind_of(self.ranked[max(shared)][0]) if shared else ""


WINDOWS = ("named", "named, top 3")


def _ranked(known: Sequence[Row], scale: float, trigrams: bool) -> Ranked:
    """Values that several of the known records have; among equals the plainest kinds last."""
    counts = Counter(value for row in known for value in values(row, trigrams))
    often = ((value, many * scale) for value, many in counts.items() if many >= SEVERAL)
    return sorted(often, key=lambda one: (-one[1], -KINDS.index(_kind_of(one[0])), one[0]))


def _most_first(one: tuple[str, float]) -> tuple[float, str]:
    return -one[1], one[0]


def _kind_of(value: str) -> str:
    return value[: value.index(":")]


def _numbered(row: Row, ids: dict[str, int], trigrams: bool) -> tuple[int, ...]:
    return tuple(ids[value] for value in values(row, trigrams) if value in ids)


def pieces(pool: Ranked, most: int) -> Ranked:
    """Values that more than `most` records have, cut into equal pieces; most first."""
    cut = [
        (value, many / parts)
        for value, many in pool
        if (parts := max(1, ceil(many / max(most, 1))))
        for _ in range(parts)
    ]
    return sorted(cut, key=_most_first)


# --- does the attack work? ------------------------------------------------------------------------------------


def tokens_of(base: Iterable[Row], kinds: tuple[str, ...]) -> Tokens:
    """One token for each value of these kinds: what an index that protects nothing would store."""
    records: dict[str, list[int]] = defaultdict(list)
    for rid, row in enumerate(base):
        for value in values(row, kinds is TRIGRAMS):
            if _kind_of(value) in kinds:
                records[value].append(rid)
    found = list(records.values())
    random.Random(1).shuffle(found)
    return found


NAIVE = {"one token for each surname": ("surname",), "trigrams": TRIGRAMS, "compound tokens, not cut": PAIRS}


def naive(base: Sequence[Row], known: Sequence[Row]) -> dict[str, Any]:
    """The attack on indexes that it must break: what it names there."""
    found = {}
    for words, kinds in NAIVE.items():
        theft = attack(base, known, tokens_of(base, kinds), trigrams=kinds is TRIGRAMS)
        typed = theft["kinds known"]["named"]
        found[words] = {"largest": theft["largest"], "one pool": theft["worst"], "kinds known": typed}
    return found


if __name__ == "__main__":
    main()

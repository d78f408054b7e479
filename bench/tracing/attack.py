"""Pairing stolen tokens with values by how many records have them.

Tokens and values are each put in the order of how many records have them, and paired rank by rank: in one pool of all
kinds, in pools of some kinds, and, as if the kind of each token were written on it, kind by kind. A token is *named*
when the value paired with it stands in nine of ten of its records; the figure is the share of records that have at
least one named token. "top 3": the attacker may name the values at the next ranks above and below too.

"whole values": the plain attack. "named": that, or with frequent values cut into pieces as large as the largest token,
by somebody who knows how the index cuts them; whichever names more. "by chance": the same pieces in random order: what
is named without looking at ranks.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import ceil
from random import Random
from typing import Any

from .files import Row
from .values import KINDS, PAIRS, SINGLE, values

NEARLY_ALL = 0.9
SEVERAL = 2  # records: a token of a single record has no rank
Tokens = list[list[int]]  # the records of each token
Shares = dict[str, float]
Ranked = list[tuple[str, float]]  # values with how many records should have them, most first


def ranked(theft: "Theft") -> dict[str, Any]:
    """All pairings; shares of the records of the base. `worst` is the best that the attacker gets from one pool."""
    pools = {name: theft.one_pool(kinds) for name, kinds in POOLS_OF_KINDS.items()}
    return {
        "records": theft.records,
        "largest": theft.largest,
        "one pool": pools,
        "worst": max(pool["named"] for pool in pools.values()),
        **{f"worst, {way}": max(pool[way] for pool in pools.values()) for way in ALL_WAYS[1:]},
        "kinds known": theft.kinds_known(),
    }


POOLS_OF_KINDS: dict[str, tuple[str, ...]] = {
    "all kinds": KINDS,
    "single": SINGLE,
    "pairs": PAIRS,
    **{kind: (kind,) for kind in KINDS},
}


class Theft:
    """The stolen tokens beside what the attacker knows, and the truth to count with.

    `trigrams`: whether tokens may stand for parts of words; whoever steals them knows the code.
    """

    def __init__(
        self, base: Sequence[Row], known: Sequence[Row], tokens: Tokens, *, trigrams: bool = False
    ) -> None:
        self.records = len(base)
        self.largest = max(map(len, tokens), default=0) / len(base)
        several = (rids for rids in tokens if len(rids) >= SEVERAL)
        self.tokens = sorted(several, key=lambda rids: (-len(rids), rids))
        self.most = max(map(len, self.tokens), default=1)
        self.ranked = _ranked(known, len(base) / max(len(known), 1), trigrams)
        self.ids = {value: number for number, (value, _) in enumerate(self.ranked)}
        self.own = [_numbered(row, self.ids, trigrams) for row in base]
        self.sample = [_numbered(row, self.ids, trigrams) for row in known]
        self.of_kind: dict[str, Ranked] = defaultdict(list)
        for one in self.ranked:
            self.of_kind[kind_of(one[0])].append(one)

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
            for name in ALL_WAYS
        }
        by_kind = {kind: len(named["named"]) / self.records for kind, named in sorted(found.items())}
        return {**shares, "by kind": by_kind}

    def _either(self, tokens: Tokens, pool: Ranked, most: int) -> dict[str, set[int]]:
        """Records with a named token, in each of ALL_WAYS."""
        whole = self._records(tokens, sorted(pool, key=_most_first))
        parts = pieces(pool, most)
        cut = self._records(tokens, parts)
        chance = self._records(tokens, Random(1).sample(parts, len(parts)))
        best = {name: max(whole[name], cut[name], key=len) for name in WINDOWS}
        return {**best, WHOLE: whole["named"], CHANCE: chance["named"]}

    def _records(self, tokens: Tokens, pool: Ranked) -> dict[str, set[int]]:
        """Those of tokens that are named by the value at the same rank, or by it and those beside it."""
        numbers = [self.ids[value] for value, _ in pool]
        found: dict[str, set[int]] = {name: set() for name in WINDOWS}
        for rank, rids in enumerate(tokens[: len(numbers) + 1]):
            right = rank < len(numbers) and self.right(numbers[rank], rids)
            if right:
                found["named"].update(rids)
            if right or any(self.right(guess, rids) for guess in numbers[max(rank - 1, 0) : rank + 2]):
                found["named, top 3"].update(rids)
        return found

    def right(self, value: int, rids: Sequence[int]) -> bool:
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
        return kind_of(self.ranked[max(shared)][0]) if shared else ""


WINDOWS = ("named", "named, top 3")
WHOLE, CHANCE = "whole values", "by chance"
ALL_WAYS = (*WINDOWS, WHOLE, CHANCE)


def _ranked(known: Sequence[Row], scale: float, trigrams: bool) -> Ranked:
    """Values that several of the known records have; among equals the plainest kinds last."""
    counts = Counter(value for row in known for value in values(row, trigrams))
    often = ((value, many * scale) for value, many in counts.items() if many >= SEVERAL)
    return sorted(often, key=lambda one: (-one[1], -KINDS.index(kind_of(one[0])), one[0]))


def _most_first(one: tuple[str, float]) -> tuple[float, str]:
    return -one[1], one[0]


def kind_of(value: str) -> str:
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

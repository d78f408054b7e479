"""A stronger attack: a token is known by the company it keeps.

Which other tokens stand in the same records is compared with which values stand together in the attacker's sample.
The most frequent tokens are taken for the values of the same ranks ("guessed"), or somebody told the attacker what they
stand for ("told": more than an attacker has; those do not count as named). For every other token the likeliest of the
values near its rank is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .attack import Theft, Tokens

SEEDS, NEAR, FEWEST, MOST = 150, 60, 5, 20_000  # frequent tokens; ranks; records of a token; tokens tried
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """Values the attacker believes in, most frequent first: number, and records of the sample that have each."""

    numbers: list[int]
    records: list[list[int]]
    known: int  # records in the sample


def attack(theft: Theft, kinds: Sequence[str], seeds: int = SEEDS) -> dict[str, float]:
    """Shares of records with a token named by its company, or by rank where it is one of the frequent ones."""
    pool = _pool(theft, kinds)
    tokens = [rids for rids in theft.tokens[:MOST] if len(rids) >= FEWEST]
    if len(tokens) <= 1 or not pool.numbers:
        return {"guessed": 0.0, "told": 0.0}
    seeds = min(seeds, len(tokens), len(pool.numbers))
    guessed = dict(enumerate(range(seeds)))
    told = {at: place for at in range(seeds) if (place := _truth(theft, tokens[at], pool)) is not None}
    return {
        "guessed": len(_named(theft, tokens, pool, guessed, count_known=True)) / theft.records,
        "told": len(_named(theft, tokens, pool, told, count_known=False)) / theft.records,
    }


def _pool(theft: Theft, kinds: Sequence[str]) -> Pool:
    wanted = sorted(theft.ids[value] for kind in kinds for value, _ in theft.of_kind[kind])[: MOST + NEAR]
    place = {number: at for at, number in enumerate(wanted)}
    records: list[list[int]] = [[] for _ in wanted]
    for row, numbers in enumerate(theft.sample):
        for number in numbers:
            if number in place:
                records[place[number]].append(row)
    return Pool(wanted, records, len(theft.sample))


def _truth(theft: Theft, rids: Sequence[int], pool: Pool) -> int | None:
    """The place in the pool of the rarest value that is right for the token."""
    places = {number: at for at, number in enumerate(pool.numbers)}
    shared = set(theft.own[rids[0]]).intersection(*(theft.own[rid] for rid in rids[1:20]))
    right = [places[number] for number in shared if number in places and theft.right(number, rids)]
    return max(right, default=None)


def _named(theft: Theft, tokens: Tokens, pool: Pool, known: dict[int, int], *, count_known: bool) -> set[int]:
    """Records of tokens that are rightly named. `known`: place of a token -> place of its value."""
    company = _together(tokens, [tokens[at] for at in known], theft.records)
    expected = _together(pool.records, [pool.records[at] for at in known.values()], pool.known)
    many = np.array([[len(rows)] for rows in pool.records])
    chances = np.clip((expected + 0.2) / (many + 0.4), 1e-4, 1 - 1e-4)
    yes, no = np.log(chances), np.log1p(-chances)
    named: set[int] = set()
    for at, rids in enumerate(tokens):
        near = slice(max(at - NEAR, 0), at + NEAR + 1)
        if at in known:
            best = known[at]
        elif near.start >= len(many):
            break  # fewer values than tokens
        else:
            likely = yes[near] @ company[at] + no[near] @ (len(rids) - company[at])
            best = near.start + int(np.argmax(likely))
        if (count_known or at not in known) and theft.right(pool.numbers[best], rids):
            named |= set(rids)
    return named


def _together(ones: Sequence[Sequence[int]], others: Sequence[Sequence[int]], records: int) -> Numbers:
    """In how many records each of `ones` stands beside each of `others`."""
    return np.asarray((_table(ones, records) @ _table(others, records).T).todense(), dtype=float)


def _table(lists: Sequence[Sequence[int]], records: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, lists)])
    columns = np.fromiter((row for rows in lists for row in rows), dtype=np.int64, count=int(ends[-1]))
    return csr_matrix((np.ones(int(ends[-1])), columns, ends), shape=(len(lists), records))


def all_pools(theft: Theft, pools: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The best that the attacker reaches with any of the pools of kinds."""
    found = {name: attack(theft, kinds) for name, kinds in pools.items()}
    worst = {way: max(one[way] for one in found.values()) for way in ("guessed", "told")}
    return {**worst, "pools": found}

"""What somebody learns who steals the stored tokens and knows another sample of the same population in clear.

    python -m bench.tracing.leakage --base base.jsonl.gz --tokens tokens.jsonl --pool c --seed 99

By the frequency of tokens (attack.py) and by the company they keep (company.py).
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from . import company, world
from .attack import POOLS_OF_KINDS, Theft, Tokens, kind_of, ranked
from .files import Row, read
from .pools import POOLS
from .values import PAIRS, TRIGRAMS, values

IN_COMPANY = ("all kinds", "single", "pairs", "given", "surname")  # pools of kinds; each takes a while


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
    print(json.dumps(stolen(base, sample(options.pool, len(base), options.seed), tokens), indent=1))


def sample(pool: str, records: int, seed: int) -> list[Row]:
    """As many records of the same population, other people."""
    with tempfile.TemporaryDirectory() as folder:
        world.build(Path(folder), records, seed, pool)
        return read(Path(folder) / "base.jsonl.gz")


def stolen(base: Sequence[Row], known: Sequence[Row], tokens: Tokens) -> dict[str, Any]:
    """Both attacks on the tokens of our index."""
    theft = Theft(base, known, tokens)
    pools = {name: POOLS_OF_KINDS[name] for name in IN_COMPANY}
    return {**ranked(theft), "tokens": len(tokens), "company": company.all_pools(theft, pools)}


# --- does the attack work? ------------------------------------------------------------------------------------


def tokens_of(base: Iterable[Row], kinds: tuple[str, ...]) -> Tokens:
    """One token for each value of these kinds: what an index that protects nothing would store."""
    records: dict[str, list[int]] = defaultdict(list)
    for rid, row in enumerate(base):
        for value in values(row, kinds is TRIGRAMS):
            if kind_of(value) in kinds:
                records[value].append(rid)
    found = list(records.values())
    random.Random(1).shuffle(found)
    return found


NAIVE = {"one token for each surname": ("surname",), "trigrams": TRIGRAMS, "compound tokens, not cut": PAIRS}


def naive(base: Sequence[Row], known: Sequence[Row]) -> dict[str, Any]:
    """The attack on indexes that it must break: what it names there."""
    found = {}
    for words, kinds in NAIVE.items():
        theft = ranked(Theft(base, known, tokens_of(base, kinds), trigrams=kinds is TRIGRAMS))
        typed = theft["kinds known"]["named"]
        found[words] = {"largest": theft["largest"], "one pool": theft["worst"], "kinds known": typed}
    return found


if __name__ == "__main__":
    main()

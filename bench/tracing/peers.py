"""What others would do with the same records in clear, and how well that goes.

    python -m bench.tracing.peers --peer trigrams|primero|splink --base B.jsonl.gz --queries Q.jsonl.gz
        [--limit-base N] --answers OUT.jsonl
    python -m bench.tracing.peers --fit FOLDER        weights of `trigrams` from a world of pool a

trigrams  PostgreSQL with pg_trgm: 300 records with names alike, then peer_rank.py
primero   the search of Primero 2 in PostgreSQL: records that share a Double Metaphone code, in the order of shared
          minus other codes (app/services/phonetic_search_service.rb), those equal by word_similarity
splink    peer_splink.py

Answers and figures look like those of `reencuentro tracing_benchmark`. Only the person is searched for, not relatives.
Needs requirements/bench.in; PostgreSQL is started on a folder that is thrown away.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
from tests.postgres import OPTIONS, cluster

from .files import Row, read
from .peer_rank import FEATURES, WEIGHTS, Plain, Ranker, features, fit, flat, plain

CANDIDATES, SHOWN = 300, 50
MEMORY = "-c shared_buffers=512MB -c work_mem=64MB -c max_parallel_workers_per_gather=0 -c jit=off"
Found = list[tuple[int, float]]
Search = Callable[[Row], Found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--peer", choices=PEERS)
    parser.add_argument("--fit", type=Path)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--limit-base", type=int)
    parser.add_argument("--answers", type=Path)
    options = parser.parse_args()
    if options.fit:
        fitted(options.fit)
        return
    base, queries = read(options.base, options.limit_base), read(options.queries)
    print(json.dumps(PEERS[options.peer](base, queries, options.answers), indent=1))


# --- one question after another -------------------------------------------------------------------------------


def trigrams(base: Sequence[Row], queries: Sequence[Row], answers: Path) -> dict[str, Any]:
    with database() as connection:
        began = time.perf_counter()
        people = [plain(row) for row in base]
        _fill_trigrams(connection, people)
        built = time.perf_counter() - began
        ranker = Ranker.fitted()

        def search(query: Row) -> Found:
            asked = plain(query)
            rids = _alike(connection, asked.name)
            chances = ranker.probabilities(asked, [people[rid] for rid in rids]) if rids else np.zeros(0)
            best = np.argsort(-chances, kind="stable")[:SHOWN]
            return [(rids[at], float(chances[at])) for at in best]

        return {"build_s": round(built, 1), **_answered(search, queries, answers)}


def primero(base: Sequence[Row], queries: Sequence[Row], answers: Path) -> dict[str, Any]:
    with database() as connection:
        began = time.perf_counter()
        _fill_codes(connection, base)
        built = time.perf_counter() - began

        def search(query: Row) -> Found:
            """Primero gives no probability: what it orders by, brought between 0 and 1."""
            name = _whole(query)
            codes = _codes(name)
            if not codes:
                return []
            rows = connection.execute(
                SHARED, {"codes": codes, "name": name, "many": SHOWN}, prepare=True
            ).fetchall()
            return [(rid, round(1 / (1 + exp(-(shared + alike))), 6)) for rid, shared, alike in rows]

        return {"build_s": round(built, 1), **_answered(search, queries, answers)}


def _answered(search: Search, queries: Sequence[Row], answers: Path) -> dict[str, Any]:
    """A few questions first, so that nothing is measured cold. Relatives are not searched for: nothing found."""
    for row in queries[:20]:
        search(row["q"])
    ms = []
    with answers.open("w") as file:
        for row in queries:
            began = time.perf_counter()
            found = search(row["q"]) if row["kind"] not in ("sibling", "parent") else []
            ms.append(1000 * (time.perf_counter() - began))
            file.write(json.dumps({"qid": row["qid"], "ms": round(ms[-1], 3), "answers": found}) + "\n")
    asked = [one for one, row in zip(ms, queries, strict=True) if row["kind"] not in ("sibling", "parent")]
    return {f"p{part}_ms": round(float(np.quantile(asked, part / 100)), 2) for part in (50, 95)}


# --- PostgreSQL -----------------------------------------------------------------------------------------------


@contextmanager
def database() -> Iterator[psycopg.Connection]:
    with cluster(f"{OPTIONS} {MEMORY}") as url, psycopg.connect(_dsn(url), autocommit=True) as connection:
        connection.execute("create extension pg_trgm")
        yield connection


def _dsn(url: str) -> str:
    """The URL of tests.postgres names a socket by its folder."""
    return f"host={url.split('host=')[1]} user=reencuentro dbname=reencuentro"


def _fill_trigrams(connection: psycopg.Connection, people: Sequence[Plain]) -> None:
    connection.execute("create table person (rid int primary key, name text not null)")
    with connection.cursor().copy("copy person from stdin") as copy:
        for rid, one in enumerate(people):
            copy.write_row((rid, one.name))
    connection.execute("create index on person using gin (name gin_trgm_ops)")
    connection.execute("analyze person")


def _alike(connection: psycopg.Connection, name: str) -> list[int]:
    """Of those above pg_trgm's own threshold (0.3) the most alike."""
    ask = "select rid from person where name %% %(name)s order by similarity(name, %(name)s) desc limit %(many)s"
    return [rid for (rid,) in connection.execute(ask, {"name": name, "many": CANDIDATES}, prepare=True)]


SHARED = """
select rid, (select count(*) from unnest(codes) as code where code = any(%(codes)s::text[]))
    - (select count(*) from unnest(codes) as code where not code = any(%(codes)s::text[])) as shared,
    word_similarity(%(name)s, name) as alike
from person where codes && %(codes)s::text[] order by shared desc, alike desc, rid limit %(many)s
"""


def _fill_codes(connection: psycopg.Connection, base: Sequence[Row]) -> None:
    connection.execute("create table person (rid int primary key, name text not null, codes text[] not null)")
    with connection.cursor().copy("copy person from stdin") as copy:
        for rid, row in enumerate(base):
            name = _whole(row)
            copy.write_row((rid, name, _codes(name)))
    connection.execute("create index on person using gin (codes)")
    connection.execute("analyze person")


def _whole(row: Row) -> str:
    """Primero's phonetic fields of a child: name, nickname, other name."""
    return flat(" ".join(row.get(key, "") for key in ("given", "sur", "nick")))


def _codes(name: str) -> list[str]:
    from metaphone import doublemetaphone

    return sorted({code for word in name.split() for code in doublemetaphone(word) if code})


# --- weights --------------------------------------------------------------------------------------------------


def fitted(folder: Path) -> None:
    """Fits on the questions of a world of pool a that ask for a person or a stranger."""
    base, queries = read(folder / "base.jsonl.gz"), read(folder / "queries.jsonl.gz")
    people = [plain(row) for row in base]
    tables, right = [], []
    with database() as connection:
        _fill_trigrams(connection, people)
        for row in queries:
            if row["kind"] in ("self", "none", "near"):
                asked = plain(row["q"])
                if rids := _alike(connection, asked.name):
                    tables.append(features(asked, [people[rid] for rid in rids]))
                    right += [base[rid]["pid"] == row["pid"] for rid in rids]
    weights = fit(np.concatenate(tables), np.array(right, float))
    rounded = {name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)}
    WEIGHTS.write_text(json.dumps(rounded, indent=1) + "\n")
    print(json.dumps(rounded, indent=1))


def splink(base: Sequence[Row], queries: Sequence[Row], answers: Path) -> dict[str, Any]:
    from .peer_splink import linked

    return linked(base, queries, answers)


PEERS = {"trigrams": trigrams, "primero": primero, "splink": splink}

if __name__ == "__main__":
    main()

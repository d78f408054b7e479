"""Splink 5 on DuckDB: the questions linked to the base as a whole, 16 blocking rules, parameters learnt without labels.

Set up once, as its guides say, not tuned. `ms` of a question is its share of the whole run: Splink works in batches.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from .files import Row
from .peer_rank import plain

SHOWN = 50
RULES = (
    ("given1", "sur1"), ("given1", "sur2"), ("sur1", "sur2"), ("sur1", "born"), ("born", "sex"), ("sur1", "year"),
    ("given1", "muni"), ("sur1", "muni"), ("sur2", "muni"), ("phone",), ("mother",), ("father",), ("born", "dept"),
    ("given1", "year", "dept"),
)  # fmt: skip
SWAPPED = ("l.sur1 = r.sur2 and l.sur2 = r.sur1", "l.given1 = r.given1 and l.sur1 = r.sur2")
LEARN = (("given", "sur1"), ("born",), ("phone",), ("mother",))
COLUMNS = ("unique_id", "given", "given1", "sur1", "sur2", "born", "year", "muni", "dept", "mother", "father", "phone",
           "sex", "country")  # fmt: skip


def linked(base: Sequence[Row], queries: Sequence[Row], answers: Path) -> dict[str, Any]:
    """Writes answers to questions for a person; to the others, none."""
    asked = [row for row in queries if row["kind"] not in ("sibling", "parent")]
    began = time.perf_counter()
    database = DuckDBAPI()
    tables = [database.register(_table(enumerate(base)), table_name="base"),
              database.register(_table((row["qid"], row["q"]) for row in asked), table_name="query")]  # fmt: skip
    linker = Linker(tables, _settings(), log_level="ERROR")
    _learn(linker)
    learnt = time.perf_counter() - began
    pairs = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    share = 1000 * (time.perf_counter() - began - learnt) / max(len(asked), 1)
    found = _by_question(pairs)
    with answers.open("w") as file:
        for row in queries:
            file.write(json.dumps({"qid": row["qid"], "ms": share, "answers": found[row["qid"]]}) + "\n")
    return {"build_s": round(learnt, 1), "p50_ms": round(share, 2), "p95_ms": round(share, 2)}


def _table(rows: Iterable[tuple[int, Row]]) -> pd.DataFrame:
    return pd.DataFrame([_columns(number, row) for number, row in rows], columns=list(COLUMNS)).astype(object)


def _columns(number: int, row: Row) -> tuple[Any, ...]:
    one = plain(row)
    given, surnames = plain({"given": row.get("given", "")}).name, plain({"sur": row.get("sur", "")}).name
    first, _, second = surnames.partition(" ")
    born = "-".join(one.born) if len(one.born) == 3 else ""
    year = one.born[0] if one.born else str(2025 - one.age) if one.age is not None else ""
    values = (given, given.partition(" ")[0], first, second, born, year, one.muni, one.dept, one.mother, one.father,
              one.phone, one.sex, one.country)  # fmt: skip
    return (number, *(value or None for value in values))


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            *(block_on(*rule) for rule in RULES),
            *(CustomRule(rule) for rule in SWAPPED),
        ],
        comparisons=[
            cl.NameComparison("given").configure(term_frequency_adjustments=True),
            cl.NameComparison("sur1").configure(term_frequency_adjustments=True),
            cl.NameComparison("sur2").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("born", input_is_string=True),
            cl.ExactMatch("muni").configure(term_frequency_adjustments=True),
            cl.ExactMatch("dept"),
            cl.JaroWinklerAtThresholds("mother", [0.95, 0.88, 0.75]),
            cl.JaroWinklerAtThresholds("father", [0.95, 0.88, 0.75]),
            cl.DamerauLevenshteinAtThresholds("phone", [1]),
            cl.ExactMatch("sex"),
            cl.ExactMatch("country"),
        ],
    )


def _learn(linker: Linker) -> None:
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "sur1", "born"), block_on("phone", "given1")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in LEARN:
        with suppress(
            ValueError
        ):  # it refuses a level that no pair of this rule reaches; other rules teach that one
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))


def _by_question(pairs: pd.DataFrame) -> dict[int, list[tuple[int, float]]]:
    """Up to SHOWN records for each question, the likeliest first."""
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for pair in pairs.sort_values("match_probability", ascending=False).itertuples():
        sides = {pair.source_dataset_l: pair.unique_id_l, pair.source_dataset_r: pair.unique_id_r}
        answers = found[int(sides["query"])]
        if len(answers) < SHOWN:
            answers.append((int(sides["base"]), float(pair.match_probability)))
    return found

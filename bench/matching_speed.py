"""How long a day's proposal takes, with all explanations, in one process.

    PYTHONPATH=src OMP_NUM_THREADS=1 python -m bench.matching_speed [--sizes 100x60,1000x300] > speed.json

Each size twice: "five countries" (territories of one to four departments, languages, women, conflicts) and "one
country" in which everybody can be asked for everything, the hardest. In the same run, on the same instances: a plain
greedy choice over the same worth, and, at 1,000 x 300, HiGHS on the same linear programme. The machine may be busy:
`cpu` is the process's own time, `seconds` the clock's; of several runs the quickest counts.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from tests.engines.matching.oracle import best_total

from reencuentro.engines.matching import Defender, Request, suggest
from reencuentro.engines.matching.suggest import Day

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
COUNTRIES = ("GT", "HN", "SV", "NI", "MX")
DEPARTMENTS = 20
GOALS = {"100x60": 0.05, "1000x300": 1.0, "10000x2000": 10.0}


def main() -> None:
    options = _options()
    results = []
    for size in options.sizes.split(","):
        for dense in (False, True):
            results.append(measured(size, dense, options.seed))
    print(json.dumps({"seed": options.seed, "results": results}, indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default=",".join(GOALS))
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    return parser.parse_args()


def measured(size: str, dense: bool, seed: int) -> dict[str, Any]:
    count, people = (int(part) for part in size.split("x"))
    requests, defenders = day(np.random.default_rng(seed), count, people, dense)
    learnt = Learnt(requests, defenders)
    runs = 5 if count <= 1000 else 2
    answer = {
        "size": size,
        "network": "one country" if dense else "five countries",
        "goal": GOALS.get(size),
        "proposal with explanations": clocked(
            lambda: suggest(requests, defenders, now=NOW, turnaround=learnt), runs
        ),
    }
    blocks = _blocks(requests, defenders, learnt)
    best = sum(block.weights[block.chosen >= 0, block.chosen[block.chosen >= 0]].sum() for block in blocks)
    answer["greedy alone"] = clocked(lambda: [greedy(block.weights, block.slots) for block in blocks], 1)
    worth = sum(greedy(block.weights, block.slots) for block in blocks)
    answer["greedy's share of the optimum"] = round(float(worth / best), 4)
    if size == "1000x300":
        bound: list[float] = []
        answer["HiGHS alone"] = clocked(lambda: bound.append(_highs(blocks)), 1)
        answer["difference from HiGHS"] = abs(bound[0] - float(best))
    return answer


def clocked(work: Callable[[], object], runs: int) -> dict[str, float]:
    spent = []
    for _run in range(runs):
        start, cpu = time.perf_counter(), time.process_time()
        work()
        spent.append((time.perf_counter() - start, time.process_time() - cpu))
    return {
        "seconds": round(min(one[0] for one in spent), 4),
        "cpu": round(min(one[1] for one in spent), 4),
    }


def greedy(weights: np.ndarray, slots: np.ndarray) -> float:
    """The most urgent first, each the best who has a slot left: the worth of it all."""
    left, total = slots.copy(), 0.0
    for line in weights:
        open_ones = np.where(left > 0, line, 0.0)
        best = int(open_ones.argmax())
        if open_ones[best] > 0:
            total += float(open_ones[best])
            left[best] -= 1
    return total


def _blocks(requests: list[Request], defenders: list[Defender], learnt: "Learnt") -> list[Any]:
    one = Day(requests, defenders, now=NOW, turnaround=learnt)
    found = [one.block(*one.of_country(country)) for country in COUNTRIES]
    return [block for block in found if block is not None]


def _highs(blocks: list[Any]) -> float:
    return sum(best_total(block.weights, block.slots.tolist()) for block in blocks)


class Learnt:
    """An estimate that differs by request and by Defender, as a learnt one does."""

    def __init__(self, requests: list[Request], defenders: list[Defender]) -> None:
        draw = np.random.default_rng(0)
        self._requests = {one.id: draw.normal(2.8, 0.4) for one in requests}
        self._defenders = {one.id: draw.normal(0.0, 0.2) for one in defenders}

    def predict(self, request: Request, defender: Defender) -> tuple[float, float]:
        return self._requests[request.id] + self._defenders[defender.id], 0.8

    def predict_many(
        self, requests: list[Request], defenders: list[Defender]
    ) -> tuple[np.ndarray, np.ndarray]:
        rows = np.array([self._requests[one.id] for one in requests])[:, None]
        return rows + np.array([self._defenders[one.id] for one in defenders]), np.array([[0.8]])


def day(
    draw: np.random.Generator, count: int, people: int, dense: bool
) -> tuple[list[Request], list[Defender]]:
    countries = COUNTRIES[:1] if dense else COUNTRIES
    defenders = [_defender(draw, number, countries, dense) for number in range(people)]
    return [_request(draw, number, countries, dense, people) for number in range(count)], defenders


def _defender(draw: np.random.Generator, number: int, countries: tuple[str, ...], dense: bool) -> Defender:
    country = countries[number % len(countries)]
    reach = DEPARTMENTS if dense else int(draw.integers(1, 5))
    places = [f"{country}.{place:02d}" for place in draw.choice(DEPARTMENTS, reach, replace=False)]
    spoken = {"spa", "mam"} if dense or draw.random() < 0.3 else {"spa"}
    return Defender(
        id=f"d{number:05d}",
        country=country,
        base=places[0],
        territory={place: round(float(draw.uniform(0, 8)), 1) for place in places},
        languages=frozenset(spoken),
        slots_left=int(draw.integers(1, 5)),
        woman=bool(dense or draw.random() < 0.5),
        use=float(draw.random()),
        acceptance=(float(draw.uniform(1, 9)), float(draw.uniform(1, 5))),
    )


def _request(
    draw: np.random.Generator, number: int, countries: tuple[str, ...], dense: bool, people: int
) -> Request:
    country = countries[number % len(countries)]
    wish = str(draw.choice(["required", "preferred"]))
    deadline = NOW.date() + timedelta(days=int(draw.integers(1, 90)))
    return Request(
        id=f"r{number:05d}",
        country=country,
        department=f"{country}.{draw.integers(DEPARTMENTS):02d}",
        kind="birth_certificate",
        languages={"mam": wish} if draw.random() < 0.2 else {},
        urgency=str(draw.choice(["critical", "high", "normal"], p=[0.2, 0.3, 0.5])),  # type: ignore[arg-type]
        deadline=deadline if draw.random() < 0.7 else None,
        received=NOW - timedelta(hours=int(draw.integers(0, 300))),
        needs_woman=bool(draw.random() < 0.15),
        blocked=frozenset() if dense else frozenset({f"d{draw.integers(people):05d}"}),
    )


if __name__ == "__main__":
    main()

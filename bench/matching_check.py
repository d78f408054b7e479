"""Random days through the matching engine, held against plain rules and against HiGHS.

    PYTHONPATH=src python -m bench.matching_check --instances 100000 --seed 1 > check.json

Every instance: hard rules, slots, pins, terms = score, order of input, what is shown, and the worth of the whole
proposal against `linprog(method="highs")` on an independent sum (tests/engines/matching/oracle.py). Every fifth: the
cost of each exchange and of each pin against solving anew, and the same day with odd values, which must not raise.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.engines.matching import oracle
from tests.engines.matching.instances import NOW, Instance, instance, odd

from reencuentro.engines.matching import Policy, Suggestion, suggest

POLICY = Policy()
CHUNK = 500
CLOSE = 1e-6


def main() -> None:
    options = _options()
    started = time.perf_counter()
    chunks = range(0, options.instances, CHUNK)
    jobs = [(options.seed, start, min(CHUNK, options.instances - start)) for start in chunks]
    with ProcessPoolExecutor(options.processes) as pool:
        results = list(pool.map(_chunk, jobs))
    counts = sum((found for found, _gap in results), Counter())
    answer = {
        "instances": options.instances,
        "seed": options.seed,
        "checked": {name: counts[name] for name in sorted(counts) if name.startswith("checked ")},
        "violations": {name: counts[name] for name in sorted(counts) if not name.startswith("checked ")},
        "largest difference from HiGHS": max((gap for _found, gap in results), default=0.0),
        "seconds": round(time.perf_counter() - started, 1),
    }
    print(json.dumps(answer, indent=2))
    sys.exit(bool(answer["violations"]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--instances", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def _chunk(job: tuple[int, int, int]) -> tuple[Counter[str], float]:
    seed, start, size = job
    found: Counter[str] = Counter()
    largest = 0.0
    for number in range(start, start + size):
        draw = random.Random(f"{seed} {number}")
        largest = max(largest, check(instance(draw), draw, found, thorough=number % 5 == 0))
    return found, largest


def check(day: Instance, draw: random.Random, found: Counter[str], *, thorough: bool) -> float:
    """Counts what was checked and what was wrong; returns the difference from HiGHS."""
    suggestions = _suggest(day)
    found["checked instances"] += 1
    found.update(_rules(day, suggestions))
    found.update(_shown(day, suggestions))
    found.update(_pins(day, suggestions))
    shuffled = Instance(
        draw.sample(day.requests, len(day.requests)),
        draw.sample(day.defenders, len(day.defenders)),
        day.pins,
        day.bans,
    )
    if sorted(_suggest(shuffled), key=lambda one: one.request) != suggestions:
        found["depends on the order of input"] += 1
    gap = abs(_gap(day, suggestions))
    found["not the optimum"] += gap > CLOSE
    if thorough:
        found.update(_exchanges(day, suggestions))
        found.update(_odd(draw, day))
    for name in [name for name, number in found.items() if not number]:
        del found[name]
    return gap


def _suggest(day: Instance) -> list[Suggestion]:
    return suggest(day.requests, day.defenders, now=NOW, pins=day.pins, bans=day.bans)


def _rules(day: Instance, suggestions: list[Suggestion]) -> Counter[str]:
    """No option breaks a hard rule, nobody has more than their slots, and every score is its terms."""
    wrong: Counter[str] = Counter()
    by_id = {one.id: one for one in day.defenders}
    taken = Counter(one.chosen.defender for one in suggestions if one.chosen)
    wrong["more than the slots"] += any(number > by_id[id].slots_left for id, number in taken.items())
    for request, one in zip(day.requests, suggestions, strict=True):
        wrong["a suggestion for another request"] += one.request != request.id
        for option in filter(None, (one.chosen, *one.alternatives)):
            wrong["checked options"] += 1
            may = oracle.may_be_asked(request, by_id[option.defender], NOW)
            wrong["a hard rule"] += not may or (request.id, option.defender) in day.bans
            wrong["terms are not the score"] += sum(t.points for t in option.terms) != option.score
    return wrong


def _shown(day: Instance, suggestions: list[Suggestion]) -> Counter[str]:
    """Exactly the three next best, and everybody else flatly excluded."""
    wrong: Counter[str] = Counter()
    for request, one in zip(day.requests, suggestions, strict=True):
        may = {
            other.id
            for other in day.defenders
            if oracle.may_be_asked(request, other, NOW) and (request.id, other.id) not in day.bans
        }
        chosen = {one.chosen.defender} if one.chosen else set()
        gone = [other.defender for other in one.excluded]
        scores = [option.score for option in one.alternatives]
        wrong["excluded"] += gone != sorted({other.id for other in day.defenders} - may)
        wrong["number of alternatives"] += len(scores) != min(3, len(may - chosen))
        wrong["order of alternatives"] += scores != sorted(scores, reverse=True)
        wrong["no alarm for nobody"] += not one.chosen and not one.alarm
        wrong["left out beside a free slot"] += not one.chosen and _free(day, suggestions, may)
    return wrong


def _free(day: Instance, suggestions: list[Suggestion], may: set[str]) -> bool:
    taken = Counter(one.chosen.defender for one in suggestions if one.chosen)
    return any(taken[one.id] < one.slots_left for one in day.defenders if one.id in may)


def _kept(day: Instance) -> dict[str, str]:
    """The pins that can be kept, the first for a request and for a slot first."""
    requests = {one.id: one for one in day.requests}
    defenders = {one.id: one for one in day.defenders}
    kept: dict[str, str] = {}
    for request, defender in day.pins:
        may = oracle.may_be_asked(requests[request], defenders[defender], NOW)
        room = sum(one == defender for one in kept.values()) < defenders[defender].slots_left
        if may and room and request not in kept and (request, defender) not in day.bans:
            kept[request] = defender
    return kept


def _pins(day: Instance, suggestions: list[Suggestion]) -> Counter[str]:
    wrong: Counter[str] = Counter()
    kept = _kept(day)
    for one in suggestions:
        chosen = one.chosen.defender if one.chosen else None
        wrong["checked pins"] += one.request in kept
        wrong["a pin not kept"] += one.request in kept and chosen != kept[one.request]
        wrong["called pinned"] += one.pinned != (one.request in kept)
    return wrong


def _optimum(day: Instance, kept: dict[str, str]) -> float:
    """By HiGHS, with these pins."""
    values = oracle.weights(day.requests, day.defenders, NOW, POLICY, day.bans)
    place = {one.id: number for number, one in enumerate(day.defenders)}
    slots = [one.slots_left for one in day.defenders]
    fixed = 0.0
    for row, request in enumerate(day.requests):
        if request.id in kept:
            column = place[kept[request.id]]
            fixed += float(values[row, column])
            slots[column] -= 1
            values[row] = 0.0
    return fixed + oracle.best_total(values, slots)


def _total(suggestions: list[Suggestion]) -> float:
    return sum(oracle.worth(one.chosen.score) for one in suggestions if one.chosen)


def _gap(day: Instance, suggestions: list[Suggestion]) -> float:
    return _optimum(day, _kept(day)) - _total(suggestions)


def _exchanges(day: Instance, suggestions: list[Suggestion]) -> Counter[str]:
    """Every swap cost and every pin cost, by solving anew."""
    wrong: Counter[str] = Counter()
    kept = _kept(day)
    for one in suggestions:
        for reason in one.group_effect:
            facts = dict(reason.facts)
            if reason.code == "slot_goes_to":
                other = _total(suggestions) - _optimum(day, {one.request: str(facts["defender"])} | kept)
                wrong["checked swap costs"] += 1
                wrong["a swap cost"] += abs(other - float(facts["swap_cost"])) > CLOSE  # type: ignore[arg-type]
        if one.pinned:
            others = {request: defender for request, defender in kept.items() if request != one.request}
            gain = _optimum(day, others) - _total(suggestions)
            wrong["checked pin costs"] += 1
            wrong["a pin cost"] += abs(gain - one.pin_cost) > CLOSE
    return wrong


def _odd(draw: random.Random, day: Instance) -> Counter[str]:
    wrong: Counter[str] = Counter()
    strange = odd(draw, day)
    try:
        answers = _suggest(strange)
    except Exception as error:  # noqa: BLE001 - the finding is that anything was raised at all
        return Counter({f"odd values raise {type(error).__name__}": 1})
    wrong["checked odd days"] += 1
    wrong["odd days: number of answers"] += len(answers) != len(strange.requests)
    return wrong


if __name__ == "__main__":
    main()

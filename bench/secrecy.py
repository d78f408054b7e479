"""Whether the time of an answer tells that there is a conflict: the list of candidates, and an offer that is refused.

    PYTHONPATH=src:. python -m bench.secrecy --rounds 300 > secrecy.json

Two requests of two like cases; in one the Defender X has a conflict, in the other X does not take such work. Each round
asks both, in an order drawn by lot, as their coordinator; after each block of rounds the two requests change places,
so that a row's own speed cannot pass for the conflict's. In one process, without a network: what a visitor could
measure has more noise, never less. Prints JSON, by the clock on the wall and by the time of the processor (which other
work on the machine disturbs less): milliseconds of both, the difference of the medians, and the two-sided p of Mann
and Whitney (small p = the times tell them apart).
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

BLOCKS = 6
WARM_UP = 20
CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "processor": time.process_time}
Times = dict[str, dict[str, list[float]]]  # clock -> kind -> milliseconds


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="reencuentro-bench-") as home:
        _start(Path(home).resolve())
        from django.test.utils import override_settings

        with override_settings(SECOND_FACTOR_REQUIRED=False, DEBUG=False):
            print(json.dumps(_measure(options.rounds, options.defenders, Random(options.seed)), indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=300, help="pairs of answers for each of the acts")
    parser.add_argument("--defenders", type=int, default=30, help="others in the same country")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    return parser.parse_args()


def _start(home: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "reencuentro.config.settings",
        "REENCUENTRO_MODE": "test",
        "REENCUENTRO_HOME": str(home),
        "REENCUENTRO_DATABASE_URL": "",
        "REENCUENTRO_REQUESTS_PER_SECOND": "0",
    }
    (home / "data").mkdir()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _measure(rounds: int, defenders: int, lot: Random) -> dict[str, Any]:
    scene = Scene(defenders)
    acts = {"candidates": scene.candidates, "offer refused": scene.offer}
    found = {name: _times(scene, act, rounds, lot) for name, act in acts.items()}
    return {
        "rounds": rounds,
        "defenders": defenders + 1,
        "load": round(os.getloadavg()[0], 1),
        "acts": {
            name: {clock: _figures(one) for clock, one in times.items()} for name, times in found.items()
        },
    }


class Scene:
    """Two requests, the Defender X who can be asked for neither, and the browser of their coordinator."""

    def __init__(self, defenders: int) -> None:
        from tests import cast as the
        from tests.web.sign_in import as_

        from reencuentro.accounts.actions.defenders import update_defender_profile

        cast = the.people()
        house = cast.defender.organisation
        self.x = the.person(the.Role.DEFENDER, house, "xiomara-x", "es")
        for number in range(defenders):
            the.person(the.Role.DEFENDER, house, f"other-{number}", "es")
        self.rows = [the.reviewed(cast), the.reviewed(cast)]
        self.browser = as_(cast.coordinator)
        self.team = cast.coordinator
        update_defender_profile(self.x, by=self.x, willing={"armed_groups": False})

    def put(self, conflict: int) -> None:
        """The conflict on this request, the harmless reason on the other."""
        from reencuentro.casework.actions import conflicts
        from reencuentro.casework.models import Request

        for number, row in enumerate(self.rows):
            Request.objects.filter(pk=row.pk).update(safety=[] if number == conflict else ["armed_groups"])
            if number == conflict:
                conflicts.do_not_ask(row.case, self.x, by=self.team, because="Cousin.")
            else:
                conflicts.ask_again(row.case, self.x, by=self.team)

    def candidates(self, number: int) -> None:
        answer = self.browser.get(f"/requests/{self.rows[number].pk}/defenders/")
        if answer.status_code != 200:
            sys.exit(f"the list answered {answer.status_code}")

    def offer(self, number: int) -> None:
        url = f"/requests/{self.rows[number].pk}/defenders/{self.x.pk}/"
        answer = self.browser.post(url, {"hours": "48", "because": "She knows it."})
        if not answer.headers.get("Location", "").endswith("/defenders/"):
            sys.exit("X was asked: nothing to compare")


def _times(scene: Scene, act: Callable[[int], None], rounds: int, lot: Random) -> Times:
    times: Times = {clock: {"conflict": [], "harmless": []} for clock in CLOCKS}
    for block in range(BLOCKS):
        conflict = block % 2
        scene.put(conflict)
        for _warm in range(WARM_UP):
            act(0)
            act(1)
        for _round in range(rounds // BLOCKS):
            for number in lot.sample((0, 1), 2):
                begun = {clock: read() for clock, read in CLOCKS.items()}
                act(number)
                kind = "conflict" if number == conflict else "harmless"
                for clock, read in CLOCKS.items():
                    times[clock][kind].append((read() - begun[clock]) * 1000)
    return times


def _figures(times: dict[str, list[float]]) -> dict[str, Any]:
    from scipy.stats import mannwhitneyu

    medians = {kind: statistics.median(found) for kind, found in times.items()}
    return {
        "milliseconds": {kind: _spread(found) for kind, found in times.items()},
        "difference_of_medians": round(medians["conflict"] - medians["harmless"], 3),
        "mann_whitney_p": round(float(mannwhitneyu(times["conflict"], times["harmless"]).pvalue), 4),
    }


def _spread(found: list[float]) -> dict[str, float]:
    tenths = statistics.quantiles(found, n=10)
    return {
        "answers": len(found),
        "p10": round(tenths[0], 2),
        "median": round(statistics.median(found), 2),
        "p90": round(tenths[-1], 2),
    }


if __name__ == "__main__":
    main()

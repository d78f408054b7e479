import json
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bench.chart import Line, chart
from bench.matching import _beside, _beside_first_come, _line, _world, picture
from bench.matching_goals import goals

BESIDE = {"load": 0.9, "seeds": [1, 2], "value_mean": 1.1625, "critical_mean": 1.2}
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def table():
    worlds = [_world((load, 5, 14)) for load in (0.3, 0.9)]
    return [_line(load, code, worlds) for load in (0.3, 0.9) for code in worlds[0]["policies"]]


def test_every_policy_stays_below_the_bound_and_breaks_no_rule(table):
    assert len(table) == 14
    assert all(0 < row["ratio"] <= 1 and row["violations"] == 0 for row in table)
    assert {row["policy"] for row in table if row["missed_alarms"] == 0} == {"ours"}


def test_goals_of_loads_that_were_not_run_are_left_out(table):
    told = [one["goal"] for one in goals(table, BESIDE)]
    assert "value / clairvoyant bound, load 0.9" in told
    assert not [one for one in told if "1.4" in one]
    assert len(goals([row for row in table if row["load"] == 0.9], BESIDE)) < len(told)


def test_a_goal_is_met_or_not():
    rows = {
        code: {"load": 0.9, "policy": code, "ratio": 0.93, "value": 93.0, "critical_on_time": 0.6}
        | {"load_gini": 0.1, "language_on_time": 0.5, "woman_on_time": 0.5}
        | {"needed_alarms": 7, "missed_alarms": 0, "violations": 0}
        for code in ("ours", "joint", "look_ahead")
    }
    rows["look_ahead"] |= {"woman_on_time": 0.4}
    found = {one["goal"]: (one["measured"], one["met"]) for one in goals(list(rows.values()), BESIDE)}
    assert found["value / clairvoyant bound, load 0.9"] == (0.93, True)
    assert found["value / first come's, load 0.9, 2 worlds"] == (1.1625, True)
    assert found["critical on time / first come's, load 0.9, 2 worlds"] == (1.2, False)
    assert found["the same with the look-ahead, load 0.9"] == (0.93, False)
    assert found["alarms missed of 7 needed"] == (0.0, True)
    woman = "on time, a woman needed with the look-ahead: minus joint optimum's, at the worst load (0.9)"
    assert found[woman] == (-0.1, False)


def test_the_comparison_with_first_come_is_a_mean_over_worlds():
    jobs = [(0.9, seed, 14) for seed in (5, 6)]
    found = [_beside_first_come(job) for job in jobs]
    told = _beside(jobs, found)
    assert told["seeds"] == [5, 6]
    assert told["value"][0] == round(found[0][0].value / found[0][1].value, 4)
    assert told["value_mean"] == pytest.approx(sum(told["value"]) / 2, abs=1e-4)


def test_labels_of_lines_that_meet_do_not_touch():
    lines = [Line(name, "#123456", [(0.3, 0.9), (1.4, 0.8)]) for name in ("one & two", "b", "c")]
    root = ElementTree.fromstring(chart(lines, title="A <title>", across="load"))
    texts = [one for one in root.iter("{http://www.w3.org/2000/svg}text") if one.get("fill") == "#123456"]
    heights = sorted(float(one.get("y")) for one in texts)
    assert all(below - above >= 17 for above, below in pairwise(heights))
    assert [one.text for one in texts] == ["one & two", "b", "c"]


def test_the_published_picture_is_that_of_the_kept_run():
    run = json.loads((DOCS / "benchmarks-matching.json").read_text())
    assert (DOCS / "pictures" / "matching.svg").read_text() == picture(run)

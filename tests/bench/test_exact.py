from bench.exact_report import goals


def run(wrong: dict[str, int], gap: float, seconds: float) -> dict[str, object]:
    result = {"size": "100x60", "network": "one country", "goal": 0.05}
    return {
        "check": {"instances": 100_000, "violations": wrong, "largest difference from HiGHS": gap},
        "speed": {"results": [result | {"proposal with explanations": {"seconds": seconds, "cpu": 0.0}}]},
    }


def met(found: list[dict[str, object]]) -> list[object]:
    return [goal["met"] for goal in found]


def test_a_right_and_quick_engine_meets_its_goals() -> None:
    found = goals(run({}, 1e-9, 0.05))
    assert met(found) == [True, True, True]
    assert [goal["goal"] for goal in found] == [
        "violations in 100,000 random days",
        "largest difference from HiGHS",
        "100x60, one country: seconds with all explanations",
    ]


def test_one_broken_rule_one_gap_or_one_slow_proposal_misses() -> None:
    assert met(goals(run({"a hard rule": 1}, 1e-9, 0.05))) == [False, True, True]
    assert met(goals(run({}, 1e-5, 0.05))) == [True, False, True]
    assert met(goals(run({}, 1e-9, 0.06))) == [True, True, False]

"""Two answers of the engine to the same day, side by side, in figures that do not depend on the weights.

Counts and means only, no ids: the page that shows them is read by administrators, who read no case.
"""

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import Any

from reencuentro.engines import matching
from reencuentro.reference import languages

from .day import Day

FEWEST = 5  # a mean over fewer requests would speak of single ones
Asked = tuple[matching.Request, matching.Suggestion]


def before_and_after(day: Day, other: matching.Policy) -> dict[str, Any]:
    """{"before": figures, "after": figures, "changed": how many requests get somebody else, or nobody}."""
    first, second = day.suggest(), day.under(other).suggest()
    changed = sum(_chosen(one) != _chosen(two) for one, two in zip(first, second, strict=True))
    return {"before": figures(day, first), "after": figures(day, second), "changed": changed}


def figures(day: Day, suggestions: Sequence[matching.Suggestion]) -> dict[str, float | None]:
    """`on_time*`: mean chance in percent, of requests with a deadline; `days`: mean of the median days expected;
    `travel`: mean hours; `load`: mean share in use of those proposed, in percent; `gini`: of the load of all Defenders
    once all proposals were accepted, 0 = even. None where fewer than five requests stand behind a mean.
    """
    pairs = [(one, two) for one, two in zip(day.requests, suggestions, strict=True) if two.chosen]
    use = {defender.id: defender.use for defender in day.defenders}
    return {
        "requests": len(suggestions),
        "proposed": len(pairs),
        "on_time": _mean(_on_time(pairs, lambda _request: True)),
        "on_time_critical": _mean(_on_time(pairs, lambda request: request.urgency == "critical")),
        "on_time_language": _mean(_on_time(pairs, _other_language)),
        "on_time_woman": _mean(_on_time(pairs, lambda request: request.needs_woman)),
        "days": _mean(two.chosen.eta[1] for _one, two in pairs if two.chosen),
        "travel": _mean(_facts(pairs, "travel", "hours")),
        "load": _mean(100 * use[_chosen(two)] for _one, two in pairs),
        "gini": gini(_loads(day, [_chosen(two) for _one, two in pairs])),
    }


def _chosen(found: matching.Suggestion) -> str:
    return found.chosen.defender if found.chosen else ""


def _other_language(request: matching.Request) -> bool:
    needed = [code for code, wish in request.languages.items() if wish == "required"]
    return any(languages.get(code).is_indigenous_or_creole for code in needed)


def _on_time(pairs: Iterable[Asked], wanted: Callable[[matching.Request], bool]) -> list[float]:
    return _facts([pair for pair in pairs if pair[0].deadline and wanted(pair[0])], "on_time", "percent")


def _facts(pairs: Iterable[Asked], code: str, name: str) -> list[float]:
    terms = [term for _one, two in pairs if two.chosen for term in two.chosen.terms if term.code == code]
    values: list[Any] = [dict(term.facts)[name] for term in terms]
    return [float(value or 0) for value in values]


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(fmean(listed), 2) if len(listed) >= FEWEST else None


def _loads(day: Day, chosen: Sequence[str]) -> list[float]:
    """Used share of each Defender's week, with what is proposed."""
    return [
        one.use + chosen.count(one.id) / one.week_capacity for one in day.defenders if one.week_capacity > 0
    ]


def gini(values: Sequence[float]) -> float | None:
    """0 = all carry the same, near 1 = one carries everything. None when there is nothing to share.

    Mean absolute difference over twice the mean (Gini 1912), by the sorted form.
    """
    total = sum(values)
    if total <= 0:
        return None
    ranked = sum(place * value for place, value in enumerate(sorted(values), 1))
    return round(2 * ranked / (len(values) * total) - (len(values) + 1) / len(values), 3)

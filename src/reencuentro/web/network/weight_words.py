"""The weights of the matching engine in words, and figures before and after as rows of a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reencuentro.network.weights import WEIGHTS, Weight

# code -> (name, meaning)
WORDS = {
    "urgency_critical": (
        gettext_lazy("Weight of a critical request"),
        gettext_lazy("Everything that speaks for it counts this many times."),
    ),
    "urgency_high": (
        gettext_lazy("Weight of a request of high urgency"),
        gettext_lazy("Everything that speaks for it counts this many times."),
    ),
    "urgency_normal": (
        gettext_lazy("Weight of a normal request"),
        gettext_lazy("Everything that speaks for it counts this many times."),
    ),
    "on_time": (
        gettext_lazy("Being on time"),
        gettext_lazy("Points for a certain delivery before the day it is needed by."),
    ),
    "speed": (
        gettext_lazy("Being quick"),
        gettext_lazy("Points for a delivery at once; the longer it takes, the fewer."),
    ),
    "speed_scale_days": (
        gettext_lazy("Days after which speed counts a third"),
        gettext_lazy("The points for speed fall to 37 of 100 after this many days."),
    ),
    "travel_per_hour": (
        gettext_lazy("An hour of travel"),
        gettext_lazy("Points taken away for each hour of travel."),
    ),
    "load": (
        gettext_lazy("Sharing the load"),
        gettext_lazy("Points taken away from whoever carries more than the others of the country."),
    ),
    "decline": (
        gettext_lazy("A round of asking that is lost"),
        gettext_lazy(
            "Share of the weight that a no costs, by how likely it is. A no for safety never counts."
        ),
    ),
    "waiting_per_day": (
        gettext_lazy("A day of waiting"),
        gettext_lazy(
            "Points for each day that a request has waited. It decides between requests, not between Defenders."
        ),
    ),
    "waiting_days": (
        gettext_lazy("Days of waiting that count"),
        gettext_lazy("Longer waiting gives no more points; it raises an alarm."),
    ),
    "language_preferred": (
        gettext_lazy("A preferred language"),
        gettext_lazy("Points for each language that is preferred and not required."),
    ),
    "near_tie": (
        gettext_lazy("Near tie"),
        gettext_lazy("A smaller difference in points is shown as nearly equal."),
    ),
    "waiting_alarm_days": (
        gettext_lazy("Alarm after days"),
        gettext_lazy("Whoever waits longer is shown on top."),
    ),
}


@dataclass(frozen=True)
class Line:
    """One weight: what it is now and, in a trial, what it would be."""

    code: str
    name: str
    meaning: str
    now: str
    then: str = ""

    @property
    def changes(self) -> bool:
        return bool(self.then) and self.then != self.now


def lines(now: dict[str, float], then: dict[str, float] | None = None) -> list[Line]:
    return [
        Line(
            weight.code,
            str(WORDS[weight.code][0]),
            str(WORDS[weight.code][1]),
            number(now[weight.code]),
            number(then[weight.code]) if then and weight.code in then else "",
        )
        for weight in WEIGHTS
    ]


def label(weight: Weight) -> Any:
    return WORDS[weight.code][0]


def meaning(weight: Weight) -> Any:
    return WORDS[weight.code][1]


def number(value: float) -> str:
    """As typed: 4, 0.75, 0.001."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Figure:
    """A row of before and after."""

    what: str
    before: str
    after: str
    difference: str


Speaker = Callable[[float], str]


def percent(value: float) -> str:
    return _("%(percent)s %%") % {"percent": round(value)}


def share(value: float) -> str:
    return percent(100 * value)


def plain(value: float) -> str:
    return f"{value:.0f}"


def tenths(value: float) -> str:
    return f"{value:.1f}"


def hundredths(value: float) -> str:
    return f"{value:.2f}"


# Each: key of the figures, what it is, how a value is said.
TODAY: tuple[tuple[str, Any, Speaker], ...] = (
    ("proposed", gettext_lazy("Requests with somebody proposed"), plain),
    ("on_time", gettext_lazy("Chance of being on time, requests with a deadline"), percent),
    ("on_time_critical", gettext_lazy("The same, critical requests"), percent),
    ("on_time_language", gettext_lazy("The same, another language than Spanish needed"), percent),
    ("on_time_woman", gettext_lazy("The same, a woman needed"), percent),
    ("days", gettext_lazy("Days until delivery, half are quicker"), tenths),
    ("travel", gettext_lazy("Hours of travel"), tenths),
    ("load", gettext_lazy("Load of those proposed"), percent),
    ("gini", gettext_lazy("Unevenness of the load (Gini, 0 = even)"), hundredths),
)
WEEKS: tuple[tuple[str, Any, Speaker], ...] = (
    ("value", gettext_lazy("Value, by the weights in force"), tenths),
    ("accepted", gettext_lazy("Requests accepted"), tenths),
    ("declined", gettext_lazy("Offers not accepted"), tenths),
    ("on_time", gettext_lazy("On time"), share),
    ("critical_on_time", gettext_lazy("On time, critical requests"), share),
    ("language_on_time", gettext_lazy("On time, another language than Spanish needed"), share),
    ("woman_on_time", gettext_lazy("On time, a woman needed"), share),
    ("waited", gettext_lazy("Days until somebody accepts"), tenths),
    ("use", gettext_lazy("Share of the network's capacity that is used"), share),
    ("load_gini", gettext_lazy("Unevenness of the load (Gini, 0 = even)"), hundredths),
)


def figures(found: dict[str, Any], table: tuple[tuple[str, Any, Speaker], ...]) -> list[Figure]:
    """Rows of a table; a mean over too few requests is left open on both sides."""
    before, after = found.get("before", {}), found.get("after", {})
    return [_figure(str(what), before.get(key), after.get(key), speak) for key, what, speak in table]


def _figure(what: str, before: float | None, after: float | None, speak: Speaker) -> Figure:
    if before is None or after is None:
        return Figure(what, "–", "–", "")
    difference = "=" if speak(before) == speak(after) else _signed(after - before, speak)
    return Figure(what, speak(before), speak(after), difference)


def _signed(value: float, speak: Speaker) -> str:
    return f"{'+' if value > 0 else '−'}{speak(abs(value))}"


def changed(found: dict[str, Any]) -> str:
    """How many of today's proposals would be others."""
    number = int(found.get("changed", 0))
    if not number:
        return _("Today's proposal would be the same.")
    return ngettext(
        "For %(count)s request somebody else, or nobody, would be proposed today.",
        "For %(count)s requests somebody else, or nobody, would be proposed today.",
        number,
    ) % {"count": number}

"""By what the coverage map is coloured: the figure of a department, how it is drawn, and what it says in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reencuentro.network.queries.coverage import Department
from reencuentro.reference import languages
from reencuentro.web import said

Words = str | Promise
LANGUAGE = "language-"  # before the code of a language


@dataclass(frozen=True)
class Step:
    """One way of drawing a department: from `least` on. `look` is a class of the style sheet; `pattern` lies over it,
    so that colour never speaks alone.
    """

    least: float
    look: str
    pattern: str
    words: Words


@dataclass(frozen=True)
class Measure:
    """`figure` gives None where there is nothing to measure: that department is drawn as `steps[0]`.

    `more_is_worse`: so with load and requests without anybody, not with people; the table begins with the worst.
    """

    code: str
    label: Words
    figure: Callable[[Department], float | None]
    say: Callable[[Department], str]
    steps: tuple[Step, ...]
    more_is_worse: bool = False

    def step(self, department: Department) -> Step:
        figure = self.figure(department)
        reached = [step for step in self.steps if figure is not None and figure >= step.least]
        return reached[-1] if reached else self.steps[0]

    def shown(self, department: Department) -> str:
        """The figure that stands on the map; "" where there is nothing to measure."""
        figure = self.figure(department)
        if figure is None:
            return ""
        return str(percent(figure)) if self.code == "load" else str(round(figure))

    def order(self, department: Department) -> float:
        """Smallest first is worst first."""
        figure = self.figure(department)
        if figure is None:
            return -1
        return -figure if self.more_is_worse else figure


PEOPLE = (
    Step(0, "m-none", "hatch", gettext_lazy("nobody")),
    Step(1, "m-one", "", "1"),
    Step(2, "m-some", "", gettext_lazy("2 or 3")),
    Step(4, "m-many", "", gettext_lazy("4 or more")),
)
VAIN = (
    Step(0, "m-one", "", gettext_lazy("none waits in vain")),
    Step(1, "m-late", "dots", gettext_lazy("1 or more")),
)


def percent(share: float) -> int:
    return round(100 * share)


def _load_steps(high: float) -> tuple[Step, ...]:
    top = {"percent": percent(high)}
    return (
        Step(-1, "m-none", "hatch", gettext_lazy("nobody reaches it")),
        Step(0, "m-one", "", gettext_lazy("up to half")),
        Step(0.501, "m-some", "", _("up to %(percent)s %%") % top),
        Step(high + 1e-9, "m-late", "dots", _("above %(percent)s %%") % top),
    )


def of(country_languages: tuple[str, ...], high_load: float) -> Mapping[str, Measure]:
    """Everything that this country's map can be coloured by, in the order of the form."""
    every = (
        Measure("reach", gettext_lazy("Defenders within reach"), _defenders, say_defenders, PEOPLE),
        Measure("woman", gettext_lazy("Women within reach"), _women, say_women, PEOPLE),
        Measure("load", gettext_lazy("Load"), _load, say_load, _load_steps(high_load), more_is_worse=True),
        Measure(
            "nobody",
            gettext_lazy("Open requests without anybody"),
            _nobody,
            say_nobody,
            VAIN,
            more_is_worse=True,
        ),
        *map(_of_language, country_languages),
    )
    return {measure.code: measure for measure in every}


def _of_language(code: str) -> Measure:
    name = said.label(languages.get(code))
    words = _("Who speaks %(language)s") % {"language": name}
    return Measure(
        f"{LANGUAGE}{code}",
        words,
        lambda department: department.speakers.get(code, 0),
        lambda department: say_speakers(department.speakers.get(code, 0), name),
        PEOPLE,
    )


def _defenders(department: Department) -> float:
    return department.defenders


def _women(department: Department) -> float:
    return department.women


def _load(department: Department) -> float | None:
    return department.load


def _nobody(department: Department) -> float:
    return department.nobody


def say_defenders(department: Department) -> str:
    count = department.defenders
    return ngettext("%(count)s Defender", "%(count)s Defenders", count) % {"count": count}


def say_women(department: Department) -> str:
    count = department.women
    return ngettext("%(count)s woman", "%(count)s women", count) % {"count": count}


def say_load(department: Department) -> str:
    if department.load is None:
        return _("nobody reaches it")
    return _("%(percent)s %% of the capacity in use") % {"percent": percent(department.load)}


def say_nobody(department: Department) -> str:
    count = department.nobody
    words = ngettext(
        "%(count)s open request without anybody", "%(count)s open requests without anybody", count
    )
    return words % {"count": count}


def say_speakers(count: int, language: str) -> str:
    words: Any = ngettext("%(count)s speaks %(language)s", "%(count)s speak %(language)s", count)
    return str(words % {"count": count, "language": language})

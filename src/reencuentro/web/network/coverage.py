"""Where the network reaches and whom it lacks: one fact first, then the map and the same in a table."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts.models import Role
from reencuentro.casework.clockwork import now
from reencuentro.network.queries.coverage import Coverage, Department, coverage, open_by_country
from reencuentro.network.queries.lacks import lacks
from reencuentro.reference import countries, languages
from reencuentro.reference.countries import ORIGIN
from reencuentro.web import said
from reencuentro.web.doors import door
from reencuentro.web.visit import Visit

from . import lack_words, measures
from .map import draw
from .measures import Measure
from .tabs import tabs

FIRST = 6  # what is missing most; the rest is folded away
EVIDENCE = 20  # the most frequent needs without anybody


@dataclass(frozen=True)
class Line:
    """A department in the table, in words."""

    name: str
    defenders: int
    nearest: str
    women: int
    load: str
    high: bool
    speaks: list[str]
    open: int
    nobody: int
    counted: int


@door(Role.COORDINATOR, Role.ADMINISTRATOR, methods=("GET",))
def coverage_page(http: Visit) -> HttpResponse:
    waiting = open_by_country(http.user)
    country = _country(http, waiting)
    found = coverage(http.user, country, now())
    if found is None:
        raise Http404
    choices = measures.of(found.languages, found.high_load)
    measure = choices.get(http.GET.get("by", ""), choices["reach"])
    missing = lacks(found)
    context = {
        "parts": tabs("coverage") if http.user.is_coordinator else [],
        "country": country,
        "name": said.country(country),
        "part": countries.get(country).department_label(said.language()),
        "tabs": [
            (code, said.country(code), _address(code, measure), waiting.get(code, 0)) for code in ORIGIN
        ],
        "headline": lack_words.headline(missing[0]) if missing else lack_words.nothing_asked(found),
        "first": [lack_words.sentence(lack) for lack in missing[:FIRST]],
        "rest": [lack_words.sentence(lack) for lack in missing[FIRST:]],
        "everywhere": lack_words.everywhere(found),
        "silent": lack_words.silent(found),
        "choices": choices.values(),
        "measure": measure,
        "map": draw(found, measure),
        "lines": [line(one, found) for one in _sorted(found, measure)],
        "counted": sum(one.counted for one in found.departments),
        "nowhere": _nowhere(found),
        # What single requests needed is for coordinators; the counts of departments are for administrators too.
        "evidence": lack_words.evidence(found.evidence[:EVIDENCE]) if http.user.is_coordinator else [],
    }
    return render(http, "web/network/coverage.html", context)


def _country(http: Visit, waiting: dict[str, int]) -> str:
    """The one that was chosen, or the one where most requests wait."""
    asked = http.GET.get("country", "")
    return asked if asked in ORIGIN else max(ORIGIN, key=lambda code: waiting.get(code, 0))


def _address(country: str, measure: Measure) -> str:
    """Another country, coloured by the same; a language that is not spoken there falls back to reach."""
    return f"?country={country}&by={measure.code}"


def _sorted(found: Coverage, measure: Measure) -> list[Department]:
    """Worst first; the departments of a country come by name, and keep that order among equals."""
    return sorted(found.departments, key=measure.order)


def line(department: Department, found: Coverage) -> Line:
    load = department.load
    return Line(
        name=said.place(department.code),
        defenders=department.defenders,
        nearest="–"
        if department.nearest is None
        else _("%(hours)s h")
        % {"hours": number_format(department.nearest, 1 if department.nearest % 1 else 0)},
        women=department.women,
        load="–" if load is None else _("%(percent)s %%") % {"percent": measures.percent(load)},
        high=load is not None and load > found.high_load,
        speaks=_speaks(department),
        open=department.open,
        nobody=department.nobody,
        counted=department.counted,
    )


def _speaks(department: Department) -> list[str]:
    """Languages but Spanish, the most spoken first: "Mam 2", "K'iche' 1"."""
    known: dict[str, Any] = {language.code: language for language in languages.all()}
    spoken = [
        (code, number) for code, number in department.speakers.items() if code in known and code != "spa"
    ]
    spoken.sort(key=lambda pair: (-pair[1], pair[0]))
    return [f"{said.label(known[code])} {number}" for code, number in spoken]


def _nowhere(found: Coverage) -> str:
    if not found.nowhere:
        return ""
    words = ngettext(
        "%(count)s open request does not say where in the country and stands in none of these rows.",
        "%(count)s open requests do not say where in the country and stand in none of these rows.",
        found.nowhere,
    )
    return words % {"count": found.nowhere}

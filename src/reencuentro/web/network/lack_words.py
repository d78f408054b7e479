"""Whom the network lacks, in sentences for those who look for more Defenders."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.network.queries.coverage import Coverage
from reencuentro.network.queries.evidence import Evidence
from reencuentro.network.queries.lacks import (
    Lack,
    above_load,
    silent_languages,
    without_anybody,
    without_woman,
)
from reencuentro.reference import languages
from reencuentro.web import said

from .measures import percent

ICONS = {"vain": "alert", "nobody": "pin", "language": "chat", "woman": "person", "load": "clock"}


@dataclass(frozen=True)
class Sentence:
    icon: str
    words: str
    asked: str


@dataclass(frozen=True)
class Quiet:
    """Something that is missing although no request has asked for it: where, by name."""

    what: str
    places: str


def sentence(lack: Lack) -> Sentence:
    return Sentence(ICONS[lack.kind], headline(lack), _asked(lack))


def headline(lack: Lack) -> str:
    where: dict[str, str | int] = {"department": said.place(lack.department)}
    match lack.kind:
        case "vain":
            words = ngettext(
                "Nobody can be asked for %(count)s open request in %(department)s",
                "Nobody can be asked for %(count)s open requests in %(department)s",
                lack.asked,
            )
            return words % (where | {"count": lack.asked})
        case "language":
            spoken = {"language": _language(lack.language)}
            return _("Nobody who speaks %(language)s reaches %(department)s") % (where | spoken)
        case "woman":
            return _("No woman Defender reaches %(department)s") % where
        case "load":
            words = _("%(department)s: %(percent)s %% of the capacity is in use")
            return words % (where | {"percent": percent(lack.load)})
    return _("No Defender reaches %(department)s") % where


def _asked(lack: Lack) -> str:
    count = {"count": lack.asked}
    if lack.kind == "vain":
        return _("as things stand today")
    if lack.kind in ("nobody", "load"):
        words = ngettext(
            "%(count)s request there in a year", "%(count)s requests there in a year", lack.asked
        )
    else:
        words = ngettext(
            "%(count)s request of a year asked for it",
            "%(count)s requests of a year asked for it",
            lack.asked,
        )
    return words % count


@dataclass(frozen=True)
class Need:
    """A need for which nobody could be asked, and how often."""

    where: str
    what: str
    needed: str
    number: int


def evidence(rows: Iterable[Evidence]) -> list[Need]:
    return [Need(_place(row.department), said.paper(row.kind), _needed(row), row.number) for row in rows]


def _needed(row: Evidence) -> str:
    spoken = [_language(code) for code in row.languages]
    return ", ".join([*spoken, *([_("a woman")] if row.needs_woman else [])]) or "–"


def _language(code: str) -> str:
    """A request may name a language that is no longer in our list: its code is then all we can say."""
    try:
        return said.label(languages.get(code))
    except KeyError:
        return code


def _place(code: str) -> str:
    try:
        return said.place(code) or "–"
    except KeyError:
        return code


def everywhere(found: Coverage) -> list[Quiet]:
    """Whom all departments have and which do not, whether or not a request has asked for it."""
    high = _("Load above %(percent)s %%") % {"percent": percent(found.high_load)}
    return [
        Quiet(_("No Defender"), _places(without_anybody(found), found)),
        Quiet(_("No woman Defender"), _places(without_woman(found), found)),
        Quiet(high, _places(above_load(found), found)),
    ]


def silent(found: Coverage) -> list[Quiet]:
    """The languages of the country, each with the departments in which nobody speaks it."""
    return [
        Quiet(said.label(languages.get(code)), _places(missing, found))
        for code, missing in silent_languages(found).items()
    ]


def nothing_asked(found: Coverage) -> str:
    """The first fact of a country where nothing that was asked for is missing."""
    country, count = said.country(found.country), len(without_anybody(found))
    if not count:
        return _("%(country)s: nothing that was asked for is missing") % {"country": country}
    words = ngettext(
        "%(country)s: no Defender reaches %(count)s of %(all)s %(parts)s",
        "%(country)s: no Defender reaches %(count)s of %(all)s %(parts)s",
        count,
    )
    every = {"all": len(found.departments), "parts": _parts(found.country)}
    return words % {"country": country, "count": count, **every}


def _parts(country: str) -> str:
    """What the country calls them."""
    return {"MX": _("states"), "NI": _("departments and regions")}.get(country, _("departments"))


def _places(codes: list[str], found: Coverage) -> str:
    """ "2 of 18: Colón, Yoro", or the other way round where that is shorter."""
    everywhere = [one.code for one in found.departments]
    others = [code for code in everywhere if code not in codes]
    if not codes:
        return _("in none of %(all)s") % {"all": len(everywhere)}
    if not others:
        return _("in all %(all)s") % {"all": len(everywhere)}
    words = _("%(count)s of %(all)s: %(names)s")
    if len(others) < len(codes):
        words = _("%(count)s of %(all)s: everywhere but %(names)s")
    names = ", ".join(said.place(code) for code in min(codes, others, key=len))
    return words % {"count": len(codes), "all": len(everywhere), "names": names}

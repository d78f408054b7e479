"""Whom the network lacks, in sentences for those who look for more Defenders."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.network.queries.coverage import Coverage
from reencuentro.network.queries.lacks import Lack, silent_languages, without_woman
from reencuentro.reference import languages
from reencuentro.web import said

from .measures import percent

ICONS = {"nobody": "pin", "language": "chat", "woman": "person", "load": "clock"}


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
    where = {"department": said.place(lack.department)}
    match lack.kind:
        case "language":
            spoken = {"language": said.label(languages.get(lack.language))}
            return _("Nobody who speaks %(language)s reaches %(department)s") % (where | spoken)
        case "woman":
            return _("No woman Defender reaches %(department)s") % where
        case "load":
            words = _("%(department)s: %(percent)s %% of the capacity is in use")
            return words % (where | {"percent": percent(lack.load)})
    return _("No Defender reaches %(department)s") % where


def _asked(lack: Lack) -> str:
    count = {"count": lack.asked}
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


def quiet(found: Coverage) -> list[Quiet]:
    """Languages of the country and women, each with the departments in which there is nobody."""
    everywhere = len(found.departments)
    lines = [
        Quiet(said.label(languages.get(code)), _places(missing, everywhere))
        for code, missing in silent_languages(found).items()
    ]
    return [Quiet(_("A woman Defender"), _places(without_woman(found), everywhere)), *lines]


def _places(codes: list[str], everywhere: int) -> str:
    if not codes:
        return _("within reach of every department")
    if len(codes) == everywhere:
        return _("nowhere in the country")
    return ", ".join(said.place(code) for code in codes)

"""A Defender's profile in words, for the Defender and, without what is theirs alone, for the coordination."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts.models import DefenderProfile
from reencuentro.casework.states import Words
from reencuentro.reference import languages, matching_policy, places, vocabularies

from . import said
from .forms import availability as ask


def week(profile: DefenderProfile) -> str:
    count = profile.weekly_capacity
    if not count:
        return _("none: no offers come")
    return ngettext("%(count)s request", "%(count)s requests", count) % {"count": count}


def base(profile: DefenderProfile) -> str:
    known = profile.base if profile.base in known_places(profile.country) else ""
    if not known:
        return ""
    department = places.department_of(known)
    return ", ".join(dict.fromkeys([said.place(known), said.place(department.code)]))


def known_places(country: str) -> frozenset[str]:
    return frozenset(place.code for place in places.all() if place.country == country)


def territory(profile: DefenderProfile) -> str:
    """Nearest first; what nobody has said is marked as reckoned."""
    known = {place.code for place in places.departments(profile.country)}
    people = profile.said_by_people()
    near_first = sorted(profile.hours().items(), key=lambda pair: (pair[1], pair[0]))
    return ", ".join(
        _went(code, hours, said_so=code in people) for code, hours in near_first if code in known
    )


def reckoned(profile: DefenderProfile) -> str:
    """How many hours of travel nobody has said."""
    if not profile.departments:
        return ""
    count = len(profile.departments.keys() - profile.said_by_people())
    if not count:
        return _("as you said them")
    words = ngettext("%(count)s reckoned from the distance", "%(count)s reckoned from the distance", count)
    return words % {"count": count}


def _went(code: str, hours: float, *, said_so: bool) -> str:
    form = _("%(place)s (%(hours)s h)") if said_so else _("%(place)s (about %(hours)s h)")
    return form % {"place": said.place(code), "hours": f"{hours:g}"}


def spoken(profile: DefenderProfile) -> str:
    known = {language.code for language in languages.all()}
    return ", ".join(
        f"{said.label(languages.get(code))} ({_lower_first(str(ask.SPOKEN[ask.key_of(tongue)]))})"
        for code, tongue in profile.tongues().items()
        if code in known
    )


def spoken_by(profile: DefenderProfile) -> str:
    """As `spoken`, said about the Defender by somebody else."""
    known = {language.code for language in languages.all()}
    return ", ".join(
        f"{said.label(languages.get(code))} ({str(ask.SPEAKS[ask.key_of(tongue)]).lower()})"
        for code, tongue in profile.tongues().items()
        if code in known
    )


def _lower_first(text: str) -> str:
    return text if text.startswith("I ") else text[:1].lower() + text[1:]


def expertise(levels: Mapping[str, int], words: Mapping[str, Words]) -> str:
    """A line for each level, the best first; `words` says the levels as the reader knows them."""
    lines = []
    for level in ("3", "2", "1"):
        kinds = [said.paper(kind) for kind, known in levels.items() if str(known) == level]
        if kinds:
            lines.append(f"{words[level]}: {', '.join(kinds)}")
    return "\n".join(lines)


def days(profile: DefenderProfile) -> str:
    if not profile.weekdays:
        return _("every day")
    return ", ".join(str(ask.WEEKDAYS[number]) for number in sorted(profile.weekdays))


def about(profile: DefenderProfile) -> str:
    woman = {True: _("A woman"), False: _("Not a woman")}.get(profile.woman, "")
    return " · ".join(part for part in (woman, profile.fee_notes) if part)


def safety(profile: DefenderProfile) -> str:
    """Only for the Defender's own pages."""
    said_so, ask_first = profile.willingness(), matching_policy.joining().ask_first
    refused = [
        said.label(term)
        for term in vocabularies.terms("safety_categories")
        if not said_so.get(term.code, term.code not in ask_first)
    ]
    if not refused:
        return _("everything")
    return _("everything except: %(things)s") % {"things": "; ".join(refused)}


def prices(fees: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each with the value of its remove button."""
    return [
        (
            price_key(fee),
            f"{said.paper(fee['kind']) if fee['kind'] else _('For anything')}: {fee['amount']} {fee['currency']}",
        )
        for fee in fees
    ]


def price_key(fee: Mapping[str, Any]) -> str:
    return f"{fee['kind']}/{fee['amount']}/{fee['currency']}"


def spans(rows: Iterable[Sequence[str]], day: date) -> list[tuple[str, str]]:
    """What is to come or runs: its value for the remove button, and its words."""
    return [
        (f"{first}/{last}", f"{_day(first)} – {_day(last)}")
        for first, last in sorted(map(tuple, rows))
        if last >= day.isoformat()
    ]


def _day(text: str) -> str:
    return said.day(date.fromisoformat(text))

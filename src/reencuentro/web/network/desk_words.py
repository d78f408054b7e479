"""The lines of the desk in words: what is asked, who is proposed and why, and what to do about an alarm."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reencuentro.casework.clockwork import now
from reencuentro.casework.states import URGENCIES
from reencuentro.engines.matching import Option, Suggestion
from reencuentro.network.models import ProposalLine, Wish
from reencuentro.network.queries import keeping
from reencuentro.network.queries.candidates import days_are_known
from reencuentro.reference.wording import say
from reencuentro.ui import words
from reencuentro.web import request_words, said

REASONS = 2

ALARMS = {
    "nobody_eligible": gettext_lazy("nobody can be asked"),
    "no_slot_left": gettext_lazy("all who could are taken by others"),
    "deadline_unlikely": gettext_lazy("the deadline can hardly be met"),
    "waiting": gettext_lazy("waiting for more than a week"),
}
ALARM_TONES = {
    "nobody_eligible": "late",
    "no_slot_left": "late",
    "deadline_unlikely": "wait",
    "waiting": "wait",
}
WHAT_HELPS = {
    "nobody_eligible": gettext_lazy("See what could be changed"),
    "no_slot_left": gettext_lazy("See who could be asked"),
    "deadline_unlikely": gettext_lazy("Ask today, and tell the advocate"),
    "waiting": gettext_lazy("Decide today"),
}

TERMS = {
    "on_time": gettext_lazy("On time"),
    "speed": gettext_lazy("Speed"),
    "travel": gettext_lazy("Travel"),
    "may_decline": gettext_lazy("May say no"),
    "load": gettext_lazy("Load"),
    "waiting": gettext_lazy("Waiting"),
    "language_preferred": gettext_lazy("Language"),
    "scarce_slot": gettext_lazy("A place that others may need"),
}


@dataclass(frozen=True)
class Asked:
    """The request of a line, without any identity."""

    ref: str
    what: str
    where: str
    urgency: str
    urgency_tone: str
    clock: str
    clock_tone: str
    day: str
    waits: str


def asked(line: Any, today: date) -> Asked:
    row = line.request
    clock = None if line.next_clock == date.max else line.next_clock
    left = (clock - today).days if clock else None
    return Asked(
        ref=row.ref,
        what=said.wanted(row),
        where=", ".join(part for part in (said.place(row.department), said.country(row.country)) if part),
        urgency=str(URGENCIES[row.urgency]) if row.urgency else "",
        urgency_tone=request_words.URGENCY_TONES.get(row.urgency, ""),
        clock=_("no clock") if left is None else words.days_left(left),
        clock_tone="" if left is None else words.urgency(left),
        day=_which_clock(row, clock),
        waits=waiting((now() - row.asked_at).days),
    )


def _which_clock(row: Any, clock: date | None) -> str:
    """Whether the sooner date is the request's own, or one of its case; "" without any."""
    if clock is None:
        return ""
    day = said.day(clock).replace(" ", "\N{NO-BREAK SPACE}")
    if clock == row.needed_by:
        return _("needed by %(day)s") % {"day": day}
    return _("a clock of the case: %(day)s") % {"day": day}


def waiting(days: int) -> str:
    if days <= 0:
        return _("since today")
    return ngettext("waits %(count)s day", "waits %(count)s days", days) % {"count": days}


@dataclass(frozen=True)
class Row:
    """A line of the desk's table. `possible`: it can still be asked as proposed; nobody is told why not."""

    line: Any
    asked: Asked
    name: str
    reasons: list[str]
    gap: str
    tie: bool
    alarm: str
    alarm_tone: str
    helps: str
    helps_url: str
    wishes: list[str]
    possible: bool
    ask_url: str
    decided: str


def row(line: Any, today: date, possible: bool) -> Row:
    found = keeping.suggestion_of(line)
    return Row(
        line=line,
        asked=asked(line, today),
        name=line.defender.full_name if line.defender else "",
        reasons=strongest(found, line.request),
        gap=gap(found),
        tie=line.near_tie,
        alarm=str(ALARMS.get(line.alarm, "")),
        alarm_tone=ALARM_TONES.get(line.alarm, ""),
        helps=str(WHAT_HELPS.get(line.alarm, "")),
        helps_url=what_helps(line),
        wishes=[wish_words(wish, line) for wish in line.request.living_wishes],
        possible=possible,
        ask_url=ask_url(line, line.defender_id) if line.defender_id else "",
        decided=said.moment(line.at) if line.at else "",
    )


def ask_url(line: Any, defender: Any) -> str:
    """The check page of one offer, which leads back to the desk."""
    return reverse("offer_make", args=[line.request_id, defender]) + "?desk"


def what_helps(line: Any) -> str:
    """Where the act against an alarm is; "" where asking as proposed is that act."""
    if not line.mine or line.alarm not in ("nobody_eligible", "no_slot_left"):
        return ""
    return reverse("candidates", args=[line.request_id])


def wish_words(wish: Wish, line: ProposalLine) -> str:
    """Whether a wish is kept is said in one way for every cause."""
    name = wish.defender.full_name
    if wish.kind == Wish.Kind.BAN:
        return _("Wish: not %(name)s") % {"name": name}
    if counts_later(wish, line):
        return _("Wish for the next proposal: %(name)s") % {"name": name}
    if line.defender_id == wish.defender_id:
        return _("Wish kept: %(name)s") % {"name": name}
    return _("The wish for %(name)s could not be kept now.") % {"name": name}


def counts_later(wish: Wish, line: ProposalLine) -> bool:
    """Whether it was recorded after the proposal of this line was made, which therefore knows nothing of it."""
    made_at = line.proposal.made_at
    return made_at is not None and wish.at > made_at


def wish_kept(wish: Wish, line: ProposalLine) -> str:
    """What became of a wish in this line, to stand below its name; "" where there is nothing to say."""
    if counts_later(wish, line):
        return _("It counts from the next proposal on.")
    if wish.kind == Wish.Kind.BAN:
        return ""
    return _("Kept.") if line.defender_id == wish.defender_id else _("It could not be kept now.")


def strongest(found: Suggestion, request: Any) -> list[str]:
    """Why the chosen one rather than the next: the terms that speak most for it, in words."""
    if found.chosen is None:
        return []
    terms = [term for term in found.chosen.terms if tells_something(term, request)]
    other = points_of(found.alternatives[0]) if found.alternatives else {}
    ahead = sorted(terms, key=lambda term: other.get(term.code, 0) - term.points)
    return [say(term, said.language()) for term in ahead[:REASONS]]


def tells_something(term: Any, request: Any) -> bool:
    """Without a day by which it is needed "on time" says nothing; where no days are known, "speed" is a guess; waiting
    is the same whoever is asked.
    """
    if term.code == "on_time":
        return request.needed_by is not None and days_are_known(request)
    if term.code == "speed":
        return days_are_known(request)
    return bool(term.points and term.code != "waiting")


def points_of(option: Option) -> dict[str, float]:
    """{code: points}; two preferred languages are two terms of one code."""
    found: dict[str, float] = {}
    for term in option.terms:
        found[term.code] = found.get(term.code, 0.0) + term.points
    return found


def gap(found: Suggestion) -> str:
    """How far the next one is behind; "" when there is no next one."""
    if found.chosen is None or not found.alternatives:
        return ""
    ahead = found.chosen.score - found.alternatives[0].score
    if ahead < 0:
        return _("%(points)s points behind the best fit") % {"points": points(-ahead)}
    return _("%(points)s points ahead of the next") % {"points": points(ahead)}


def points(value: float) -> str:
    """Points as people read them; what rounds to nothing is said to be less than a hundredth."""
    return f"{value:.2f}" if abs(value) >= 0.005 or value == 0 else _("less than 0.01")


def signed(value: float) -> str:
    return "0.00" if abs(value) < 0.005 else f"{value:+.2f}"


def thousandths(value: float) -> str:
    """One term of a score, fine enough that the terms visibly add up."""
    return "0.000" if abs(value) < 0.0005 else f"{value:+.3f}"


def alarm_counts(counts: dict[str, int]) -> Iterable[tuple[str, int, str, str, str]]:
    """(code, how many, in words, tone, what to do), the worst first."""
    return [
        (code, number, str(ALARMS[code]), ALARM_TONES[code], str(WHAT_HELPS[code]))
        for code, number in counts.items()
    ]

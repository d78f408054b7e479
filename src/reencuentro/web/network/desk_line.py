"""One line of the day's proposal: all reasons, the alternatives, what it means for the others, and "why not her?"."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role, User
from reencuentro.casework.clockwork import now, today
from reencuentro.engines import matching
from reencuentro.engines.reasons import Reason
from reencuentro.network.actions import proposals
from reencuentro.network.queries import day, keeping
from reencuentro.network.queries import desk as queries
from reencuentro.reference.wording import say
from reencuentro.web import said
from reencuentro.web.doors import door
from reencuentro.web.visit import Visit

from . import desk_words as words


@door(Role.COORDINATOR, methods=("GET",))
def desk_line(request: Visit, pk: UUID) -> HttpResponse:
    line = queries.line_for(request.user, pk)
    if line.state == "overtaken":
        newer = queries.line_of(request.user, line.request)
        if newer is not None:
            return redirect("desk_line", newer.pk)
    proposals.look(line, by=request.user)
    possible = line.pk in queries.still_possible([line], now())
    row = words.row(line, today(), possible)
    context = {
        "line": line,
        "row": row,
        "waits": line.state == "open" and line.request.state == "reviewed",
        "wishes": [
            (wish, said.moment(wish.at), words.wish_kept(wish, line))
            for wish in queries.wishes_of(line.request)
        ],
        "defenders": queries.by_name(line.request.country),
        **_explained(line),
    }
    return render(request, "web/network/line.html", context)


def _explained(line: Any) -> dict[str, Any]:
    """What the engine said, in words."""
    found = keeping.suggestion_of(line)
    people = queries.named(_speaks_of(found))
    return {
        "chosen": option(found.chosen, people) if found.chosen else None,
        "terms": terms_of(found.chosen) if found.chosen else [],
        "total": words.thousandths(found.chosen.score) if found.chosen else "",
        "alternatives": [alternative(one, found.chosen, people, line) for one in found.alternatives],
        "effects": _effects(found.group_effect, people),
        "pin_cost": _pin_cost(found),
        "alarms": [say(alarm, said.language()) for alarm in found.alarm],
    }


def _speaks_of(found: matching.Suggestion) -> set[str]:
    options = [*found.alternatives, *([found.chosen] if found.chosen else [])]
    effects = {str(dict(effect.facts).get("defender", "")) for effect in found.group_effect}
    return {one.defender for one in options} | (effects - {""})


@dataclass(frozen=True)
class Shown:
    """One Defender as an answer to one request. `gap` is signed, from the chosen one's point of view."""

    name: str
    score: str
    days: str
    gap: str = ""
    differences: tuple[str, ...] = ()
    ask_url: str = ""


def option(one: matching.Option, people: dict[str, User]) -> Shown:
    early, middle, late = (round(days) for days in one.eta)
    return Shown(
        name=people[one.defender].full_name,
        score=words.points(one.score),
        days=_(
            "half of such requests within %(middle)s days, one in ten within %(early)s, nine in ten within %(late)s"
        )
        % {"middle": middle, "early": early, "late": late},
    )


def alternative(
    one: matching.Option, chosen: matching.Option | None, people: dict[str, User], line: Any
) -> Shown:
    shown = option(one, people)
    gap = one.score - chosen.score if chosen else 0.0
    return Shown(
        **{
            **vars(shown),
            "gap": words.signed(gap) if chosen else "",
            "differences": tuple(differences(one, chosen)) if chosen else (),
            "ask_url": words.ask_url(line, one.defender),
        }
    )


def differences(one: matching.Option, than: matching.Option) -> list[str]:
    """Where the points differ, the largest first; what rounds to nothing is left out."""
    mine, theirs = words.points_of(one), words.points_of(than)
    gaps = {code: mine.get(code, 0.0) - theirs.get(code, 0.0) for code in {*mine, *theirs}}
    largest = sorted(gaps.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return [f"{words.TERMS[code]} {words.signed(gap)}" for code, gap in largest if abs(gap) >= 0.005]


def terms_of(one: matching.Option) -> list[tuple[str, str, str]]:
    """(what, points, sentence); the points add up to the score."""
    return [
        (str(words.TERMS[term.code]), words.thousandths(term.points), say(term, said.language()))
        for term in one.terms
    ]


def _effects(reasons: Iterable[Reason], people: dict[str, User]) -> list[str]:
    """Why the best fit is not proposed: where that place goes, and what changing it would cost all together."""
    listed = [(one.code, dict(one.facts)) for one in reasons]
    refs = queries.refs(str(facts["request"]) for _code, facts in listed if facts.get("request"))
    return [_effect(code, facts, people, refs) for code, facts in listed]


def _effect(code: str, facts: dict[str, Any], people: dict[str, User], refs: dict[str, str]) -> str:
    if "defender" not in facts:  # a place kept free for requests to come: nobody's in particular
        return say(Reason(code), said.language())
    parts = {
        "name": people[str(facts["defender"])].full_name,
        "ref": refs.get(str(facts.get("request")), ""),
        "gap": words.signed(float(facts["gives_up"])),
        "points": words.points(float(facts.get("swap_cost") or 0.0)),
    }
    if code == "slot_is_pinned":
        return _("%(name)s is kept for %(ref)s by a wish.") % parts
    if code == "slot_goes_to":
        return _(
            "%(name)s: %(gap)s points for this request, but the place goes to %(ref)s. "
            "Changing would take %(points)s points from all requests of the country together."
        ) % parts  # fmt: skip
    return (
        _(
            "%(name)s: %(gap)s points for this request. "
            "Changing would take %(points)s points from all requests of the country together."
        )
        % parts
    )


def _pin_cost(found: matching.Suggestion) -> str:
    if not found.pinned:
        return ""
    if found.pin_cost < 0.005:
        return _("This wish costs the others nothing.")
    return _("This wish takes %(points)s points from all requests of the country together.") % {
        "points": words.points(found.pin_cost)
    }


@door(Role.COORDINATOR, methods=("GET",))
def desk_why_not(request: Visit, pk: UUID) -> HttpResponse:
    """Why not this Defender for this request? Worked out anew, as things stand now."""
    line = queries.line_for(request.user, pk)
    people = {str(user.pk): user for user in queries.by_name(line.request.country)}
    asked = people.get(request.GET.get("defender", ""))
    if asked is None and request.GET.get("defender"):
        raise Http404
    proposals.look(line, by=request.user)
    context = {
        "line": line,
        "row": words.row(line, today(), possible=True),
        "defenders": people.values(),
        "chosen_id": str(asked.pk) if asked else "",
        "answer": _answer(request.user, line, asked) if asked else None,
    }
    return render(request, "web/network/why_not.html", context)


@dataclass(frozen=True)
class Answer:
    """`eligible` False has one sentence for every cause. `chosen`: a proposal made now would propose this one;
    `than`: whom it would propose instead, "" for nobody. `gap` is signed, from the asked one's point of view.
    """

    name: str
    eligible: bool
    chosen: bool = False
    than: str = ""
    gap: str = ""
    differences: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    ask_url: str = ""


def _answer(user: User, line: Any, asked: User) -> Answer:
    here = day.of_country(user, line.request.country, now())
    found = here.why_not(str(line.request_id), str(asked.pk))
    if found.asked is None:
        return Answer(asked.full_name, eligible=False)
    return Answer(
        asked.full_name,
        eligible=True,
        chosen=found.chosen is not None and found.chosen.defender == found.asked.defender,
        than=queries.named([found.chosen.defender])[found.chosen.defender].full_name if found.chosen else "",
        gap=words.signed(found.score_gap),
        differences=tuple(differences(found.asked, found.chosen)) if found.chosen else (),
        effects=tuple(_effects(found.reasons, {str(asked.pk): asked})),
        ask_url=words.ask_url(line, asked.pk),
    )

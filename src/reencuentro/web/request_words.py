"""What the page of a request says: where it stands, what comes next and by when, what each reader may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import User
from reencuentro.casework.models import Event, Request
from reencuentro.casework.queries.request_page import RequestPage
from reencuentro.casework.rules import may
from reencuentro.casework.states import EVENTS, STEPS, URGENCIES

from . import said

URGENCY_TONES = {"critical": "late", "high": "wait", "normal": ""}


def tone(code: str) -> str:
    """The ui knows no "quiet": it is a tag without colour."""
    return "" if code == "quiet" else code


def tags(request: Request) -> list[tuple[str, str]]:
    found = [(tone(request.tone), str(request.state_words))]
    if request.urgency:
        found.append((URGENCY_TONES[request.urgency], urgency(request.urgency)))
    return [*found, ("", said.country(request.country))]


def urgency(code: str) -> str:
    return _("%(urgency)s urgency") % {"urgency": URGENCIES[code]}


@dataclass(frozen=True)
class Days:
    number: int
    caption: str
    tone: str


def days_to_go(days: int) -> Days:
    if days < 0:
        return Days(-days, _("days late"), "late")
    return Days(days, _("days until it is needed"), "wait" if days <= 7 else "")


@dataclass(frozen=True)
class Act:
    """One thing the reader can do now. `post`: a button that does it at once."""

    label: str
    url: str
    kind: str = "ghost"
    post: bool = False
    confirm: str = ""


def next_step(page: RequestPage) -> str:
    """One sentence: what happens next, and by when if anybody said so."""
    request, state = page.request, page.request.state
    if page.kept and state in ("ready", "received"):
        return _("Counsel decides first who may learn what was found.")
    if state == "offered" and page.offer:
        return _("A Defender has been asked and answers by %(day)s.") % {
            "day": said.moment(page.offer.answer_by)
        }
    if state == "assigned":
        return _working(page)
    if request.ended_because:
        return request.ended_because
    words = FOR_COORDINATORS if page.is_coordinator else FOR_ADVOCATES
    return str(words(state))


def _working(page: RequestPage) -> str:
    work = page.assignment
    if work is None or work.promised_on is None:
        return _("A Defender is working on it and has not named a day yet.")
    return _("A Defender is working on it and expects to deliver by %(day)s.") % {
        "day": said.day(work.promised_on)
    }


def FOR_ADVOCATES(state: str) -> str:
    return {
        "asked": _("A coordinator reviews it next. You need to do nothing now."),
        "needs_answer": _("The coordination has a question. It goes on as soon as you answer."),
        "reviewed": _("It is reviewed. The coordination chooses a Defender next."),
        "offered": _("A Defender has been asked."),
        "delivered": _("The Defender has delivered. A coordinator is checking it."),
        "ready": _("It is here. Look at it, and say whether you can use it."),
        "received": _("You have it. If something turns out to be wrong, you can still say so."),
    }.get(state, "")


def FOR_COORDINATORS(state: str) -> str:
    return {
        "asked": _("Review it: how urgent is it, what may it cost, is anything missing?"),
        "needs_answer": _("Waiting for the advocate's answer to your question."),
        "reviewed": _("Choose a Defender."),
        "offered": _("A Defender has been asked."),
        "delivered": _("Check what was delivered before the advocate sees it."),
        "ready": _("The advocate has been told and has not confirmed yet."),
        "received": _("The advocate has it."),
    }.get(state, "")


def acts(page: RequestPage, user: User) -> list[Act]:
    """The first is the one that moves the request on."""
    found = list(_of_coordinator(page, user) if page.is_coordinator else _of_advocate(page, user))
    return [Act(**{**vars(act), "kind": "primary"}) if number == 0 and _leads(act) else act
            for number, act in enumerate(found)]  # fmt: skip


def _leads(act: Act) -> bool:
    return act.kind == "ghost"


def _url(name: str, request: Request) -> str:
    return reverse(name, args=[request.pk])


def _of_advocate(page: RequestPage, user: User) -> Iterator[Act]:
    request = page.request
    if request.may_move("answer"):
        yield Act(_("Answer"), _url("request_answer", request))
    if not page.kept and request.may_move("receive"):
        yield Act(_("I have it and can use it"), _url("request_receive", request), post=True)
    if not page.kept and request.may_move("object"):
        yield Act(_("I cannot use it"), _url("request_object", request), kind="quiet")
    if request.may_move("withdraw") and may(user, "withdraw_request", request.case):
        yield Act(_("Withdraw"), _url("request_withdraw", request), kind="quiet")


def _of_coordinator(page: RequestPage, user: User) -> Iterator[Act]:
    request = page.request
    if request.may_move("review"):
        yield Act(_("Review"), _url("request_review", request))
    if request.may_move("offer"):
        yield Act(_("Choose a Defender"), _url("candidates", request))
    if page.submitted:
        yield Act(_("Check the delivery"), reverse("delivery_check", args=[page.submitted.pk]))
    if page.offer:
        sure = _("Take this offer back?")
        url = reverse("offer_withdraw", args=[page.offer.pk])
        yield Act(_("Take the offer back"), url, kind="quiet", post=True, confirm=sure)
    if request.may_move("ask_back"):
        yield Act(_("Ask the advocate"), _url("request_ask_back", request))
    if request.may_move("decline"):
        yield Act(_("We cannot help"), _url("request_decline", request), kind="quiet")
    if request.may_move("withdraw"):
        yield Act(_("Withdraw"), _url("request_withdraw", request), kind="quiet")


@dataclass(frozen=True)
class Moment:
    state: str  # done | now | next
    title: str
    when: str = ""
    said: str = ""


def thread(page: RequestPage) -> list[Moment]:
    """What happened, where it stands, and what still has to come."""
    request = page.request
    moments = [
        Moment("done", _event_words(event, page), said.moment(event.at), event.said) for event in page.events
    ]
    if not request.settled:
        moments.append(Moment("now", str(request.state_words), said=next_step(page)))
    return [*moments, *_still_to_come(request.state)]


def _event_words(event: Event, page: RequestPage) -> str:
    return str(EVENTS[event.verb]) if event.verb in EVENTS else event.verb


def _still_to_come(state: str) -> list[Moment]:
    ahead = {
        "matched": ("asked", "needs_answer", "reviewed", "offered"),
        "delivered": ("asked", "needs_answer", "reviewed", "offered", "assigned"),
        "received": ("asked", "needs_answer", "reviewed", "offered", "assigned", "delivered", "ready"),
    }
    words = {
        "matched": _("A Defender accepts"),
        "delivered": _("Delivered and checked"),
        "received": _("Received by the advocate"),
    }
    return [Moment("next", words[code]) for code, states in ahead.items() if state in states]


def author(message: Any, page: RequestPage) -> str:
    """Advocates know the Defender by role only: a name in a letter or a file can put them in danger."""
    if message.author_id in {work.defender_id for work in page.assignments}:
        return message.author.full_name if page.is_coordinator else _("Defender")
    return str(message.author.full_name)


def step_words(kind: str) -> str:
    return str(STEPS[kind])

"""What the list of one's work and the thread of one assignment say."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts.models import User
from reencuentro.casework.models import Assignment, Delivery, DraftPaper, Fee, Message
from reencuentro.casework.queries.my_work import WorkPage
from reencuentro.ui import words as figures
from reencuentro.vault.intake import note_text

from . import said
from .defender_words import due, money, title, tone


@dataclass(frozen=True)
class Row:
    """One line of the list: what, what is missing next, how it stands. No name of anybody."""

    work: Assignment
    title: str
    next: str
    tone: str
    status: str


def row(work: Any, today: date) -> Row:
    """From an Assignment with the annotations of queries.my_work."""
    when_tone, when = due(work.due_on, today)
    if work.state != "working":
        return Row(work, title(work.request), ended(work.state), tone(work.tone), str(work.state_words))
    if work.sent_back:
        return Row(work, title(work.request), _("It came back: see what is missing."), "late", _("Sent back"))
    if work.pages:
        step = _("Pages wait to be delivered.")
    elif work.promised_on is None:
        step = _("Say by which day you can have it.")
    else:
        step = _("Tell a step, or deliver.")
    return Row(work, title(work.request), step, when_tone, when or str(work.state_words))


def ended(state: str) -> str:
    return {
        "delivered": _("The coordination is checking it. You need to do nothing now."),
        "done": _("Checked and accepted. Thank you."),
        "handed_back": _("You handed it back."),
        "stopped": _("It is no longer needed. Tell the coordination of costs you had."),
    }.get(state, "")


@dataclass(frozen=True)
class Moment:
    state: str  # done | now | next
    title: str
    when: str = ""
    said: str = ""


def thread(page: WorkPage, today: date) -> list[Moment]:
    """From the acceptance to the checked delivery: what was done, where it stands, what is to come."""
    work = page.assignment
    told = [(step.at, Moment("done", step.words, said.day(step.at), step.said)) for step in page.steps]
    for delivery in page.deliveries:
        told.append(
            (delivery.submitted_at, Moment("done", _("You delivered"), said.day(delivery.submitted_at)))
        )
    moments = [Moment("done", _("You accepted"), said.day(work.started_at))]
    moments += [moment for _at, moment in sorted(told, key=lambda pair: pair[0])]
    if work.state == "working":
        moments.append(Moment("now", _("In your hands"), said=_promise(work, today)))
        moments.append(Moment("next", _("Delivered and checked")))
    else:
        moments.append(
            Moment("now" if page.living else "done", str(work.state_words), said=ended(work.state))
        )
    return moments


def _promise(work: Assignment, today: date) -> str:
    if work.promised_on is None:
        return _("You have not named a day yet.")
    return _("You expect to deliver by %(day)s.") % {"day": said.day(work.promised_on)}


def fee_line(fee: Fee) -> tuple[Fee, str, str, str]:
    """The cost, its amount, tone and state."""
    return fee, money(fee.amount, fee.currency), tone(fee.tone), str(fee.state_words)


def left_words(left: Any, currency: str) -> str:
    """What may still be spent without asking."""
    if left <= 0:
        return _("Every further cost needs the coordination's yes first.")
    return _("You can still spend %(amount)s without asking.") % {"amount": money(left, currency)}


def said_of(message: Message, reader: User) -> tuple[str, str, str, bool]:
    """Who, when, what, mine. People of the case are named by their part: a phone can fall into other hands."""
    mine = message.author_id == reader.pk
    who = _("You") if mine else _("Coordination") if message.author.is_coordinator else _("Legal team")
    return who, said.moment(message.at), message.body, mine


@dataclass(frozen=True)
class PaperLine:
    pk: Any
    name: str
    about: str
    notes: list[str]


def paper(draft: DraftPaper) -> PaperLine:
    return PaperLine(
        draft.pk, draft.file.name, figures.size(draft.file.size), [note_text(code) for code in draft.notes]
    )


def pages(count: int) -> str:
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}


def delivery_tone(delivery: Delivery) -> str:
    return tone(delivery.tone)

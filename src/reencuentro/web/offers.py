"""A Defender is asked: the offers, one offer without any identity, and the two answers."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.casework.actions import looking
from reencuentro.casework.actions import offers as actions
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.models import Offer
from reencuentro.casework.queries import my_work as queries
from reencuentro.casework.queries.overtaken import overtaken
from reencuentro.casework.queries.visible import offer_for
from reencuentro.casework.queries.work_sheet import offer_sheet
from reencuentro.network.queries.estimates import estimate
from reencuentro.reference.matching_policy import asking

from . import defender_words as words
from . import said
from .answers import Refusal, attempt
from .defender_door import defender_door, profile_of
from .forms.base import fill
from .forms.offers import Decline
from .visit import Visit

PER_PAGE = 25


@defender_door(methods=("GET",))
def my_offers(request: Visit) -> HttpResponse:
    user, moment = request.user, now()
    page = Paginator(queries.earlier_offers(user, moment), PER_PAGE).get_page(request.GET.get("page"))
    waiting = [
        (row, words.title(row), words.answer_by(row.answer_by), words.answer_tone(row.answer_by, moment))
        for row in map(queries.offer_row, queries.open_offers(user, moment))
    ]
    earlier = [(offer, words.title(queries.offer_row(offer)), *_state(offer), _when(offer)) for offer in page]
    context = {"waiting": waiting, "earlier": earlier, "page": page, "paused": profile_of(user).paused}
    return render(request, "web/defender/offers.html", context)


def _state(offer: Offer) -> tuple[str, str]:
    """An offer whose time is over is over, also before the worker has come by to close it."""
    state = offer.life["expired"] if offer.state == "made" else offer.life[offer.state]
    return words.tone(state.tone), str(state)


def _when(offer: Offer) -> str:
    return said.day(offer.answered_at or offer.answer_by)


@defender_door(methods=("GET",))
def offer(request: Visit, pk: UUID) -> HttpResponse:
    offered = offer_for(request.user, pk)
    looking.look_at_offer(offered, by=request.user)
    if not _waits(offered):
        return _over(request, offered)
    sheet = offer_sheet(offered, today())
    how = words.how_there(sheet.country, sheet.document, today())
    profile = profile_of(request.user)
    travel = estimate(profile, offered.request).estimated_hours
    context = {
        "offer": offered,
        "sheet": sheet,
        "title": words.title(sheet),
        "asker": words.asker(sheet.child_age),
        "answer_by": words.answer_by(offered.answer_by),
        "answer_tone": words.answer_tone(offered.answer_by, now()),
        "urgency": words.urgency(sheet.urgency),
        "facts": words.offer_facts(sheet, profile.departments.get(sheet.department)),
        "how": how,
        "doubt": words.doubt(how),
        "dangers": words.dangers(sheet),
        "takes": words.what_it_takes(offered, travel),
        **_saying_no(Decline()),
    }
    return render(request, "web/defender/offer.html", context)


def _waits(offered: Offer) -> bool:
    return offered.state == "made" and offered.answer_by >= now() and not _taken_back(offered)


def _taken_back(offered: Offer) -> bool:
    """A conflict was told while it waited: to the Defender it looks like any offer that was taken back."""
    return offered.pk in overtaken(offered.defender)


def _over(request: Visit, offered: Offer) -> HttpResponse:
    """How it ended, and nothing of what it asked for."""
    ended = "expired" if offered.state == "made" else offered.state
    ended = "withdrawn" if _taken_back(offered) else ended
    work = offered.assignment if ended == "accepted" else None
    answer = queries.own_answer(offered, request.user) if ended == "declined" else None
    rest = asking().cool_down_days
    context = {"offer": offered, "ended": ended, "work": work, "answer": answer, "rest": rest}
    return render(request, "web/defender/offer_over.html", context)


@defender_door(methods=("POST",))
def offer_accept(request: Visit, pk: UUID) -> HttpResponse:
    offered = offer_for(request.user, pk)
    with suppress(Refusal):
        work = attempt(request, lambda: actions.accept(offered, by=request.user))
        messages.success(request, _("Thank you. The work is yours; here is all you may know."))
        return redirect("assignment", work.pk)
    return redirect("offer", pk)


@defender_door()
def offer_decline(request: Visit, pk: UUID) -> HttpResponse:
    """One press on a reason is the answer; pressed twice, it is one answer."""
    offered = offer_for(request.user, pk)
    form = fill(Decline, request)
    if request.method == "POST" and form.is_valid():
        reason, note = request.POST.get("reason", ""), form.cleaned_data["note"]
        with suppress(Refusal):
            attempt(request, lambda: actions.decline(offered, reason, by=request.user, note=note), form)
            messages.success(request, _("Thank you for saying so. The coordination asks somebody else."))
            return redirect("my_offers")
    if not offered.may_move("decline") or _taken_back(offered):
        return redirect("offer", pk)
    return render(request, "web/defender/offer_decline.html", {"offer": offered, **_saying_no(form)})


def _saying_no(form: Decline) -> dict[str, Any]:
    """The reasons as buttons, a note, and for how many days a "no" has an effect."""
    return {"form": form, "reasons": words.decline_reasons(), "rest": asking().cool_down_days}

"""A Defender is asked: the offers, one offer without any identity, and the two answers."""

from contextlib import suppress
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
from reencuentro.casework.queries.visible import offer_for
from reencuentro.casework.queries.work_sheet import offer_sheet

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
    hours = profile_of(request.user).departments.get(sheet.department)
    context = {
        "offer": offered,
        "sheet": sheet,
        "title": words.title(sheet),
        "asker": words.asker(sheet.child_age),
        "answer_by": words.answer_by(offered.answer_by),
        "answer_tone": words.answer_tone(offered.answer_by, now()),
        "urgency": words.urgency(sheet.urgency),
        "facts": words.offer_facts(sheet, hours),
        "how": how,
        "doubt": words.doubt(how),
        "dangers": words.dangers(sheet.service, sheet.country),
    }
    return render(request, "web/defender/offer.html", context)


def _waits(offered: Offer) -> bool:
    return offered.state == "made" and offered.answer_by >= now()


def _over(request: Visit, offered: Offer) -> HttpResponse:
    """How it ended, and nothing of what it asked for."""
    ended = "expired" if offered.state == "made" else offered.state
    work = offered.assignment if ended == "accepted" else None
    return render(request, "web/defender/offer_over.html", {"offer": offered, "ended": ended, "work": work})


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
    offered = offer_for(request.user, pk)
    if not offered.may_move("decline"):
        return redirect("offer", pk)
    form = fill(Decline, request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with suppress(Refusal):
            attempt(
                request,
                lambda: actions.decline(offered, given["reason"], by=request.user, note=given["note"]),
                form,
            )
            messages.success(request, _("Thank you for saying so. The coordination asks somebody else."))
            return redirect("my_offers")
    return render(request, "web/defender/offer_decline.html", {"offer": offered, "form": form})

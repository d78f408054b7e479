"""Who must not be asked for a case. Each sees only what they recorded themselves; nothing else tells that it exists."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Organisation, User
from reencuentro.casework.actions import conflicts as actions
from reencuentro.casework.actions import looking
from reencuentro.casework.models import Case
from reencuentro.casework.queries import conflicts as queries
from reencuentro.casework.queries.members import defenders_for
from reencuentro.casework.queries.my_work import work_in_case
from reencuentro.casework.queries.visible import case_for
from reencuentro.casework.rules import may

from .acts import ActPage, carry_out, press
from .answers import Refusal, attempt
from .defender_door import defender_door
from .doors import CASE_PEOPLE, door, post_only
from .forms.base import fill
from .forms.conflicts import ALL, DoNotAsk, MustNotWorkFor
from .visit import Visit


@defender_door()
def own_conflicts(request: Visit) -> HttpResponse:
    """The same answer for a code that exists and for one that does not."""
    form = fill(MustNotWorkFor, request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            attempt(
                request,
                lambda: actions.must_not_work_for(given["code"], by=request.user, reason=given["reason"]),
                form,
            )
        except Refusal:
            pass
        else:
            return _noted(request, given["code"])
    told = queries.told_by(request.user)
    return render(request, "web/defender/own_conflicts.html", {"form": form, "told": told})


def _noted(request: Visit, code: str) -> HttpResponse:
    """Who works on that case hands the work back next: they know the code from there."""
    messages.success(request, _("Noted. You are not asked for this case, and nobody is told."))
    work = work_in_case(request.user, code)
    if work:
        messages.warning(request, _("You have work in this case. Hand it back, so that you stop seeing it."))
        return redirect("hand_back", work.pk)
    return redirect("own_conflicts")


@defender_door(methods=("POST",))
def own_conflict_lift(request: Visit, pk: UUID) -> HttpResponse:
    told = queries.conflict_for(request.user, pk)
    return press(
        request,
        lambda: actions.lift(told, by=request.user),
        then=reverse("own_conflicts"),
        done=_("Taken back."),
    )


@door(*CASE_PEOPLE)
def do_not_ask(http: Visit, code: str) -> HttpResponse:
    """Coordinators see what they noted. Advocates know no Defender by name, and a list would tell them whether an
    e-mail belongs to one: they take back as they noted, by the e-mail, and get the same answer for everybody.
    """
    case = _team_case(http, code)
    coordinator = http.user.is_coordinator
    defenders = defenders_for(case) if coordinator else None
    form = fill(DoNotAsk, http, defenders=defenders, initial={"who": http.GET.get("defender", "")})
    lifting = not coordinator and http.POST.get("act") == "lift"
    page = ActPage(
        case,
        _("Who must not be asked"),
        _("Note it"),
        done=_("Taken back.") if lifting else _("Noted. Nobody else sees it."),
        lead=_("For this case only. It shows in no list and in no count, and nobody else learns of it."),
        back=reverse("do_not_ask", args=[case.code]) if http.method == "POST" else "",
        template="web/case/do_not_ask.html",
        more={"told": queries.told_by(http.user, case) if coordinator else None},
    )
    if not form.is_valid():  # the act itself leaves that entry: two at once would tell it from a look
        looking.look(case, by=http.user)
    act = actions.ask_again if lifting else actions.do_not_ask
    return carry_out(
        http,
        page,
        form,
        lambda given: act(case, _meant(given, http.user), by=http.user, because=given["because"]),
    )


def _meant(given: dict[str, Any], by: User) -> User | Organisation | None:
    """Whom the form means; None where an e-mail belongs to nobody of the network."""
    who, people = given["who"], User.objects
    person = people.get(pk=who) if by.is_coordinator else people.by_email(who)
    if person is None or not person.is_defender:
        return None
    return person.organisation if given["whole"] == ALL else person


@post_only(*CASE_PEOPLE)
def do_not_ask_lift(http: Visit, code: str, conflict: UUID) -> HttpResponse:
    case = _team_case(http, code)
    told = queries.conflict_for(http.user, conflict)
    then = reverse("do_not_ask", args=[case.code])
    return press(http, lambda: actions.lift(told, by=http.user), then=then, done=_("Taken back."))


def _team_case(http: Visit, code: str) -> Case:
    case = case_for(http.user, code)
    if not may(http.user, "do_not_ask", case):
        raise Http404
    return case

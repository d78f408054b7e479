"""The coordinator chooses a Defender from a ranked list with reasons, and sees what the Defender will see."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.accounts.models import Role, User
from reencuentro.casework.actions import looking, offers
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.errors import CANNOT_BE_ASKED, CannotBeAsked
from reencuentro.casework.models import Offer, Request
from reencuentro.casework.queries.visible import record_for, request_for
from reencuentro.casework.queries.work_sheet import sheet_before_acceptance
from reencuentro.casework.rules import may
from reencuentro.casework.states import URGENCIES
from reencuentro.engines.matching import Option
from reencuentro.network.actions import asking, gaps, next_in_line
from reencuentro.network.models import NextInLine
from reencuentro.network.queries.candidates import Candidates, candidates, still_eligible
from reencuentro.network.queries.desk import proposes
from reencuentro.network.queries.estimates import estimate
from reencuentro.reference import languages
from reencuentro.reference.wording import say

from . import said
from .acts import press
from .answers import Refusal, attempt
from .doors import door, post_only
from .forms.base import fill
from .forms.triage import OfferForm
from .visit import Visit


def _to_match(http: Visit, pk: UUID) -> Request:
    row = request_for(http.user, pk)
    if not may(http.user, "match", row.case):
        raise Http404
    return row


@dataclass(frozen=True)
class Candidate:
    """One Defender of the list, in words."""

    name: str
    place: int
    score: str
    reasons: list[str]
    speaks: str
    load: str
    days: str
    url: str

    @property
    def first(self) -> bool:
        return self.place == 1


def as_candidate(place: int, option: Option, found: Candidates, row: Request) -> Candidate:
    person = found.people[option.defender]
    profile = person.defender_profile
    return Candidate(
        name=person.full_name,
        place=place,
        score=f"{option.score:.2f}",
        reasons=[say(term, said.language()) for term in option.terms if tells_something(term, row, found)],
        speaks=", ".join(
            said.label(languages.get(code)) for code in sorted(profile.spoken()) if _known(code)
        ),
        load=_load(profile),
        days=_days(option, found),
        url=reverse("offer_make", args=[row.pk, person.pk]),
    )


def tells_something(term: Any, row: Request, found: Candidates) -> bool:
    """The expected days stand in a row of their own, where they are known; without a day by which it is needed
    "on time" would say nothing. How often offers are accepted is not told of a person, and waiting is the same for all.
    """
    if term.code == "on_time":
        return row.needed_by is not None and found.days_known
    return term.code not in ("speed", "may_decline", "waiting")


def _known(code: str) -> bool:
    return any(language.code == code for language in languages.all())


def _load(profile: Any) -> str:
    work, capacity = profile.open_work, profile.weekly_capacity
    return _("%(work)s open, room for %(capacity)s") % {"work": work, "capacity": capacity}


def _days(option: Option, found: Candidates) -> str:
    if not found.days_known:
        return _("not known")
    early, middle, late = (round(days) for days in option.eta)
    return _("half within %(middle)s days, one in ten within %(early)s, nine in ten within %(late)s") % {
        "middle": middle,
        "early": early,
        "late": late,
    }


@door(Role.COORDINATOR, methods=("GET",))
def candidates_page(http: Visit, pk: UUID) -> HttpResponse:
    row = _to_match(http, pk)
    found = candidates(row, now())
    looking.look_at_candidates(row, len(found.options), by=http.user)
    gaps.count([] if found.options else [row], today())
    suggestion = found.suggestion
    excluded = len(suggestion.excluded)
    context = {
        "case": row.case,
        "ask": row,
        "what": said.wanted(row),
        "where": said.place(row.department) or said.country(row.country),
        "candidates": [
            as_candidate(place, option, found, row) for place, option in enumerate(found.options, 1)
        ],
        "near_tie": suggestion.near_tie,
        "days_unknown": not found.days_known,
        "alarms": [
            say(alarm, said.language()) for alarm in suggestion.alarm if alarm.code != "nobody_eligible"
        ],
        "excluded": ngettext(
            "%(count)s other Defender of this country is not eligible for this request now.",
            "%(count)s other Defenders of this country are not eligible for this request now.",
            excluded,
        )
        % {"count": excluded}
        if excluded
        else "",
        "may_offer": row.may_move("offer"),
        "changes": what_could_change(row),
    }
    return render(http, "web/request/candidates.html", context)


def what_could_change(row: Request) -> list[str]:
    """What of the request narrows the search, for the page on which nobody is eligible."""
    needed = [said.label(languages.get(one["code"])) for one in row.languages if one["level"] == "required"]
    narrow = [
        _("The department is not known: ask the advocate, the search needs one.")
        if not row.department
        else "",
        _("It asks for a Defender who speaks %(languages)s.") % {"languages": ", ".join(needed)}
        if needed
        else "",
        _("It asks for a woman.") if row.needs_woman else "",
        _("Departments are excluded for safety.") if row.excluded_departments else "",
    ]
    return [sentence for sentence in narrow if sentence]


@door(Role.COORDINATOR)
def offer_make(http: Visit, pk: UUID, defender: UUID) -> HttpResponse:
    """Check page: what the Defender will see, and how long they have to answer. Sending twice is one offer.

    Whoever cannot be asked, for whatever cause, and whoever does not exist: one sentence, one status, one way back.
    """
    row = _to_match(http, pk)
    if not row.may_move("offer"):
        messages.error(
            http, _("Somebody else was faster: this can no longer be done. Here is how it stands now.")
        )
        return redirect("request", pk)
    found = candidates(row, now())
    person = still_eligible(found, str(defender))
    if person is None:
        return _cannot_be_asked(http, pk)
    form = _offer_form(http, row, person, found)
    if http.method == "POST" and form.is_valid():
        with suppress(Refusal):
            if attempt(http, lambda: _offer(row, person, form, found, by=http.user), form):
                messages.success(http, _("The Defender has been asked."))
                return redirect("desk") if "desk" in http.GET else redirect("request", pk)
            return _cannot_be_asked(http, pk)
    looking.look(row.case, by=http.user, page="offer")
    sheet = sheet_before_acceptance(row, today())
    context = {
        "case": row.case,
        "ask": row,
        "what": said.wanted(row),
        "name": person.full_name,
        "person": person,
        "form": form,
        "sheet": _sheet_words(sheet),
        "first": not form.fields["because"].required,
    }
    return render(http, "web/request/offer.html", context)


def _cannot_be_asked(http: Visit, pk: UUID) -> HttpResponse:
    messages.error(http, CANNOT_BE_ASKED)
    return redirect("candidates", pk)


def _offer_form(http: Visit, row: Request, person: User, found: Candidates) -> OfferForm:
    chosen = found.suggestion.chosen
    first = bool(chosen and chosen.defender == str(person.pk)) or proposes(row, person)
    following = [found.people[pk].full_name for pk in _following(person, found)]
    hours, amount, currency = estimate(person.defender_profile, row)
    initial = {
        "estimated_hours": "" if hours is None else f"{hours.normalize():f}",
        "fee": None if amount is None else (amount, currency),
    }
    form: OfferForm = fill(OfferForm, http, row=row, first=first, following=following, initial=initial)
    return form


def _following(person: User, found: Candidates) -> list[str]:
    """The others of the list that the coordinator saw, in its order."""
    return [option.defender for option in found.options if option.defender != str(person.pk)]


def _offer(row: Request, person: User, form: OfferForm, found: Candidates, *, by: User) -> Offer | None:
    """None when the Defender cannot be asked after all."""
    given = form.cleaned_data
    fee = given["fee"]
    with suppress(CannotBeAsked), transaction.atomic():
        made: Offer = asking.ask(
            row,
            person,
            by=by,
            because=given["because"],
            ranking=found.ranking(),
            answer_by=form.answer_by,
            estimated_hours=given["estimated_hours"],
            fee_amount=fee.amount if fee else None,
            fee_currency=fee.currency if fee else "",
            client_id=given["client_id"],
        )
        if given.get("go_on"):
            next_in_line.let_it_go_on(made, _following(person, found), by=by, hours=given["hours"])
        return made
    return None


def _sheet_words(sheet: Any) -> list[tuple[str, str]]:
    """What stands on the offer before anybody has accepted: no name, no municipality."""
    spoken = [said.label(languages.get(one["code"])) for one in sheet.languages]
    forms = {
        "certified": _("certified copy"),
        "original_needed": _("paper original"),
        "apostille": _("with apostille"),
    }
    rows = [
        (_("What"), said.paper(sheet.document) if sheet.document else said.paper(sheet.service)),
        (_("Where"), ", ".join(filter(None, (said.place(sheet.department), said.country(sheet.country))))),
        (_("Age of the child"), said.years(sheet.child_age)),
        (_("Needed by"), said.day(sheet.needed_by)),
        (_("Urgency"), str(URGENCIES[sheet.urgency]) if sheet.urgency else ""),
        (_("Form"), ", ".join(word for name, word in forms.items() if getattr(sheet, name))),
        (_("Costs without asking"), f"{sheet.ceiling} {sheet.currency}" if sheet.ceiling is not None else ""),
        (_("Languages"), ", ".join(spoken)),
        (_("Safe hours"), _("shown after accepting") if sheet.has_safe_hours else ""),
        (_("Could be dangerous"), said.dangerous(sheet.safety)),
    ]
    return [(key, value) for key, value in rows if value]


@post_only(Role.COORDINATOR)
def line_stop(http: Visit, pk: UUID) -> HttpResponse:
    """Nobody else is asked by itself."""
    line = get_object_or_404(NextInLine.objects.select_related("request"), pk=pk)
    line.request = _to_match(http, line.request_id)
    return press(
        http,
        lambda: next_in_line.stop(line, by=http.user),
        then=reverse("request", args=[line.request_id]),
        done=_("Nobody else is asked by itself."),
    )


@post_only(Role.COORDINATOR)
def offer_withdraw(http: Visit, pk: UUID) -> HttpResponse:
    offer = record_for(http.user, Offer, pk)
    if not may(http.user, "match", offer.case):
        raise Http404
    then = reverse("request", args=[offer.request_id])
    return press(
        http,
        lambda: offers.withdraw_offer(offer, by=http.user),
        then=then,
        done=_("The offer was taken back."),
    )

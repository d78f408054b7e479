"""An advocate asks for a document, information or an act abroad: one question a page, check the answers, send."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.accounts import kept
from reencuentro.accounts.models import Role, User
from reencuentro.casework.actions import drafts, looking, requests
from reencuentro.casework.clockwork import today
from reencuentro.casework.models import Case, Request
from reencuentro.casework.queries.asked import for_asking, sent_by
from reencuentro.reference import countries, vocabularies

from . import catalogue_words, said
from .answers import Refusal, attempt
from .asking import KIND, Asking, Known, Step, as_typed
from .doors import door, post_only
from .forms import ask_care, ask_what
from .forms.ask_search import SearchData
from .reach import case_to
from .visit import Visit

QUESTIONS = (
    ask_what.WhichObstacle,
    ask_what.WhatIsNeeded,
    ask_what.WhichCountry,
    ask_what.WhichDocument,
    ask_what.AboutWhom,
    ask_what.WhichPlace,
    SearchData,
    ask_care.WhyAndForWhom,
    ask_care.InWhichForm,
    ask_care.ByWhen,
    ask_care.WhichLanguages,
    ask_care.WithCare,
    ask_care.WhatMayBeKnown,
    ask_care.WhatWasTried,
)
# The pages on which a danger is said: as soon as it is known, and once more before sending.
WARNED = ("document", "subject")


def _asking(user: User, case: Case) -> Asking:
    people, obstacles = for_asking(case)
    draft = drafts.load(KIND, case.code, by=user)
    return Asking(Known(case, user, people, obstacles), QUESTIONS, draft)


@door(Role.ADVOCATE, methods=("GET",))
def ask(request: Visit, code: str) -> HttpResponse:
    """The entrance: go on with what was begun, or begin. `?obstacle=` preselects what it should help to solve."""
    case = case_to(request.user, "ask", code)
    asking = _asking(request.user, case)
    if asking.draft is None:
        first = asking.steps[0].slug
        chosen = request.GET.get("obstacle", "")
        address = redirect("ask_step", code, first)
        if first == "obstacle" and chosen:
            address["Location"] += f"?obstacle={chosen}"
        return address
    return render(request, "web/ask/resume.html", {"case": case, "asking": asking, "next": _next(asking)})


@door(Role.ADVOCATE)
def ask_step(request: Visit, code: str, slug: str) -> HttpResponse:
    case = case_to(request.user, "ask", code)
    asking = _asking(request.user, case)
    step = asking.step(slug)
    if step is None:
        return _astray(asking, code, slug)
    if request.method == "POST":
        form = type(step.form)(request.POST, known=_known_before(asking, slug))
        if form.is_valid():
            drafts.keep(KIND, code, slug, as_typed(request.POST), by=request.user, done=True)
            return _go_on(_asking(request.user, case), code)
    else:
        looking.look(case, by=request.user, page="ask")
        form = _as_left(request, step, _known_before(asking, slug))
    return render(request, form.template, _page(asking, step, form))


def _astray(asking: Asking, code: str, slug: str) -> HttpResponse:
    """A question that does not exist is a 404; one that no longer applies leads to the one that does."""
    if slug not in {question.slug for question in QUESTIONS}:
        raise Http404
    return _go_on(asking, code)


def _known_before(asking: Asking, slug: str) -> Known:
    """What is known without the answers of this question and of those after it."""
    known = asking.known
    before = Known(known.case, known.user, known.people, known.obstacles)
    for step in asking.steps:
        if step.slug == slug:
            break
        if step.answered:
            before.answers |= step.form.cleaned_data
    return before


def _as_left(request: Visit, step: Step, known: Known) -> Any:
    """The form as a lost session, the draft, or the case itself left it."""
    form_class = type(step.form)
    if typed := kept.restore(request):
        form = form_class(typed, known=known)
        form.is_valid()
        return form
    if not step.form.is_bound:
        initial = {"obstacle": request.GET["obstacle"]} if "obstacle" in request.GET else None
        return form_class(initial=initial, known=known)
    form = form_class(step.form.data, known=known)
    if not step.done:
        form.quiet()
    return form


def _go_on(asking: Asking, code: str) -> HttpResponse:
    step = asking.open_step
    return redirect("ask_step", code, step.slug) if step else redirect("ask_check", code)


def _next(asking: Asking) -> str:
    return asking.open_step.slug if asking.open_step else ""


def _page(asking: Asking, step: Step, form: Any) -> dict[str, Any]:
    known = asking.known
    return {
        "case": known.case,
        "asking": asking,
        "form": form,
        "number": asking.steps.index(step) + 1,
        "total": len(asking.steps),
        "back": asking.before(step.slug),
        "card": catalogue_words.card(known.entry, today()) if known.entry else None,
        "warnings": warnings(known) if step.slug in WARNED else [],
    }


def warnings(known: Known) -> list[str]:
    """Dangers of this service in this country in plain words; the country's own words where it has them."""
    country = countries.get(known.country) if known.country else None
    found = []
    for code in known.warnings:
        flag = country.flag(code) if country else None
        found.append(said.label(flag or vocabularies.get("sensitivities", code)))
    return found


@post_only(Role.ADVOCATE)
def ask_keep(request: Visit, code: str, slug: str) -> HttpResponse:
    """The draft, kept while somebody writes. Nothing is judged here."""
    case_to(request.user, "ask", code)
    if slug not in {question.slug for question in QUESTIONS}:
        raise Http404
    drafts.keep(KIND, code, slug, as_typed(request.POST), by=request.user)
    return HttpResponse(status=204)


@post_only(Role.ADVOCATE)
def ask_discard(request: Visit, code: str) -> HttpResponse:
    case_to(request.user, "ask", code)
    drafts.discard(KIND, code, by=request.user)
    return redirect("ask", code)


@door(Role.ADVOCATE)
def ask_check(request: Visit, code: str) -> HttpResponse:
    """All answers on one page, each with its change link; sending twice is one request."""
    case = case_to(request.user, "ask", code)
    if request.method == "POST" and (known := sent_by(request.user, request.POST.get("client_id", ""))):
        return redirect("request", known.pk)
    asking = _asking(request.user, case)
    if asking.draft is None or asking.open_step:
        return _go_on(asking, code)
    if request.method == "POST":
        with suppress(Refusal):
            sent = attempt(request, _sending(asking))
            messages.success(request, _("Sent. The coordination has been told and will look at it."))
            return redirect("request", sent.pk)
    looking.look(case, by=request.user, page="ask")
    return render(request, "web/ask/check.html", _checked(asking))


def _checked(asking: Asking) -> dict[str, Any]:
    known = asking.known
    search = asking.step("search")
    return {
        "case": known.case,
        "asking": asking,
        "card": catalogue_words.card(known.entry, today()) if known.entry else None,
        "warnings": warnings(known),
        "missing": search.form.missing if search else [],
        "country": said.country(known.country),
    }


def _sending(asking: Asking) -> Callable[[], Request]:
    known, answers = asking.known, asking.known.answers
    people = {str(person.pk): person for person in known.people}
    release = {people[pk]: items for pk, items in answers.get("release", {}).items()}
    if answers.get("excerpt") and known.subject:
        release.setdefault(known.subject, [])
    return lambda: requests.ask(
        known.case,
        by=known.user,
        service=answers["service"],
        country=known.country,
        document=known.entry.document if known.entry else "",
        subject=known.subject,
        obstacle=known.obstacle,
        release=release,
        excerpt=answers.get("excerpt", ""),
        client_id=asking.client_id,
        **{name: answers[name] for name in requests.DETAILS if answers.get(name)},
    )

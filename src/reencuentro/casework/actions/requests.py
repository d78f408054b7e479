"""The life of a request: asked, reviewed, matched, received. Offers and deliveries have their own files."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.errors import IN_PAST, Invalid, NotReady
from reencuentro.casework.models import Assignment, Case, Draft, Obstacle, Offer, Person, Request
from reencuentro.casework.never import refuse_a_number
from reencuentro.casework.rules import require
from reencuentro.casework.states import URGENCIES
from reencuentro.reference import countries, services, vocabularies

from ._story import advocates, coordinators, edit, lock, once, record, tell
from .disclosures import Release, write_release
from .obstacles import start_work

DETAILS = (
    "department",
    "municipality",
    "why",
    "answers",
    "tried",
    "reader",
    "certified",
    "original_needed",
    "apostille",
    "languages",
    "needs_woman",
    "excluded_departments",
    "never_tell",
    "safe_hours",
    "excluded_places",
    "needed_by",
)
CORRECTABLE = ("asked", "needs_answer", "reviewed")
# The words of a request that its Defender may come to read.
READ_ABROAD = ("municipality", "why", "tried", "never_tell", "safe_hours", "excluded_places")


@once(Request)
def ask(
    case: Case,
    *,
    by: User,
    service: str,
    country: str,
    document: str = "",
    subject: Person | None = None,
    obstacle: Obstacle | None = None,
    release: Release | None = None,
    excerpt: str = "",
    client_id: UUID | None = None,
    **details: Any,
) -> Request:
    """An advocate asks for a document, information or an act abroad.

    `release` says, person by person, what the Defender may know: only the legal team decides it, and without it the
    Defender sees no identity at all. `excerpt` of the story goes with the subject.
    Medical urgency of the case makes the request critical; otherwise triage sets the urgency.
    Raises NotAllowed; Invalid for an unknown service, a country outside the network, a date in the past.
    """
    require(by, "ask", case)
    if release:
        require(by, "disclose", case)
    _refuse_impossible(case, service, country, subject=subject, obstacle=obstacle, **details)
    lock(case)
    request = Request.objects.create(
        case=case,
        number=_next_number(case),
        service=service,
        document=document,
        country=country,
        subject=subject,
        obstacle=obstacle,
        currency=countries.get(country).currency,
        urgency="critical" if case.medically_urgent else "",
        asked_by=by,
        asked_at=now(),
        client_id=client_id,
        **_known(details),
    )
    write_release(request, release or {}, by=by, excerpt=excerpt)
    start_work(obstacle, by=by)
    Draft.objects.filter(owner=by, kind="request", about=case.code).delete()
    record("request.ask", case, by=by, request=request, service=service, document=document)
    path, key = f"/requests/{request.pk}/", f"asked:{request.pk}"
    tell(coordinators(case), "request_asked", case, path=path, but=by, key=key)
    return request


def _refuse_impossible(
    case: Case,
    service: str,
    country: str,
    *,
    subject: Person | None,
    obstacle: Obstacle | None,
    **details: Any,
) -> None:
    if case.state != "open":
        raise NotReady(_("This case has ended. Reopen it first."))
    if service not in {known.code for known in services.all()}:
        raise Invalid("service", _("Choose what you need from the list."))
    if country not in countries.ORIGIN:
        network = _("The network works in Mexico, Guatemala, El Salvador, Honduras and Nicaragua.")
        raise Invalid("country", network)
    for name, row in (("subject", subject), ("obstacle", obstacle)):
        if row and row.case_id != case.pk:
            raise Invalid(name, _("This belongs to another case."))
    _check(details)


def _next_number(case: Case) -> int:
    return (Request.objects.filter(case=case).aggregate(top=Max("number"))["top"] or 0) + 1


@transaction.atomic
def change_request(request: Request, *, by: User, version: int, **details: Any) -> None:
    """Correct a request that no Defender has accepted yet. Raises EditedMeanwhile, Invalid, NotReady."""
    require(by, "ask", request.case)
    _check(details)
    if request.state not in CORRECTABLE:
        raise NotReady(_("A Defender is already working on it. Write a message instead."))
    if changed := edit(request, _known(details), version=version):
        record("request.change", request.case, by=by, request=request, fields="+".join(changed)[:64])


@transaction.atomic
def review(
    request: Request,
    urgency: str,
    *,
    by: User,
    because: str = "",
    ceiling: Decimal | None = None,
    needed_by: date | None = None,
    safety: Iterable[str] = (),
) -> None:
    """Triage: the coordinator sets the urgency, the ceiling of costs and what could be dangerous about it (codes of
    the vocabulary `safety_categories`); the request is ready to match.
    """
    require(by, "triage", request.case)
    if urgency not in URGENCIES:
        raise Invalid("urgency", _("Choose how urgent it is."))
    if ceiling is not None and ceiling < 0:
        raise Invalid("ceiling", _("The amount cannot be negative."))
    if request.case.medically_urgent and urgency != "critical":
        raise Invalid("urgency", _("The case is medically urgent: every request in it is critical."))
    known = {term.code for term in vocabularies.terms("safety_categories")}
    if not set(safety) <= known:
        raise Invalid("safety", _("Choose from the list."))
    lock(request)
    request.move("review")
    request.urgency, request.urgency_because, request.ceiling = urgency, because, ceiling
    request.needed_by, request.safety = needed_by or request.needed_by, sorted(set(safety))
    request.save(update_fields=["state", "urgency", "urgency_because", "ceiling", "needed_by", "safety"])
    record("request.review", request.case, by=by, request=request, urgency=urgency)


@transaction.atomic
def ask_back(request: Request, question: str, *, by: User) -> None:
    """Something is missing: the request goes back to the advocate with a question."""
    require(by, "triage", request.case)
    if not question.strip():
        raise Invalid("question", _("Write what you need to know."))
    lock(request)
    request.move("ask_back")
    request.question = question
    request.save(update_fields=["state", "question"])
    record("request.ask_back", request.case, by=by, request=request, said=question)
    tell(advocates(request.case), "question_asked", request.case, path=f"/requests/{request.pk}/", but=by)


@transaction.atomic
def answer(request: Request, text: str, *, by: User, version: int, **details: Any) -> None:
    """The advocate answers and may correct the request in the same step."""
    require(by, "ask", request.case)
    if not text.strip():
        raise Invalid("answer", _("Write your answer."))
    _check(details)
    edit(request, _known(details), version=version)
    request.move("answer")
    request.save(update_fields=["state"])
    record("request.answer", request.case, by=by, request=request, said=text)
    tell(coordinators(request.case), "request_asked", request.case, path=f"/requests/{request.pk}/", but=by)


@transaction.atomic
def cannot_help(request: Request, *, by: User, because: str) -> None:
    require(by, "triage", request.case)
    _end(request, "decline", by=by, because=because)
    tell(advocates(request.case), "request_sent_back", request.case, path=f"/requests/{request.pk}/", but=by)


@transaction.atomic
def withdraw(request: Request, *, by: User, because: str) -> None:
    """The request is no longer wanted; whoever was asked or is working is told and stops."""
    require(by, "withdraw_request", request.case)
    _end(request, "withdraw", by=by, because=because)
    path = f"/requests/{request.pk}/"
    for offer in Offer.objects.filter(request=request, state="made").select_related("defender"):
        offer.move("withdraw")
        offer.save(update_fields=["state"])
        tell([offer.defender], "offer_withdrawn", request.case, path="/offers/", but=by)
    for assignment in Assignment.objects.filter(request=request, state__in=["working", "delivered"]):
        assignment.move("end")
        assignment.ended_at = now()
        assignment.save(update_fields=["state", "ended_at"])
        tell([assignment.defender], "work_stopped", request.case, path=f"/work/{assignment.pk}/", but=by)
    tell(coordinators(request.case), "request_sent_back", request.case, path=path, but=by)


def _end(request: Request, move: str, *, by: User, because: str) -> None:
    if not because.strip():
        raise Invalid("because", _("Write the reason."))
    lock(request)
    request.move(move)
    request.ended_because = because
    request.save(update_fields=["state", "ended_because"])
    record(f"request.{move}", request.case, by=by, request=request, said=because)


@transaction.atomic
def receive(request: Request, *, by: User) -> None:
    """The advocate has what was asked for."""
    require(by, "receive", request.case)
    lock(request)
    request.move("receive")
    request.save(update_fields=["state"])
    record("request.receive", request.case, by=by, request=request, result=request.result)


@transaction.atomic
def object_to(request: Request, *, by: User, because: str) -> None:
    """The advocate cannot use what came: the delivery goes back to the coordinator for a second look."""
    require(by, "receive", request.case)
    if not because.strip():
        raise Invalid("because", _("Write what is wrong."))
    lock(request)
    request.move("object")
    request.save(update_fields=["state"])
    assignment = Assignment.objects.filter(request=request, state="done").latest("started_at")
    assignment.move("reopen")
    assignment.save(update_fields=["state"])
    delivery = assignment.deliveries.filter(state="accepted").latest("submitted_at")
    delivery.move("reopen")
    delivery.save(update_fields=["state"])
    record("request.object", request.case, by=by, request=request, said=because)
    tell(coordinators(request.case), "delivery_made", request.case, path=f"/requests/{request.pk}/", but=by)


def _check(details: dict[str, Any]) -> None:
    day = details.get("needed_by")
    if day and day < today():
        raise Invalid("needed_by", IN_PAST)
    for field in READ_ABROAD:
        refuse_a_number(field, details.get(field, ""))
    for key, text in details.get("answers", {}).items():
        refuse_a_number(key, text)


def _known(details: dict[str, Any]) -> dict[str, Any]:
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise TypeError(f"unknown details of a request: {sorted(unknown)}")
    return details

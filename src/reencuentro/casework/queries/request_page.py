"""Everything that the page of one request shows, as one reader may see it, in a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from reencuentro.accounts.models import User
from reencuentro.casework.models import (
    Assignment,
    Delivery,
    Disclosure,
    Document,
    Event,
    Fee,
    Finding,
    Message,
    Offer,
    Person,
    Request,
)
from reencuentro.casework.rules import Part, part_in

from .case_page import events
from .deliveries import kept_from, readable
from .findings import kept_requests


@dataclass(frozen=True)
class RequestPage:
    """`kept`: counsel has not opened what was found to this reader, so nothing that could tell it is here."""

    request: Request
    part: str
    kept: bool
    child: Person | None
    events: list[Event]
    offers: list[Offer]
    assignments: list[Assignment]
    deliveries: list[Delivery]
    messages: list[Message]
    disclosures: list[Disclosure]
    fees: list[Fee]
    undecided: list[Finding]

    @property
    def is_coordinator(self) -> bool:
        return self.part == Part.COORDINATOR

    @property
    def offer(self) -> Offer | None:
        """The offer that waits for an answer."""
        return next((offer for offer in self.offers if offer.state == "made"), None)

    @property
    def assignment(self) -> Assignment | None:
        """The work that goes on or is done; the newest first."""
        return next((row for row in self.assignments if row.state in ("working", "delivered", "done")), None)

    @property
    def submitted(self) -> Delivery | None:
        """The delivery that waits for its check."""
        return next((delivery for delivery in self.deliveries if delivery.state == "submitted"), None)


def request_page(request: Request, user: User) -> RequestPage:
    case = request.case
    part = part_in(user, case)
    kept = request.pk in kept_requests(case, part)
    coordinator = part == Part.COORDINATOR
    return RequestPage(
        request=request,
        part=part,
        kept=kept,
        child=Person.objects.filter(case=case, is_child=True).prefetch_related("names").first(),
        events=[event for event in events(case, part) if event.request_id == request.pk],
        offers=list(_of(Offer, request).select_related("defender")) if coordinator else [],
        assignments=list(_of(Assignment, request).select_related("defender", "offer")),
        deliveries=[] if kept else _deliveries(request, part),
        messages=[] if kept else _conversation(request),
        disclosures=list(_of(Disclosure, request).select_related("person").prefetch_related("person__names")),
        fees=list(Fee.objects.filter(assignment__request=request).select_related("receipt"))
        if coordinator
        else [],
        undecided=_undecided(request, part),
    )


def _of(model: Any, request: Request) -> Any:
    return model.objects.filter(request=request)


def _deliveries(request: Request, part: str) -> list[Delivery]:
    """The newest first, each with its papers in `papers`."""
    kept = kept_from(request.case, part)
    found = Delivery.objects.filter(assignment__request=request).select_related("reviewed_by")
    rows = [row for row in found.order_by("-submitted_at") if readable(row, part, kept)]
    papers = list(Document.objects.filter(delivery__in=rows).select_related("file", "clean_copy"))
    for row in rows:
        row.papers = [paper for paper in papers if paper.delivery_id == row.pk]  # type: ignore[attr-defined]
    return rows


def _conversation(request: Request) -> list[Message]:
    talk = Message.objects.filter(request=request, channel=Message.Channel.DEFENDER)
    return list(talk.select_related("author"))


def _undecided(request: Request, part: str) -> list[Finding]:
    if part not in (Part.COUNSEL, Part.LEGAL_TEAM):
        return []
    return list(Finding.objects.filter(request=request, state="undecided"))

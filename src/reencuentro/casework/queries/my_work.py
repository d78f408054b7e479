"""What a Defender's lists and pages show, in a constant number of queries and without any name in a list."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import Exists, F, IntegerField, OuterRef, Prefetch, QuerySet, Value, When
from django.db.models.functions import Coalesce

from reencuentro.accounts.models import User
from reencuentro.casework.models import Answer, Assignment, Delivery, DraftPaper, Fee, Message, Offer, Step

from .visible import assignments_of, offers_of
from .work_sheet import LIVING, WorkSheet, work_sheet


@dataclass(frozen=True)
class OfferRow:
    """A line of the offers. Made field by field, as the sheet of an offer: no name, no place below the department."""

    pk: UUID
    code: str
    service: str
    document: str
    country: str
    department: str
    state: str
    made_at: datetime
    answer_by: datetime
    needed_by: date | None
    urgency: str


def offer_row(offer: Offer) -> OfferRow:
    request = offer.request
    return OfferRow(
        pk=offer.pk,
        code=offer.case.code,
        service=request.service,
        document=request.document,
        country=request.country,
        department=request.department,
        state=offer.state,
        made_at=offer.made_at,
        answer_by=offer.answer_by,
        needed_by=request.needed_by,
        urgency=request.urgency,
    )


def open_offers(user: User, now: datetime) -> QuerySet[Offer]:
    """Offers that can still be answered, the first to run out first."""
    return offers_of(user).filter(state="made", answer_by__gte=now).order_by("answer_by")


def earlier_offers(user: User, now: datetime) -> QuerySet[Offer]:
    """All others, the newest first."""
    return offers_of(user).exclude(state="made", answer_by__gte=now)


def own_answer(offer: Offer, user: User) -> Answer | None:
    """What this Defender said when they did not accept; nobody else can read it."""
    return Answer.objects.filter(offer=offer, offer__defender=user).first()


def my_work(user: User) -> QuerySet[Assignment]:
    """All that this Defender took on: what they must do, soonest first; what is being checked; the rest.

    Each row knows `sent_back`, whether its last delivery came back, `pages`, whether pages wait to be delivered,
    and `due_on`: the day promised, else the day it is needed by.
    """
    order = When_(
        When(state="working", then=Value(0)),
        When(state="delivered", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    came_back = Delivery.objects.filter(assignment=OuterRef("pk"), state="sent_back")
    return (
        assignments_of(user)
        .select_related("request__case")
        .annotate(
            sent_back=Exists(came_back),
            pages=Exists(DraftPaper.objects.filter(assignment=OuterRef("pk"))),
            due_on=Coalesce("promised_on", "request__needed_by"),
        )
        .order_by(order, F("due_on").asc(nulls_last=True), "-started_at")
    )


def work_in_case(user: User, code: str) -> Assignment | None:
    """Work of this Defender that goes on in the case of this code."""
    wanted = code.strip().upper()
    return assignments_of(user).filter(case__code=wanted, state="working").first()


@dataclass(frozen=True)
class WorkPage:
    """All that the work sheet of one assignment shows."""

    assignment: Assignment
    sheet: WorkSheet
    steps: list[Step]
    fees: list[Fee]
    deliveries: list[Delivery]
    messages: list[Message]
    papers: list[DraftPaper]

    @property
    def living(self) -> bool:
        return self.assignment.state in LIVING

    @property
    def sent_back(self) -> Delivery | None:
        """The delivery that came back and waits for a better one."""
        last = self.deliveries[-1] if self.deliveries else None
        return last if last and last.state == "sent_back" and self.assignment.state == "working" else None


def work_page(assignment: Assignment) -> WorkPage:
    """Ten queries, however much has happened."""
    return WorkPage(
        assignment=assignment,
        sheet=work_sheet(assignment),
        steps=list(Step.objects.filter(assignment=assignment)),
        fees=list(Fee.objects.filter(assignment=assignment)),
        deliveries=list(Delivery.objects.filter(assignment=assignment).prefetch_related("documents__file")),
        messages=conversation(assignment),
        papers=draft_papers(assignment),
    )


def draft_papers(assignment: Assignment) -> list[DraftPaper]:
    return list(DraftPaper.objects.filter(assignment=assignment).select_related("file"))


def conversation(assignment: Assignment) -> list[Message]:
    """The Defender's channel of this request since this Defender has it: what was written with another is not theirs.

    Nothing once the work has ended: like the work sheet, it may speak of the family.
    """
    if assignment.state not in LIVING:
        return []
    found = Message.objects.filter(
        request=assignment.request, channel=Message.Channel.DEFENDER, at__gte=assignment.started_at
    )
    return list(found.prefetch_related(Prefetch("author", User.objects.with_role())))

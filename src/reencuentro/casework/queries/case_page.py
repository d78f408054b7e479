"""Everything a case page shows, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reencuentro.accounts.models import User
from reencuentro.casework.models import (
    Case,
    CaseLink,
    CaseMember,
    Clock,
    Consent,
    Document,
    Event,
    FamilyTie,
    Finding,
    Obstacle,
    Person,
    Placement,
    Request,
    Sponsor,
)
from reencuentro.casework.rules import Part, part_in

from .deliveries import kept_from, readable
from .findings import kept_requests, may_know
from .visible import cases_of


@dataclass(frozen=True)
class CasePage:
    """Rows of one case as one reader may see them.

    worked_on_it: ids of its members, past ones included; reachable: ids of linked cases that are the reader's own.
    """

    case: Case
    part: str
    people: list[Person]
    ties: list[FamilyTie]
    obstacles: list[Obstacle]
    requests: list[Request]
    clocks: list[Clock]
    placements: list[Placement]
    sponsors: list[Sponsor]
    members: list[CaseMember]
    worked_on_it: set[UUID]
    links: list[CaseLink]
    reachable: set[UUID]
    consents: list[Consent]
    findings: list[Finding]
    documents: list[Document]
    events: list[Event]

    @property
    def child(self) -> Person | None:
        return next((person for person in self.people if person.is_child), None)

    @property
    def done(self) -> int:
        return sum(obstacle.state in ("removed", "set_aside") for obstacle in self.obstacles)


def case_page(case: Case, user: User) -> CasePage:
    part = part_in(user, case)
    links = _links(case, part)
    everybody = list(CaseMember.objects.filter(case=case).select_related("user"))
    return CasePage(
        case=case,
        part=part,
        people=list(Person.objects.filter(case=case).prefetch_related("names")),
        ties=list(FamilyTie.objects.filter(case=case)),
        obstacles=list(Obstacle.objects.filter(case=case)),
        requests=list(Request.objects.filter(case=case).prefetch_related("assignments")),
        clocks=list(Clock.objects.filter(case=case, state="running")),
        placements=list(Placement.objects.filter(case=case)),
        sponsors=list(
            Sponsor.objects.filter(case=case).select_related("person").prefetch_related("person__names")
        ),
        members=[member for member in everybody if member.until is None],
        worked_on_it={member.user_id for member in everybody},
        links=links,
        reachable=set(
            cases_of(user).filter(pk__in=[link.other_id for link in links]).values_list("pk", flat=True)
        ),
        consents=list(Consent.objects.filter(case=case)),
        findings=findings_of(case, part),
        documents=documents(case, part),
        events=events(case, part),
    )


def _links(case: Case, part: str) -> list[CaseLink]:
    """What tracing tied is a finding: a child advocate learns of it from counsel, if at all."""
    links = CaseLink.objects.filter(case=case).select_related("other")
    return list(links.exclude(kind="found") if part == Part.CHILD_ADVOCATE else links)


def findings_of(case: Case, part: str) -> list[Finding]:
    """Only the legal team learns that there is one; a child advocate and a coordinator as soon as counsel says so.

    For those two, what nobody ever opened to them is not even fetched: not a query more tells that it is there.
    """
    rows = Finding.objects.filter(case=case).select_related("request", "delivery", "person")
    rows = rows.prefetch_related("decisions", "person__names")
    if part in (Part.COUNSEL, Part.LEGAL_TEAM):
        return list(rows)
    opened = rows.filter(decisions__audience=part, decisions__allowed=True).distinct()
    return [row for row in opened if may_know(row, part)]


def documents(case: Case, part: str) -> list[Document]:
    """The papers that somebody with this part may read."""
    papers = Document.objects.filter(case=case).select_related("file", "delivery")
    kept = kept_from(case, part)
    return [paper for paper in papers if paper.delivery is None or readable(paper.delivery, part, kept)]


def events(case: Case, part: str) -> list[Event]:
    """The thread as this reader may see it, oldest first."""
    seen = {Event.Seen.TEAM}
    if part == Part.COORDINATOR:
        seen.add(Event.Seen.INTERNAL)
    if part in (Part.COUNSEL, Part.LEGAL_TEAM):
        seen.add(Event.Seen.LEGAL)
    kept = kept_requests(case, part)
    thread = list(Event.objects.filter(case=case, seen_by__in=seen).select_related("by", "request"))
    for event in thread:
        if event.request_id in kept:
            event.said = ""
    return thread


def days_in_custody(case: Case, today: date) -> int | None:
    """Whole days from the first day in ORR custody to today, or to the day the case ended."""
    if case.custody_since is None:
        return None
    return ((case.ended_on or today) - case.custody_since).days

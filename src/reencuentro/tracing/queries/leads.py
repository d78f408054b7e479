"""Leads as a coordinator of the case may see them: how far two records agree, and which office has the other one."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from reencuentro.accounts.models import User
from reencuentro.casework.models import Person
from reencuentro.casework.queries.describing import description_of
from reencuentro.casework.queries.visible import case_for, cases_of
from reencuentro.engines.tracing.types import Evidence
from reencuentro.tracing.models import Judgement, Lead, TracingRequest
from reencuentro.tracing.rules import may
from reencuentro.tracing.states import WANTED

from .shown import shown_leads

WAITING = ("open", "unsure", "likely")
ORDER = {
    state: place
    for place, state in enumerate(("likely", "open", "unsure", "related", "confirmed", "rejected"))
}


@dataclass(frozen=True)
class Least:
    """All that a lead shows without a need to know. `office` is the organisation that has the other record."""

    lead: Lead
    probability: float
    evidence: tuple[Evidence, ...]
    office: str


def leads_of(user: User) -> QuerySet[Lead]:
    """Leads of the cases that this coordinator works on, except those whose other side was erased."""
    if not user.is_coordinator:
        return Lead.objects.none()
    return (
        shown_leads()
        .filter(case__in=cases_of(user))
        .select_related("case", "request", "person", "kept", "found__case__organisation")
    )


def lead_for(user: User, pk: UUID) -> Lead:
    """One lead of a case that the coordinator works on, or 404. Two queries."""
    lead = get_object_or_404(leads_of(user), pk=pk)
    lead.case = case_for(user, lead.case.code)
    if not may(user, "see_leads", lead):
        raise Http404
    return lead


def leads_of_request(user: User, request: TracingRequest) -> list[Least]:
    """What waits for somebody first, then by probability. One query."""
    rows = [least(lead) for lead in leads_of(user).filter(request=request)]
    return sorted(rows, key=lambda row: (ORDER[row.lead.state], -row.probability))


class BestFirst(Sequence[Least]):
    """Leads for a paginator: the likeliest first, then the newest. Two queries a page.

    How likely a lead is stands in the database under two keys only, so it is opened to be put in order: of WINDOW
    leads, beginning with the newest, however many there are. Older ones follow, in windows of their own. What is shown
    besides is opened for the lines of the page alone. A window holds whole pages.
    """

    WINDOW = 200

    def __init__(self, rows: QuerySet[Lead]) -> None:
        self._rows = rows.order_by("-seen_at", "pk")

    def __len__(self) -> int:
        return self._rows.count()

    @overload
    def __getitem__(self, part: int) -> Least: ...

    @overload
    def __getitem__(self, part: slice) -> list[Least]: ...

    def __getitem__(self, part: int | slice) -> Least | list[Least]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        start = part.start or 0
        first = start - start % self.WINDOW
        some = sorted(self._rows[first : first + self.WINDOW], key=probability, reverse=True)
        return [least(lead) for lead in some[start - first : part.stop - first]]


def noticed_at_the_door(user: User) -> BestFirst:
    """Leads without a search, noticed when somebody was entered, that nobody has settled yet."""
    return BestFirst(leads_of(user).filter(request=None, state__in=WAITING))


def findings_of(request: TracingRequest) -> list[UUID]:
    """What counsel decides, or has decided, of the leads of this search: for the legal team. One query."""
    rows = Lead.objects.filter(request=request, finding__isnull=False).order_by("seen_at")
    return list(rows.values_list("finding_id", flat=True))


def judgements_of(lead: Lead) -> list[Judgement]:
    """What was said, oldest first, with by whom. One query."""
    return list(lead.judgements.select_related("by"))


def least(lead: Lead) -> Least:
    kept = lead.kept
    evidence = tuple(Evidence(field, code, weight) for field, code, weight in kept.fields)
    return Least(lead, probability(lead), evidence, lead.found.case.organisation.name)


def probability(lead: Lead) -> float:
    return float(lead.kept.probability)


def facts_of(person: Person, found: Person) -> str:
    """A hash of all that can be compared on both sides: it changes when either side learns something."""
    compared = repr((description_of(person), description_of(found)))
    return hashlib.sha256(compared.encode("utf-8", "surrogatepass")).hexdigest()


def confirmed(lead: Lead) -> bool:
    """Enough different people say that the lead is what is wanted, and nobody says otherwise. One query."""
    wanted = WANTED[lead.sought]
    said = list(newest(lead.judgements.all(), lead.seen_at).values())
    return said.count(wanted) >= _needed(lead.request) and not set(said) - {wanted, "unsure"}


def _needed(request: TracingRequest | None) -> int:
    """How many different people. A lead without a search may come to carry a release as well."""
    return 2 if request is None or request.release_depends else 1


def newest(judgements: Iterable[Judgement], since: datetime) -> dict[UUID, str]:
    """What each person says now, by their id: their newest judgement of the present facts."""
    return {one.by_id: one.verdict for one in judgements if one.at >= since}

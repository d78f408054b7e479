"""Matches become leads: once for a pair, and again for a rejected one only when new facts arrive."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import transaction

from reencuentro.cardindex.searching import Found
from reencuentro.casework.actions._story import lock
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Person
from reencuentro.engines.tracing.types import Match
from reencuentro.reference import tracing_policy
from reencuentro.tracing.models import Lead, LeadEvidence, TracingRequest
from reencuentro.tracing.queries import finding_people
from reencuentro.tracing.queries.leads import facts_of


def likely(request: TracingRequest, found: Iterable[Found]) -> list[Found]:
    """Those that are likely enough to be leads."""
    least = tracing_policy.policy().least(request.sought)
    return [hit for hit in found if finding_people.likely(hit, least)]


@transaction.atomic
def note(request: TracingRequest, found: Iterable[Found], *, origin: str) -> int:
    """Write down what is likely enough; returns how many leads are new or came back. The caller holds the search."""
    pairs = [
        pair(request.person, person, match, sought=request.sought, origin=origin, request=request)
        for person, match in others(request.case_id, likely(request, found))
    ]
    return sum(lead is not None for lead in pairs)


def others(case: UUID, hits: Iterable[Found]) -> Iterator[tuple[Person, Match]]:
    """Persons of other cases who may be found. The index knows neither of these reasons for sure at every moment.

    They are held until the caller's transaction ends: nobody is taken out of tracing while a lead to them is written.
    """
    by_id = {hit.person: hit.match for hit in hits}
    rows = Person.objects.filter(pk__in=by_id, case__erased_at=None).exclude(case=case).order_by("pk")
    held = rows.select_for_update(of=("self",), no_key=True)
    for person in held.select_related("case"):
        if not person.do_not_trace:
            yield person, by_id[person.pk]


def pair(
    person: Person,
    found: Person,
    match: Match,
    *,
    sought: str,
    origin: str,
    request: TracingRequest | None = None,
) -> Lead | None:
    """The lead of these two when it is new or came back, else None. The caller has a transaction."""
    facts = facts_of(person, found)
    lead, made = Lead.objects.get_or_create(
        person=person,
        found=found,
        sought=sought,
        defaults={"case": person.case, "request": request, "origin": origin, "seen_at": now()},
    )
    if made:
        _keep(LeadEvidence(case=found.case, lead=lead), match, facts)
        return lead
    return lead if _again(lead, request, match, facts) else None


def _again(lead: Lead, request: TracingRequest | None, match: Match, facts: str) -> bool:
    """A pair that was seen before. True when it was rejected and comes back, as the facts are new."""
    lock(lead)
    if (
        request is not None and lead.request_id != request.pk
    ):  # noticed at the door, or by a search that is closed
        lead.request = request
        lead.save(update_fields=["request"])
    if lead.kept.facts == facts:
        return False
    _keep(lead.kept, match, facts)
    if not lead.may_move("new_facts"):
        return False
    lead.move("new_facts")
    lead.seen_at = now()
    lead.save(update_fields=["state", "seen_at"])
    return True


def _keep(kept: LeadEvidence, match: Match, facts: str) -> None:
    kept.probability, kept.facts = str(match.probability), facts
    kept.fields = [[one.field, one.code, one.weight] for one in match.evidence]
    kept.save()

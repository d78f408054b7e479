"""Matches become leads: once for a pair, and again for a rejected one only when new facts arrive."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from reencuentro.cardindex.searching import Found
from reencuentro.casework.actions._story import lock
from reencuentro.casework.clockwork import now
from reencuentro.casework.models import Person
from reencuentro.engines.tracing.types import Match
from reencuentro.reference import tracing_policy
from reencuentro.tracing.models import Lead, LeadEvidence, TracingRequest
from reencuentro.tracing.queries.leads import facts_of


@transaction.atomic
def note(request: TracingRequest, found: Iterable[Found], *, origin: str) -> int:
    """Write down what is likely enough; returns how many leads are new or came back. The caller holds the search."""
    least = tracing_policy.policy().least(request.sought)
    likely = [hit for hit in found if hit.match.probability >= least]
    return sum(_note(request, person, match, origin) for person, match in _others(request, likely))


def _others(request: TracingRequest, hits: Iterable[Found]) -> Iterator[tuple[Person, Match]]:
    """Persons of other cases who may be found. The index knows neither of these reasons for sure at every moment."""
    by_id = {hit.person: hit.match for hit in hits}
    rows = Person.objects.filter(pk__in=by_id, case__erased_at=None).exclude(case=request.case_id)
    for person in rows.select_related("case"):
        if not person.do_not_trace:
            yield person, by_id[person.pk]


def _note(request: TracingRequest, found: Person, match: Match, origin: str) -> bool:
    facts = facts_of(request.person, found)
    lead, made = Lead.objects.get_or_create(
        person=request.person,
        found=found,
        sought=request.sought,
        defaults={"case": request.case, "request": request, "origin": origin, "seen_at": now()},
    )
    if made:
        _keep(LeadEvidence(case=found.case, lead=lead), match, facts)
        return True
    return _again(lead, request, match, facts)


def _again(lead: Lead, request: TracingRequest, match: Match, facts: str) -> bool:
    """A pair that was seen before. True when it was rejected and comes back, as the facts are new."""
    lock(lead)
    if lead.request_id != request.pk:  # noticed at the door, or by a search that is closed
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

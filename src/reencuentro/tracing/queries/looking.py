"""The least of somebody whom a look found: how sure, which fields agree, and which office has the record."""

from collections.abc import Iterable
from dataclasses import dataclass

from reencuentro.cardindex.searching import Found
from reencuentro.casework.models import Person
from reencuentro.engines.tracing.types import Evidence


@dataclass(frozen=True)
class Glimpse:
    """No id, no code, no name: nothing from which the record could be reached."""

    probability: float
    evidence: tuple[Evidence, ...]
    office: str


def glimpses(hits: Iterable[Found]) -> list[Glimpse]:
    """In the order of the hits, without whoever may not be traced or was erased meanwhile. One query."""
    by_id = {hit.person: hit.match for hit in hits}
    rows = Person.objects.filter(pk__in=by_id, case__erased_at=None).select_related("case__organisation")
    people = {person.pk: person for person in rows if not person.do_not_trace}
    return [
        Glimpse(match.probability, match.evidence, people[pk].case.organisation.name)
        for pk, match in by_id.items()
        if pk in people
    ]

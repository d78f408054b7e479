"""What was noticed when somebody was entered, as each reader may see it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.http import Http404

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, CaseMember, Person
from reencuentro.casework.queries.visible import cases_of
from reencuentro.tracing.models import Lead

from .leads import WAITING, BestFirst
from .shown import shown_leads

OPEN = ("open", "unsure")
SIDES = ("person", "found")
ROWS = ("case", "kept", "person__case__organisation", "found__case__organisation")


@dataclass(frozen=True)
class Alike:
    """A lead seen by somebody who works on both cases: `here` the person that was entered, `there` the other."""

    lead: Lead
    here: Person
    there: Person


def _noticed() -> QuerySet[Lead]:
    """Leads without a search. With everything that a row shows."""
    return shown_leads().filter(request=None).select_related(*ROWS)


def _noticed_of(case: Case) -> QuerySet[Lead]:
    """What waits for somebody's word about a person of this case, on either side."""
    # Read first: conditions on the cases of both sides at once made PostgreSQL try every pair of cases.
    persons = list(Person.objects.filter(case=case).values_list("pk", flat=True))
    return _noticed().filter(Q(person__in=persons) | Q(found__in=persons), state__in=OPEN)


def _of_both(user: User, rows: QuerySet[Lead]) -> list[Lead]:
    """Those of which the reader works on the cases of both sides."""
    mine = set(cases_of(user).values_list("pk", flat=True))
    return [lead for lead in rows if {lead.person.case_id, lead.found.case_id} <= mine]


def alike(case: Case, user: User) -> list[Alike]:
    """Whom the persons of this case look like, among cases that the reader works on too. Five queries.

    A lead towards anybody else is not here and changes nothing: the reader sees what they would see without it.
    """
    leads = _of_both(user, _noticed_of(case).order_by("seen_at"))
    prefetch_related_objects(leads, "person__names", "found__names")
    return [_seen_from(case, lead) for lead in leads]


def _seen_from(case: Case, lead: Lead) -> Alike:
    here, there = (lead.person, lead.found) if lead.person.case_id == case.pk else (lead.found, lead.person)
    return Alike(lead, here, there)


def somebody_alike(case: Case, user: User) -> bool:
    """Something waits on that page. Three queries."""
    return bool(_of_both(user, _noticed_of(case)))


def alike_for(user: User, pk: UUID, case: Case) -> Alike:
    """One of them, or 404."""
    for lead in _of_both(user, _noticed().filter(pk=pk, state__in=OPEN)):
        return _seen_from(case, lead)
    raise Http404


def is_settled(user: User, pk: UUID) -> bool:
    """Somebody has said already what these two are: a second click, or a colleague. Two queries."""
    return bool(_of_both(user, _noticed().filter(pk=pk).exclude(state__in=OPEN)))


def unattended(user: User) -> BestFirst:
    """What was noticed in open cases that no coordinator works on: for any coordinator, the least."""
    if not user.is_coordinator:
        return BestFirst(Lead.objects.none())
    coordinated = CaseMember.objects.filter(case=OuterRef("case"), part="coordinator", until=None)
    waiting = _noticed().filter(~Exists(coordinated), state__in=WAITING, case__state="open")
    return BestFirst(waiting)

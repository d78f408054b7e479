"""What was noticed when somebody was entered, as each reader may see it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

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


def _of_both(user: User) -> QuerySet[Lead]:
    # Read first: two conditions "in the cases of", one for each side, made PostgreSQL try every pair of cases.
    mine = list(cases_of(user).values_list("pk", flat=True))
    return (
        _noticed()
        .filter(person__case__in=mine, found__case__in=mine)
        .prefetch_related("person__names", "found__names")
    )


def alike(case: Case, user: User) -> list[Alike]:
    """Whom the persons of this case look like, among cases that the reader works on too. Four queries.

    A lead towards anybody else is not here and changes nothing: the reader sees what they would see without it.
    """
    rows = _of_both(user).filter(Q(person__case=case) | Q(found__case=case), state__in=OPEN)
    return [_seen_from(case, lead) for lead in rows.order_by("seen_at")]


def _seen_from(case: Case, lead: Lead) -> Alike:
    here, there = (lead.person, lead.found) if lead.person.case_id == case.pk else (lead.found, lead.person)
    return Alike(lead, here, there)


def somebody_alike(case: Case, user: User) -> bool:
    """Something waits on that page. Two queries."""
    rows = _of_both(user).filter(Q(person__case=case) | Q(found__case=case), state__in=OPEN)
    return rows.exists()


def alike_for(user: User, pk: UUID, case: Case) -> Alike:
    """One of them, or 404."""
    return _seen_from(case, get_object_or_404(_of_both(user).filter(state__in=OPEN), pk=pk))


def is_settled(user: User, pk: UUID) -> bool:
    """Somebody has said already what these two are: a second click, or a colleague. Two queries."""
    return _of_both(user).filter(pk=pk).exclude(state__in=OPEN).exists()


def unattended(user: User) -> BestFirst:
    """What was noticed in open cases that no coordinator works on: for any coordinator, the least."""
    if not user.is_coordinator:
        return BestFirst(Lead.objects.none())
    coordinated = CaseMember.objects.filter(case=OuterRef("case"), part="coordinator", until=None)
    waiting = _noticed().filter(~Exists(coordinated), state__in=WAITING, case__state="open")
    return BestFirst(waiting)

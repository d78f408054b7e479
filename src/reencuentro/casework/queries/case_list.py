"""The cases of one person, as lines of a list. A fixed number of queries, whatever its length."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Clock, Person

from .case_page import days_in_custody
from .visible import cases_of

DONE = Q(obstacle__state__in=["removed", "set_aside"])


@dataclass(frozen=True)
class CaseLine:
    """One line. `first_name` is for members of the case alone, and only they get a line."""

    code: str
    first_name: str
    country: str
    state: str
    outcome: str
    urgent: bool
    days: int | None
    next_clock: date | None
    done: int
    total: int


def case_list(user: User, *, state: str = "open", code: str = "") -> QuerySet[Case]:
    """Medically urgent first, then the case whose clock ends soonest, then the longest in custody.

    `code` finds by a part of the code, in every state.
    """
    running = Clock.objects.filter(case=OuterRef("pk"), state="running").order_by("due_on")
    found = cases_of(user)
    found = found.filter(code__icontains=code.strip()) if code.strip() else found.filter(state=state)
    children = Person.objects.filter(is_child=True).prefetch_related("names")
    return (
        found.annotate(
            next_clock=Subquery(running.values("due_on")[:1]),
            total=Count("obstacle", distinct=True),
            done=Count("obstacle", filter=DONE, distinct=True),
        )
        .prefetch_related(Prefetch("person_set", queryset=children, to_attr="children"))
        .order_by("-medically_urgent", F("next_clock").asc(nulls_last=True), "custody_since", "code")
    )


def counts(user: User) -> dict[str, int]:
    """How many cases in each state. One query."""
    rows = cases_of(user).values_list("state").annotate(number=Count("pk")).order_by()
    return dict(rows)


def line(case: Case, today: date) -> CaseLine:
    """Made field by field from a row of `case_list`."""
    children = case.children  # type: ignore[attr-defined]
    return CaseLine(
        code=case.code,
        first_name=children[0].short_name if children else "",
        country=case.country,
        state=case.state,
        outcome=case.outcome,
        urgent=case.medically_urgent,
        days=days_in_custody(case, today),
        next_clock=case.next_clock,  # type: ignore[attr-defined]
        done=case.done,  # type: ignore[attr-defined]
        total=case.total,  # type: ignore[attr-defined]
    )

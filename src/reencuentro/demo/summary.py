"""What the demo world holds, without ids, codes or moments: two builds for the same day give equal summaries."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from reencuentro.accounts.models import Organisation, User
from reencuentro.casework.models import Assignment, Case, Delivery, Document, Obstacle, Offer, Person, Request
from reencuentro.tracing.models import Lead, TracingRequest

LIVES: dict[str, type[Any]] = {
    "cases": Case,
    "requests": Request,
    "offers": Offer,
    "assignments": Assignment,
    "deliveries": Delivery,
    "obstacles": Obstacle,
    "searches": TracingRequest,
    "leads": Lead,
}


@dataclass(frozen=True)
class Summary:
    """`states`: how many rows of each noun are in each state; `children`: one line for each case that can be read."""

    organisations: Counter[str]
    people: Counter[str]
    states: dict[str, Counter[str]]
    outcomes: Counter[str]
    documents: Counter[str]
    children: tuple[str, ...]


def summarise() -> Summary:
    return Summary(
        organisations=Counter(Organisation.objects.values_list("kind", flat=True)),
        people=Counter(User.objects.values_list("memberships__role", flat=True)),
        states={
            noun: Counter(model.objects.values_list("state", flat=True)) for noun, model in LIVES.items()
        },
        outcomes=Counter(Case.objects.exclude(outcome="").values_list("outcome", flat=True)),
        documents=Counter(Document.objects.values_list("kind", flat=True)),
        children=tuple(sorted(_line(child) for child in _children())),
    )


def _children() -> list[Person]:
    children = Person.objects.filter(is_child=True, case__erased_at=None).select_related("case")
    return list(children.prefetch_related("names", "case__requests", "case__requests__assignments__defender"))


def _line(child: Person) -> str:
    """Everything about one case in one line, in the order of its requests."""
    case = child.case
    asked = ", ".join(
        f"{row.service}/{row.document}@{row.department}={row.state}"
        f"<{'+'.join(sorted(a.defender.email for a in row.assignments.all()))}>"
        for row in case.requests.all()
    )
    who = f"{child.full_name} {child.birth_date} {case.country} {case.custody_since}"
    return f"{who} {case.state}{case.outcome}: {asked}"


def sentence() -> str:
    counted = {noun: model.objects.count() for noun, model in LIVES.items()}
    return (
        f"The demo world stands: {counted['cases']} cases, {counted['requests']} requests, "
        f"{User.objects.count()} people in {Organisation.objects.count()} organisations."
    )

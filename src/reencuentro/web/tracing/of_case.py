"""What the page of a case says of its searches."""

from typing import Any

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Person
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries import knowing, requests
from reencuentro.tracing.queries.door import somebody_alike
from reencuentro.tracing.rules import may
from reencuentro.web import said

from . import words


def section(case: Case, user: User) -> dict[str, Any] | None:
    """For the legal team and the case's coordinators; None for everybody else. Four queries."""
    if not may(user, "see", case):
        return None
    return {
        "searches": [line(row) for row in requests.of_case(case)],
        "alike": somebody_alike(case, user),
        "to_answer": [] if user.is_coordinator else knowing.to_answer_of(case, user),
    }


def of_person(person: Person) -> TracingRequest | None:
    """The search for this person that has not ended, where there is one. One query."""
    rows = TracingRequest.objects.filter(person=person, sought="person").exclude(state="closed")
    return rows.first()


def line(row: TracingRequest) -> dict[str, Any]:
    """A search as the page of a case, or of a request to find the same person, shows it."""
    return {
        "row": row,
        "sought": words.sought(row),
        "tone": words.tone(row.tone),
        "since": said.day(row.asked_at),
    }

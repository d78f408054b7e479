"""One family torn apart: the child is in one case, the father is entered later by another office. All invented."""

from dataclasses import dataclass
from typing import Any

from reencuentro.casework.actions import cases, people
from reencuentro.casework.models import Case, Person
from reencuentro.engines.partial_date import PartialDate
from reencuentro.tracing.actions import knowing, requests, searching
from reencuentro.tracing.models import Lead, NeedToKnow, TracingRequest
from tests import cast as the

FATHER = {
    "given": "Wenceslao Abdías",
    "surname1": "Quetzalteco",
    "surname2": "Marroquín",
    "sex": "male",
    "birth_date": PartialDate.parse("1985-07-19"),
    "birth_place": {"country": "HN", "department": "HN.02", "municipality": "", "village": "El Zapotal"},
}
REASON = "The father can receive the child."


@dataclass
class Family:
    cast: the.Cast
    case: Case
    father: Person  # as the child's case knows him

    def ask(self, **changes: Any) -> TracingRequest:
        values: dict[str, Any] = {"because": REASON, "without_consent": "The child is two years old."}
        return requests.ask(self.case, self.father, by=self.cast.advocate, **(values | changes))

    def entered(self, **changes: Any) -> Person:
        """Another office enters the same man in a case of its own."""
        other = cases.open_case(
            by=self.cast.stranger, country="HN", given="Ermelinda", surname1="Zúñigo", surname2="Paz"
        )
        values: dict[str, Any] = {**FATHER, "relationship": "uncle", **changes}
        return people.add_person(other, by=self.cast.stranger, **values)

    def lead(self, **changes: Any) -> Lead:
        """The search has found him in the other office's case."""
        self.entered()
        request = self.ask(**changes)
        searching.search(request, by=self.cast.advocate)
        return Lead.objects.get(request=request)

    def granted(self, lead: Lead, by: Any = None) -> NeedToKnow:
        """A coordinator may see both sides and has looked; the other coordinator granted it."""
        asker = by or self.cast.coordinator
        second = self.cast.other_coordinator if asker == self.cast.coordinator else self.cast.coordinator
        row = knowing.ask(lead, by=asker, because="Their names alone do not tell.")
        knowing.grant(row, by=second)
        knowing.look(lead, by=asker)
        return row


def a_family(cast: the.Cast) -> Family:
    """The child's case, with both coordinators in it, and a father of whom nobody knows where he is."""
    case = the.a_case(cast)
    for coordinator in (cast.coordinator, cast.other_coordinator):
        cases.take_case(case, by=coordinator)
    father = people.add_person(case, by=cast.advocate, relationship="father", unlocated=True, **FATHER)
    return Family(cast, case, father)

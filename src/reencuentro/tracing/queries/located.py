"""Of whom a reader may know that they were found, so that no page says "not found yet" to who knows better."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Finding, Person
from reencuentro.tracing.models import Attempt, TracingRequest
from reencuentro.tracing.rules import may

from .shown import shown_leads


def located(case: Case, user: User, findings: Iterable[Finding]) -> set[UUID]:
    """Ids of the persons of this case who were found. `findings` are those that this reader may read.

    The legal team and the case's coordinators see the searches, and so what came of them. Everybody else: whom counsel
    has opened to them, and else to the byte and the query what they would see if nobody had been found
    (initiative.md, never 3). One query for the first, none or one for the others.
    """
    if may(user, "see", case):
        return _found(case)
    opened = {finding.person_id for finding in findings if finding.person_id}
    return _found(case) & opened if opened else set()


def _found(case: Case) -> set[UUID]:
    """A lead is confirmed, they are in contact again, or somebody has reached them."""
    sought = {"person": OuterRef("pk"), "sought": "person"}
    reached = Attempt.objects.filter(
        outcome="reached", request__person=OuterRef("pk"), request__sought="person"
    )
    rows = Person.objects.filter(case=case, unlocated=True).filter(
        Exists(shown_leads().filter(state="confirmed", **sought))
        | Exists(TracingRequest.objects.filter(state="reunited", **sought))
        | Exists(reached)
    )
    return set(rows.order_by().values_list("pk", flat=True))

"""What was tried outside the index: every attempt counts, so that nobody tries the same door twice."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Role, User
from reencuentro.casework.actions._story import coordinators, lock, not_in_future, once, record, tell
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotReady
from reencuentro.casework.models import Case
from reencuentro.casework.rules import require
from reencuentro.tracing.models import Attempt, TracingRequest
from reencuentro.tracing.states import ENDED, OUTCOMES_TRIED, PLACES_TRIED

from . import findings


@once(Attempt)
def add(
    request: TracingRequest,
    *,
    by: User,
    where: str,
    outcome: str,
    on: date,
    said: str = "",
    client_id: UUID | None = None,
) -> Attempt:
    """The legal team or the coordinator writes down where they asked. Raises Invalid, NotReady once the search ended.

    Somebody reached is a finding for counsel. Harm tells the coordination at once and closes nothing by itself.
    """
    require(by, "edit", request.case)
    if where not in PLACES_TRIED:
        raise Invalid("where", _("Choose where it was tried."))
    if outcome not in OUTCOMES_TRIED:
        raise Invalid("outcome", _("Choose what came of it."))
    not_in_future("on", on)
    lock(request)
    if request.state == "closed":
        raise NotReady(_("This search is closed. Open it again first."))
    if request.state in ENDED:
        raise NotReady(_("They are in contact again: nothing more is tried."))
    attempt = Attempt.objects.create(
        case=request.case,
        request=request,
        where=where,
        outcome=outcome,
        on=on,
        said=said,
        by=by,
        at=now(),
        client_id=client_id,
    )
    record("tracing.try", request.case, by=by, about=request, outcome=outcome, seen_by="legal")
    if outcome == "reached":
        findings.make_of(attempt, by=by)
    if outcome == "harm":
        tell(
            _who_looks_after(request.case),
            "tracing_harm",
            request.case,
            path=f"/tracing/{request.pk}/",
            but=by,
        )
    return attempt


def _who_looks_after(case: Case) -> list[User]:
    """The coordinators of the case; all of them while it has none, so that somebody takes it."""
    return coordinators(case) or list(User.objects.working(Role.COORDINATOR))

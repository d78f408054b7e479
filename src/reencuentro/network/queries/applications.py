"""Applications as coordinators and administrators may see them."""

from uuid import UUID

from django.db.models import QuerySet

from reencuentro.accounts.models import Organisation, OrganisationKind, User
from reencuentro.network.models import Application
from reencuentro.network.rules import require
from reencuentro.network.states import WAITING


def listed(*, by: User, state: str = "") -> QuerySet[Application]:
    """The applications in this state, or all that wait; the oldest first where somebody waits. Two queries.

    Raises NotAllowed.
    """
    require(by, "review_applications")
    found = Application.objects.select_related("reviewer")
    if state:
        return found.filter(state=state)
    return found.filter(state__in=WAITING).order_by("applied_at")


def for_review(pk: UUID, *, by: User) -> Application | None:
    """One application, or None. Raises NotAllowed."""
    require(by, "review_applications")
    return Application.objects.select_related("reviewer", "box").filter(pk=pk).first()


def to_invite(*, by: User) -> QuerySet[Application]:
    """What the coordination has accepted and nobody has invited yet. One query. Raises NotAllowed."""
    require(by, "invite_applicants")
    return Application.objects.filter(state="agreed_to").order_by("applied_at")


def houses_in(country: str, *, by: User) -> list[Organisation]:
    """Active Defender organisations of a country. One query. Raises NotAllowed."""
    require(by, "invite_applicants")
    return list(Organisation.objects.filter(kind=OrganisationKind.DEFENDER, country=country, active=True))

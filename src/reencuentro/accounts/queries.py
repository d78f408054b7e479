"""What the Administrator's pages and people themselves read. Every list takes the same few queries at any length."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from .models import Link, Organisation, Session, User
from .models.link import Purpose
from .models.user import UserQuerySet
from .rules import Actor, require


def people(*, by: Actor, organisation: Organisation | None = None, role: str = "") -> UserQuerySet:
    """Everybody, with `role` and `organisation` fetched. Two queries. Raises NotAllowed."""
    require(by, "read_people")
    found = User.objects.with_role()
    if role:
        found = found.members(role)
    if organisation is not None:
        found = found.filter(memberships__organisation=organisation, memberships__ended=None)
    sessions = Count("sessions", filter=Q(sessions__expires__gt=timezone.now()), distinct=True)
    return found.annotate(session_count=sessions)


def person(user_id: str, *, by: Actor) -> User | None:
    """One person, or None. Raises NotAllowed."""
    return people(by=by).filter(pk=user_id).first()


def organisations(*, by: Actor) -> QuerySet[Organisation]:
    """All organisations with `people_count`. One query. Raises NotAllowed."""
    require(by, "read_people")
    open_memberships = Count("memberships", filter=Q(memberships__ended=None))
    return Organisation.objects.annotate(people_count=open_memberships)


def invitations(*, by: Actor) -> QuerySet[Link]:
    """Unused invitations, oldest first, expired ones included. Three queries. Raises NotAllowed."""
    require(by, "read_people")
    found = Link.objects.filter(purpose=Purpose.INVITATION, used=None, voided=None)
    return found.prefetch_related(Prefetch("user", User.objects.with_role())).order_by("created")


def sessions_of(user: User) -> list[Session]:
    """The person's sessions that still run, the latest first. One query."""
    now = timezone.now()
    rows = Session.objects.filter(user=user, expires__gt=now).defer("data")
    return [row for row in rows if not row.is_over(now)]

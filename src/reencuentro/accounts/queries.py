"""What the Administrator's pages and people themselves read. Every list takes the same few queries at any length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Link, Membership, Organisation, Session, User
from .models.link import Purpose
from .models.user import UserQuerySet
from .roles import NEEDS_SECOND_FACTOR, ROLES_OF, Role
from .rules import Actor, require
from .words import bare

FACTORS = (
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
)  # recovery codes only stand in for a lost one


class Standing(TextChoices):
    WORKING = "working", _("Working")
    UNPROTECTED = "unprotected", _("Without a second factor")
    INVITED = "invited", _("Invited")
    LEFT = "left", _("Left")


IS = {
    Standing.WORKING: Q(is_active=True),
    Standing.UNPROTECTED: Q(
        is_active=True, has_factor=False, memberships__ended=None, memberships__role__in=NEEDS_SECOND_FACTOR
    ),
    Standing.INVITED: Q(joined=None, left_on=None),
    Standing.LEFT: Q(left_on__isnull=False),
}


def people(
    *, by: Actor, organisation: Organisation | None = None, role: str = "", standing: str = ""
) -> UserQuerySet:
    """Everybody, with `role`, `organisation`, `session_count` and `has_factor` fetched. Two queries.

    Raises NotAllowed.
    """
    require(by, "read_people")
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    sessions = Count("sessions", filter=Q(sessions__expires__gt=timezone.now()), distinct=True)
    found = User.objects.with_role().annotate(session_count=sessions, has_factor=Exists(factors))
    if role:
        found = found.members(role)
    if organisation is not None:
        found = found.filter(memberships__organisation=organisation, memberships__ended=None)
    return found.filter(IS[Standing(standing)]) if standing else found


def matching(found: Iterable[User], words: str) -> list[User]:
    """Those whose name, e-mail or organisation contains every word. Names are sealed, so each one is opened."""
    wanted = bare(words).split()
    return [person for person in found if all(word in _said_of(person) for word in wanted)]


def _said_of(person: User) -> str:
    house = person.organisation.name if person.organisation else ""
    return bare(f"{person.full_name} {person.email} {house}")


def successors(user: User, *, by: Actor) -> list[User]:
    """Who can take over this person's work: the others of the same role and organisation. Raises NotAllowed."""
    if user.organisation is None:
        return []
    same = people(by=by, organisation=user.organisation, role=user.role or "", standing=Standing.WORKING)
    return list(same.exclude(pk=user.pk))


@dataclass(frozen=True)
class Place:
    """A role that an organisation has to give."""

    organisation: Organisation
    role: Role

    @property
    def code(self) -> str:
        return f"{self.organisation.pk}:{self.role}"


def places(*, by: Actor) -> list[Place]:
    """Every role of every active organisation. One query. Raises NotAllowed."""
    houses = organisations(by=by).filter(active=True)
    return [Place(house, role) for house in houses for role in ROLES_OF[house.kind]]


@dataclass(frozen=True)
class Factors:
    """What somebody signs in with besides the password."""

    app: datetime | None  # since when
    passkeys: int
    codes: bool

    @property
    def enough(self) -> bool:
        return bool(self.app or self.passkeys)


def factors_of(user: User, *, by: Actor) -> Factors:
    """One query; no secret is opened. Raises NotAllowed."""
    require(by, "read_people")
    held = list(Authenticator.objects.filter(user_id=user.pk).defer("data"))
    of = {kind: [one for one in held if one.type == kind] for kind in Authenticator.Type}
    app = of[Authenticator.Type.TOTP]
    return Factors(
        app=app[0].created_at if app else None,
        passkeys=len(of[Authenticator.Type.WEBAUTHN]),
        codes=bool(of[Authenticator.Type.RECOVERY_CODES]),
    )


def memberships_of(user: User, *, by: Actor) -> QuerySet[Membership]:
    """What somebody was and is, the latest first. One query. Raises NotAllowed."""
    require(by, "read_people")
    return Membership.objects.filter(user=user).select_related("organisation").order_by("-since")


def person(user_id: str, *, by: Actor) -> User | None:
    """One person, or None. Raises NotAllowed."""
    return people(by=by).filter(pk=user_id).first()


def organisations(*, by: Actor) -> QuerySet[Organisation]:
    """All organisations with `people_count`. One query. Raises NotAllowed."""
    require(by, "read_people")
    open_memberships = Count("memberships", filter=Q(memberships__ended=None))
    return Organisation.objects.annotate(people_count=open_memberships)


def invitation_of(user: User, *, by: Actor) -> Link | None:
    """The unused invitation of somebody, expired or not. One query. Raises NotAllowed."""
    require(by, "read_people")
    unused = Link.objects.filter(user=user, purpose=Purpose.INVITATION, used=None, voided=None)
    return unused.order_by("-created").first()


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

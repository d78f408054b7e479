"""Who may manage people. Administrators do, and only they; none of it opens a case (casework/rules.py)."""

from django.db import transaction

from reencuentro.audit import log

from .errors import LastAdministrator, NotAllowed, RoleDoesNotFit
from .models import Membership, Organisation, User
from .roles import ROLES_OF, Role

# Whoever has a shell on the server: sets up the first Administrator, and builds the demo world.
OPERATOR = "operator"
Actor = User | str

ADMINISTRATOR_ACTS = frozenset(
    {
        "create_organisation",
        "change_organisation",
        "invite",
        "change_role",
        "end_membership",
        "renew_password_link",
        "reset_second_factor",
        "end_sessions",
        "read_people",
        "read_ledger",
        "sign_checkpoint",
    }
)
# What everybody does with their own account and nobody with another's.
OWN_ACTS = frozenset(
    {
        "change_profile",
        "change_password",
        "change_email",
        "end_own_session",
        "change_defender_profile",
        "accept_agreement",
    }
)
# Nobody lifts, or quietly removes, themselves.
NEVER_ON_ONESELF = frozenset({"change_role", "end_membership", "reset_second_factor"})


def may(by: Actor, act: str, about: object = None) -> bool:
    if by == OPERATOR:
        return act in ADMINISTRATOR_ACTS
    if not isinstance(by, User) or not by.is_active:
        return False
    if act in OWN_ACTS:
        return by == about
    if act == "correct_defender_profile":  # hours and languages; what they take and refuse is theirs alone
        return by.is_coordinator
    return act in ADMINISTRATOR_ACTS and by.is_administrator and not (act in NEVER_ON_ONESELF and by == about)


def require(by: Actor, act: str, about: object = None) -> None:
    """Raises NotAllowed. The caller's transaction is lost with it, so a refusal is recorded by `refusal`."""
    if not may(by, act, about):
        raise NotAllowed(act)


def record_refusal(by: Actor, refused: NotAllowed) -> None:
    """Writes the refusal to the ledger, in a transaction of its own: to be called where it is caught."""
    with transaction.atomic():
        log.record("refused", by=by, about="accounts", act=refused.act)


def require_role_fits(organisation: Organisation, role: Role) -> None:
    if role not in ROLES_OF[organisation.kind]:
        raise RoleDoesNotFit


def require_another_administrator(than: User) -> None:
    """Raises LastAdministrator. Locks the Administrators' memberships, so that two cannot leave at once."""
    administrators = Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR, ended=None)
    active = set(administrators.filter(user__is_active=True).values_list("user_id", flat=True))
    if than.pk in active and active == {than.pk}:
        raise LastAdministrator

"""Who may do what in the network: one readable table. Unknown acts are refused; acts on a case ask casework.rules."""

from reencuentro.accounts.models import User
from reencuentro.accounts.roles import Role
from reencuentro.casework.errors import NotAllowed

PERMISSIONS: dict[str, tuple[Role, ...]] = {
    "read_network": (Role.COORDINATOR,),
    "correct_defender": (Role.COORDINATOR,),
    "keep_trainings": (Role.COORDINATOR,),
    "review_applications": (Role.COORDINATOR,),
    "invite_applicants": (Role.ADMINISTRATOR,),  # the second of the two people: no one has both roles
    "propose": (Role.COORDINATOR,),
    "read_desk": (Role.COORDINATOR,),
    "try_weights": (Role.COORDINATOR, Role.ADMINISTRATOR),
    "change_weights": (Role.ADMINISTRATOR,),
}


def may(user: User, act: str) -> bool:
    return user.role in PERMISSIONS[act]


def require(user: User, act: str) -> None:
    """Raises NotAllowed. An unknown act is a KeyError: closed unless named."""
    if not (user.is_active and may(user, act)):
        raise NotAllowed(act)

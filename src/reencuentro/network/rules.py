"""Who may do what in the network. Acts on one case ask `casework.rules` as well."""

from reencuentro.accounts.models import User
from reencuentro.casework.errors import NotAllowed

# act -> roles
PERMISSIONS = {
    "propose": frozenset({"coordinator"}),
    "read_desk": frozenset({"coordinator"}),
    "try_weights": frozenset({"coordinator", "administrator"}),
    "change_weights": frozenset({"administrator"}),
}


def may(user: User, act: str) -> bool:
    return user.is_active and user.role in PERMISSIONS[act]


def require(user: User, act: str) -> None:
    """Raises NotAllowed. An unknown act is a KeyError: closed unless named."""
    if not may(user, act):
        raise NotAllowed(act)

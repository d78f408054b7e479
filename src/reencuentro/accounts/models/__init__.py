from reencuentro.accounts.roles import OrganisationKind, Role

from .defender import DefenderProfile
from .kept import KeptForm
from .link import Link
from .organisation import Membership, Organisation
from .session import Session
from .user import User

__all__ = [
    "DefenderProfile",
    "KeptForm",
    "Link",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "Session",
    "User",
]

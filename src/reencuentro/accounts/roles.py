"""Who somebody is in the initiative. One role per person: nobody can be Administrator and read cases."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADVOCATE = "advocate", _("Advocate")
    COORDINATOR = "coordinator", _("Coordinator")
    DEFENDER = "defender", _("Defender")
    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Editor")


class OrganisationKind(models.TextChoices):
    INITIATIVE = "initiative", _("The initiative")
    PARTNER = "partner", _("Partner organisation in the United States")
    DEFENDER = "defender", _("Defender organisation abroad")


# Which roles an organisation of each kind can have. A partner's lawyer must never become a coordinator by a slip of
# the mouse: coordinators see every case.
ROLES_OF: dict[str, tuple[Role, ...]] = {
    OrganisationKind.INITIATIVE: (Role.COORDINATOR, Role.ADMINISTRATOR, Role.EDITOR),
    OrganisationKind.PARTNER: (Role.ADVOCATE,),
    OrganisationKind.DEFENDER: (Role.DEFENDER,),
}

# Everybody: whoever is not near children's cases can publish in the initiative's name.
NEEDS_SECOND_FACTOR = frozenset(Role)

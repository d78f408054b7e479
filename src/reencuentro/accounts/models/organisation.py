from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.roles import OrganisationKind, Role
from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel


class Organisation(SealedModel):
    """The initiative, a partner in the United States, or an organisation of Defenders abroad."""

    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind.choices)
    name = SealedTextField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2)  # ISO 3166-1 alpha-2
    active = models.BooleanField(_("active"), default=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["kind", "country", "created"]

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"organisation:{self.pk}"


class Membership(models.Model):
    """What a person is, where, and since when. Ended rows stay: they say who could see what at the time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role.choices)
    since = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended=None), name="one_open_membership_per_person"
            ),
        ]
        indexes = [models.Index(fields=["role", "ended"], name="membership_by_role")]

    def __str__(self) -> str:
        return f"{self.role} of organisation:{self.organisation_id}"

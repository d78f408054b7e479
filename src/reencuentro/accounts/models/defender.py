from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from reencuentro.vault.fields import SealedJSONField, SealedTextField
from reencuentro.vault.models import SealedModel


class DefenderProfile(SealedModel):
    """What a Defender can do, where and when; the matching reads it. Sealed in the Defender's own box.

    Territory, languages and gender together can point at one person in a small country, so they are sealed like a
    name; only what a list must filter by (country, paused) stands in clear.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="defender_profile"
    )
    country = models.CharField(_("country"), max_length=2)  # ISO 3166-1 alpha-2
    departments = SealedJSONField(
        _("departments"), default=dict, blank=True
    )  # {department code: hours of travel}
    languages = SealedJSONField(
        _("languages"), default=dict, blank=True
    )  # {ISO 639-3 code: level 1-3, 3 = fluent}
    expertise = SealedJSONField(_("expertise"), default=dict, blank=True)  # {service or document code: 0-3}
    absences = SealedJSONField(
        _("absences"), default=list, blank=True
    )  # [[first day, last day], …] as ISO dates
    woman = SealedJSONField(_("woman"), default=None, null=True, blank=True)  # True, False or None (not said)
    willing = SealedJSONField(_("willing to take"), default=list, blank=True)  # safety categories
    fee_notes = SealedTextField(_("notes on fees"), max_length=2000, blank=True)
    weekly_capacity = models.PositiveSmallIntegerField(
        _("requests a week"), default=2, validators=[MaxValueValidator(40)]
    )
    paused = models.BooleanField(_("paused"), default=False)
    updated = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"defender profile of user:{self.user_id}"

    def is_away(self, today: date) -> bool:
        return any(first <= today.isoformat() <= last for first, last in self.absences)

"""Why somebody is not asked: the answers that Defenders gave, and blocks that nobody sees who need not."""

from datetime import datetime

from django.conf import settings
from django.db import models

from reencuentro.casework.states import DECLINE_REASONS
from reencuentro.vault import blind
from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel

from .work import Offer

STANDING = models.Q(lifted=False)


class Answer(SealedModel):
    """Why a Defender did not accept an offer. Sealed in the Defender's own box: it is theirs, not the case's.

    Nobody else reads it; only blocks, the Defender's rate of acceptance and suppressed counts are made from it.
    Every declined offer has one, so that the row itself says nothing.
    """

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="answer")
    reason = SealedTextField()
    note = SealedTextField(blank=True)

    @property
    def words(self) -> str:
        return str(DECLINE_REASONS[self.reason])


class Conflict(SealedModel):
    """One Defender, or every Defender of one organisation, must not be asked for one case. Sealed in their box.

    The database tells neither which case (`about` is a keyed index of its code) nor who said so (`told_by`), and not
    when: a time would lie beside that of an offer. `by`, `at` (ISO) and `reason` are read only by who recorded it.
    """

    defender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    about = models.CharField(max_length=64, db_index=True)
    told_by = models.CharField(max_length=64, db_index=True)
    code = SealedTextField()
    reason = SealedTextField(blank=True)
    at = SealedTextField()
    lifted = models.BooleanField(default=False)
    lifted_at = SealedTextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(defender=None, organisation__isnull=False)
                | models.Q(defender__isnull=False, organisation=None),
                name="conflict_of_one_or_all",
            ),
            models.UniqueConstraint(
                fields=["about", "told_by", "defender"],
                condition=STANDING,
                name="one_standing_conflict_of_one",
            ),
            models.UniqueConstraint(
                fields=["about", "told_by", "organisation"],
                condition=STANDING,
                name="one_standing_conflict_of_all",
            ),
        ]

    @staticmethod
    def index_of_case(code: str) -> str:
        """Where a case stands in `about`. A code that no case has gives an index all the same."""
        return blind.index("conflict_about", code.strip().upper())

    @staticmethod
    def index_of_teller(user: models.Model) -> str:
        return blind.index("conflict_told_by", str(user.pk))

    @property
    def said_at(self) -> datetime:
        return datetime.fromisoformat(self.at)

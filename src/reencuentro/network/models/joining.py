"""Somebody who wants to join, until they have or the data is erased."""

from django.conf import settings
from django.db import models

from reencuentro.casework.models.base import Living, SentOnce, Versioned
from reencuentro.network.states import APPLICATION, LETTER
from reencuentro.vault.fields import SealedJSONField, SealedTextField
from reencuentro.vault.models import SealedModel


class Application(Living, SentOnce, Versioned, SealedModel):
    """What an applicant has written, and what was decided. Sealed in a box of its own, so that it can be erased alone.

    In clear stands only what a list must filter by: the state, the country and days.
    """

    life = APPLICATION

    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)  # in which we answer
    applied_at = models.DateTimeField()
    answer_by = models.DateField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    references_checked_on = models.DateField(null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="applications"
    )  # once invited
    ended_at = models.DateTimeField(null=True, blank=True)  # joined, declined or withdrawn
    letter = models.CharField(max_length=8, blank=True, choices=[(k, w.en) for k, w in LETTER.items()])
    letter_tries = models.PositiveSmallIntegerField(default=0)
    letter_claimed = models.DateTimeField(null=True)

    full_name = SealedTextField(max_length=200)
    email = SealedTextField(max_length=254)
    phone = SealedTextField(max_length=40, blank=True)
    organisation = SealedTextField(max_length=200, blank=True)
    # {"base": place, "departments": [code], "languages": as in the profile, "does": [service or document],
    #  "credential", "references": [text, text], "why", "heard"}
    answers = SealedJSONField(default=dict)
    notes = SealedTextField(max_length=4000, blank=True)
    reason = SealedTextField(max_length=2000, blank=True)  # of the decision; never mailed

    class Meta:
        ordering = ["-applied_at"]
        indexes = [models.Index(fields=["state", "-applied_at"], name="application_by_state")]

    @property
    def ledger_ref(self) -> str:
        return f"application:{self.pk}"

    @property
    def is_erased(self) -> bool:
        return self.state == "erased"

    @property
    def letter_words(self) -> str:
        return str(LETTER[self.letter])

"""Whom we look for, on whose behalf, with what consent, and what was tried."""

from django.conf import settings
from django.db import models

from reencuentro.casework.models.base import CaseRecord, Living, SentOnce, Versioned
from reencuentro.tracing.states import OUTCOMES_TRIED, PLACES_TRIED, SOUGHT, TRACING
from reencuentro.vault.fields import SealedTextField


class TracingRequest(Living, Versioned, SentOnce, CaseRecord):
    """A search on behalf of the child of `case`. It goes on by itself until it is closed.

    person     whom we look for, a person of the same case with everything that is known
    sought     this person, or brothers and sisters, or children (states.SOUGHT)
    consent    the recorded consent that it rests on; None = counsel's word in `without_consent`
    came_from  the request that a Defender find this person, from whose page the search was opened
    because    why the search is needed; every search of it goes to the ledger with the request's id, never with content
    do_not_tell  whom nobody may ask or tell; shown beside every lead
    searched_at  when it was last searched in full
    """

    life = TRACING

    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="tracing_requests")
    sought = models.CharField(max_length=10, choices=[(k, w.en) for k, w in SOUGHT.items()], default="person")
    consent = models.ForeignKey(
        "casework.Consent", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    without_consent = SealedTextField(blank=True)
    came_from = models.ForeignKey(
        "casework.Request", on_delete=models.PROTECT, null=True, blank=True, related_name="searches"
    )
    because = SealedTextField()
    do_not_tell = SealedTextField(blank=True)
    release_depends = models.BooleanField(default=True)
    standing = models.BooleanField(default=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    searched_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = SealedTextField(blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "sought"],
                condition=~models.Q(state="closed"),
                name="one_living_search_a_person",
            )
        ]


class Attempt(SentOnce, CaseRecord):
    """What was tried outside the index: where, when, with what outcome, in the words of who tried it.

    finding  what counsel must decide, made when the person was reached
    """

    request = models.ForeignKey(TracingRequest, on_delete=models.PROTECT, related_name="attempts")
    where = models.CharField(max_length=15, choices=[(k, w.en) for k, w in PLACES_TRIED.items()])
    outcome = models.CharField(max_length=15, choices=[(k, w.en) for k, w in OUTCOMES_TRIED.items()])
    on = models.DateField()
    said = SealedTextField(blank=True)
    finding = models.OneToOneField(
        "casework.Finding", on_delete=models.PROTECT, null=True, blank=True, related_name="attempt"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "at"]

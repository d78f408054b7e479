"""A record that may be who is looked for, what people judged, and who may see more than the least."""

from django.conf import settings
from django.db import models

from reencuentro.casework.models.base import CaseRecord, Living, SentOnce
from reencuentro.tracing.states import JUDGEMENTS, KNOWLEDGE, LEAD, ORIGINS, SOUGHT
from reencuentro.vault.fields import SealedJSONField, SealedTextField

from .request import TracingRequest


class Lead(Living, CaseRecord):
    """Two persons of two cases who may be one, or brother and sister. Sealed with the key of the side that asked.

    request  the search that it answers; None for one noticed at the door
    person   the person on this side; `found` the person of the other case
    seen_at  when the facts that it rests on were first compared; older judgements are of other facts
    finding  what counsel must decide, made when somebody says "the same"
    """

    life = LEAD

    request = models.ForeignKey(
        TracingRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="leads"
    )
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="leads_out")
    found = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="leads_in")
    sought = models.CharField(max_length=10, choices=[(k, w.en) for k, w in SOUGHT.items()])
    origin = models.CharField(max_length=10, choices=[(k, w.en) for k, w in ORIGINS.items()])
    seen_at = models.DateTimeField()
    finding = models.OneToOneField(
        "casework.Finding", on_delete=models.PROTECT, null=True, blank=True, related_name="lead"
    )

    class Meta:
        ordering = ["-seen_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "found", "sought"], name="one_lead_a_pair"),
        ]


class LeadEvidence(CaseRecord):
    """How far the two sides of a lead agree. A row of the other case, sealed with its key: it goes when that case does.

    probability  0 to 1, as the engine gave it
    fields       [[field, code, weight], ...] of engines.tracing.types.Evidence
    facts        hash of what was compared on both sides: a rejected lead comes back only when it changes. Sealed, as
                 whoever knew all but a little of somebody could try the rest.
    """

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="kept")
    probability = SealedTextField()
    fields = SealedJSONField(default=list)
    facts = SealedTextField()


class Judgement(SentOnce, CaseRecord):
    """What one person says about a lead, and why. Never changed; the newest of each person counts."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=[(k, w.en) for k, w in JUDGEMENTS.items()])
    because = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class NeedToKnow(Living, SentOnce, CaseRecord):
    """Somebody must see who the other record is to judge a lead. A second person grants it, until it expires.

    Nothing happens when it expires: every look compares `expires_at` with the time. `looked_at` is the first look.
    """

    life = KNOWLEDGE

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="grants")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = SealedTextField()
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = SealedTextField(blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "asked_by"],
                condition=models.Q(state__in=["asked", "granted"]),
                name="one_living_grant_a_person",
            )
        ]

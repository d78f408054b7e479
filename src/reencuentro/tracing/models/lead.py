"""A record that may be who is looked for, what people judged, and who may see more than the least."""

from uuid import UUID

from django.conf import settings
from django.db import models

from reencuentro.casework.models.base import CaseRecord, Living, SentOnce
from reencuentro.tracing.states import JUDGEMENTS, KNOWLEDGE, LEAD, ORIGINS, SOUGHT

from .both import JSONOfBoth, TextOfBoth
from .request import TracingRequest


class Lead(Living, CaseRecord):
    """Two persons of two cases who may be one, or brother and sister. What is said of both is sealed with both keys.

    request  the search that it answers; None for one noticed at the door
    person   the person on this side; `found` the person of the other case
    seen_at  when the facts that it rests on were first compared; older judgements are of other facts
    finding  what counsel must decide, made when somebody says "the same"; `finding_there`: counsel of the other case
    hidden   the person found may not be traced (casework.Person.do_not_trace): nobody sees this lead
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
    finding_there = models.OneToOneField(
        "casework.Finding", on_delete=models.PROTECT, null=True, blank=True, related_name="lead_there"
    )
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["-seen_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "found", "sought"], name="one_lead_a_pair"),
        ]


class LeadEvidence(CaseRecord):
    """How far the two sides of a lead agree. A row of the other case, sealed with both keys.

    It goes with either case: what two persons have in common tells of one of them as long as the other is known.

    probability  0 to 1, as the engine gave it
    fields       [[field, code, weight], ...] of engines.tracing.types.Evidence
    facts        hash of what was compared on both sides: a rejected lead comes back only when it changes. Sealed, as
                 whoever knew all but a little of somebody could try the rest.
    """

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="kept")
    probability = TextOfBoth()
    fields = JSONOfBoth(default=list)
    facts = TextOfBoth()

    @property
    def other_box_id(self) -> UUID:
        return self.lead.box_id


class Judgement(SentOnce, CaseRecord):
    """What one person says about a lead, and why. Never changed; the newest of each person counts.

    Who has seen both sides may write of both: the reason goes with either case.
    """

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=[(k, w.en) for k, w in JUDGEMENTS.items()])
    because = TextOfBoth()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def other_box_id(self) -> UUID:
        return self.lead.found.box_id


class NeedToKnow(Living, SentOnce, CaseRecord):
    """Somebody must see who the other record is to judge a lead. A second person grants it, until it expires.

    Nothing happens when it expires: every look compares `expires_at` with the time. `looked_at` is the first look.
    """

    life = KNOWLEDGE

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="grants")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = TextOfBoth()
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = TextOfBoth(blank=True)
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

    @property
    def other_box_id(self) -> UUID:
        return self.lead.found.box_id

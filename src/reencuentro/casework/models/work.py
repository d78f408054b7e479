"""From the offer to the delivery: what passes between the initiative and a Defender."""

from django.conf import settings
from django.db import models

from reencuentro.casework.states import ASSIGNMENT, DELIVERY, FEE, OFFER, RESULTS, STEPS
from reencuentro.vault.fields import SealedJSONField, SealedTextField

from .base import CaseRecord, Living, SentOnce, Versioned


class Offer(Living, SentOnce, CaseRecord):
    """One request offered to one Defender, with the ranking that the coordinator saw (ids, scores, terms; no names).

    The ranking is sealed: its figures before and after a "no" tell whether that one counts.
    `estimated_hours`: hours of work, travel there and back included. Why a Defender said no stands in `Answer`.
    """

    life = OFFER

    request = models.ForeignKey("casework.Request", on_delete=models.PROTECT, related_name="offers")
    defender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    because = SealedTextField(blank=True)
    ranking = SealedJSONField(default=None, blank=True, null=True)
    estimated_hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    fee_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    fee_currency = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state="made"), name="one_open_offer_a_request"
            )
        ]


class Assignment(Living, Versioned, CaseRecord):
    """A Defender's work on one request, from acceptance to the checked delivery."""

    life = ASSIGNMENT

    request = models.ForeignKey("casework.Request", on_delete=models.PROTECT, related_name="assignments")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="assignment")
    defender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    started_at = models.DateTimeField()
    promised_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = SealedTextField(blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(state__in=["working", "delivered"]),
                name="one_living_assignment_a_request",
            )
        ]


class Step(SentOnce, CaseRecord):
    """What the Defender did, in their words."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=15, choices=[(k, w.en) for k, w in STEPS.items()])
    said = SealedTextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def words(self) -> str:
        return str(STEPS[self.kind])


class Fee(Living, SentOnce, CaseRecord):
    """A cost of the work. Below the request's ceiling it is approved at once; above, a coordinator decides."""

    life = FEE

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="fees")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    what = SealedTextField()
    receipt = models.ForeignKey(
        "vault.SealedFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_because = SealedTextField(blank=True)

    class Meta:
        ordering = ["created_at"]


class Delivery(Living, SentOnce, CaseRecord):
    """What the Defender hands over, and what the coordinator said of it."""

    life = DELIVERY

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="deliveries")
    result = models.CharField(max_length=15, choices=[(k, w.en) for k, w in RESULTS.items()])
    said = SealedTextField(blank=True)
    courier = SealedTextField(blank=True)
    submitted_at = models.DateTimeField()
    checked = SealedJSONField(default=dict, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_said = SealedTextField(blank=True)

    class Meta:
        ordering = ["submitted_at"]

    @property
    def result_words(self) -> str:
        return str(RESULTS[self.result])


class Document(SentOnce, CaseRecord):
    """A sealed paper of the case. `readable` holds what could be read of a damaged one: {"name": …, "year": …}.

    A document of a delivery stays with the initiative and the Defender until the delivery is accepted.
    """

    kind = models.CharField(max_length=40)
    file = models.ForeignKey("vault.SealedFile", on_delete=models.PROTECT, related_name="+")
    clean_copy = models.ForeignKey(
        "vault.SealedFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    person = models.ForeignKey(
        "casework.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = SealedTextField(blank=True)
    readable = SealedJSONField(default=dict, blank=True)
    damaged = models.BooleanField(default=False)
    issued_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]


class DraftPaper(SentOnce, CaseRecord):
    """A page that a Defender has sent but not yet delivered. Only that Defender knows of it.

    Each file travels by itself, so that a bad line loses one page and not the whole delivery. Delivering turns the
    drafts into documents; what is never delivered is swept. `notes` are codes of vault.intake.note_text.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="draft_papers")
    file = models.ForeignKey("vault.SealedFile", on_delete=models.PROTECT, related_name="+")
    clean_copy = models.ForeignKey("vault.SealedFile", on_delete=models.PROTECT, related_name="+")
    notes = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["created_at"]

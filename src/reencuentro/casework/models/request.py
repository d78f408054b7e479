"""A request for a document, information or an act abroad; what the Defender may know of it; and drafts of it."""

from django.conf import settings
from django.db import models

from reencuentro.casework.states import REQUEST, RESULTS, URGENCIES
from reencuentro.vault.fields import SealedJSONField, SealedTextField
from reencuentro.vault.models import SealedModel

from .base import CaseRecord, Living, SentOnce, Versioned


class Request(Living, Versioned, SentOnce, CaseRecord):
    """What an advocate asks for.

    answers         {search field key: text}: exactly what the registry of that country needs (reference.catalogue)
    never_tell      who must never learn of it; safe_hours, excluded_places in words; excluded_departments as codes
    languages       [{"code", "level": "required|preferred"}]: spoken by the people whom the Defender meets
    urgency         empty until triage: a coordinator sets it, not the sender
    safety          codes of the vocabulary `safety_categories`, set at triage: who will not take such work is not asked
    ceiling         costs up to this amount need no approval
    """

    life = REQUEST

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=50)
    document = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2)
    department = models.CharField(max_length=12, blank=True)
    municipality = SealedTextField(blank=True)
    subject = models.ForeignKey(
        "casework.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    obstacle = models.ForeignKey(
        "casework.Obstacle", on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    reader = models.CharField(max_length=20, blank=True)
    why = SealedTextField(blank=True)
    answers = SealedJSONField(default=dict, blank=True)
    tried = SealedTextField(blank=True)

    certified = models.BooleanField(default=False)
    original_needed = models.BooleanField(default=False)
    apostille = models.BooleanField(default=False)

    languages = models.JSONField(default=list, blank=True)
    needs_woman = models.BooleanField(default=False)
    excluded_departments = models.JSONField(default=list, blank=True)
    safety = models.JSONField(default=list, blank=True)
    never_tell = SealedTextField(blank=True)
    safe_hours = SealedTextField(blank=True)
    excluded_places = SealedTextField(blank=True)

    needed_by = models.DateField(null=True, blank=True)
    urgency = models.CharField(max_length=10, blank=True, choices=[(k, w.en) for k, w in URGENCIES.items()])
    urgency_because = SealedTextField(blank=True)
    ceiling = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    question = SealedTextField(blank=True)
    ended_because = SealedTextField(blank=True)
    result = models.CharField(max_length=15, blank=True, choices=[(k, w.en) for k, w in RESULTS.items()])

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_number_a_request")]
        # All that the inbox sorts and counts by, so that it reads no sealed column of rows it does not show.
        indexes = [
            models.Index(
                fields=["state", "urgency", "needed_by", "asked_at", "case", "id", "country"],
                name="request_by_clock",
            )
        ]

    @property
    def ref(self) -> str:
        """Case code and number, for people: R-7K3F2M/1."""
        return f"{self.case.code}/{self.number}"

    @property
    def settled(self) -> bool:
        """Nothing is waited for any more; a received one can still be objected to."""
        return self.state in ("received", "cannot_help", "withdrawn")

    @property
    def ledger_ref(self) -> str:
        return f"request:{self.pk}"

    def __str__(self) -> str:
        return self.ref


class Disclosure(CaseRecord):
    """What counsel released to the Defender about one person, item by item. The work sheet shows nothing else."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="disclosures")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="+")
    items = models.JSONField(default=list)
    excerpt = SealedTextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="one_disclosure_a_person")]


class Draft(SealedModel):
    """What somebody has typed into a long form and not yet sent; sealed with that person's own key."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=60, blank=True)
    data = SealedJSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "about"], name="one_draft_of_a_kind")]

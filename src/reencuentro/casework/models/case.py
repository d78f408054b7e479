"""The case of one child, who works on it, where the child is held, and which other cases it is tied to."""

from uuid import UUID

from django.conf import settings
from django.db import models

from reencuentro.casework.states import CASE, OUTCOMES, SPONSOR
from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel

from .base import CaseRecord, Living, SentOnce, Versioned


class Case(Living, Versioned, SentOnce, SealedModel):
    """One child's case. Its code is the only thing about it that may stand in a mail, a URL or a title.

    `custody_since` is the child's first day in ORR custody: it selects the rules that apply and counts the days.
    `narrative` is privileged: only the legal team reads it.
    """

    life = CASE

    code = models.CharField(max_length=12, unique=True)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="cases")
    country = models.CharField(max_length=2)
    custody_since = models.DateField(null=True, blank=True)
    exit_pathway = models.CharField(max_length=30, default="sponsor_release")
    medically_urgent = models.BooleanField(default=False)
    injunction_class = models.BooleanField(default=False)
    narrative = SealedTextField(blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(k, w.en) for k, w in OUTCOMES.items()])
    outcome_said = SealedTextField(blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    erasure_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    erasure_asked_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    # {user id: part}, left here by queries.visible.case_for so that rules need no further query
    part_of: dict[UUID, str]

    class Meta:
        ordering = ["-opened_at"]
        indexes = [
            models.Index(fields=["state", "-opened_at"]),
            models.Index(fields=["state", "erased_at", "custody_since"], name="case_by_custody"),
            # Lists of requests ask every row's case whether it is open: answered without reading the sealed columns.
            models.Index(fields=["id", "state", "erased_at"], name="case_is_open"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def ledger_ref(self) -> str:
        return f"case:{self.code}"

    @property
    def outcome_words(self) -> str:
        return str(OUTCOMES[self.outcome]) if self.outcome else ""


class CaseMember(CaseRecord):
    """Somebody who works on the case. This row, and no role by itself, opens a case to an advocate or coordinator."""

    class Part(models.TextChoices):
        COUNSEL = "counsel"
        LEGAL_TEAM = "legal_team"
        CHILD_ADVOCATE = "child_advocate"
        COORDINATOR = "coordinator"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_members")
    part = models.CharField(max_length=20, choices=Part.choices)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = SealedTextField(blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=models.Q(until=None), name="one_living_membership_a_case"
            )
        ]


class CaseLink(CaseRecord):
    """Two cases that belong together, such as a child's and her aunt's. Each side sees only the other's code."""

    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, default="family")
    because = SealedTextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="one_link_a_pair")]


class Placement(CaseRecord):
    """Where the child is held, since when. The facility is sealed and shown only on request."""

    facility = SealedTextField()
    place = SealedTextField(blank=True)
    contact = SealedTextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["since"]


class Sponsor(Living, Versioned, SentOnce, CaseRecord):
    """Who asks to receive the child. There is no field for immigration status, and there never will be one."""

    life = SPONSOR

    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=2)
    relationship = models.CharField(max_length=40)
    address = SealedTextField(blank=True)
    contact = SealedTextField(blank=True)
    note = SealedTextField(blank=True)

    class Meta:
        ordering = ["created_at"]

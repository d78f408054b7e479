"""The day's proposal: for every request that waits, whom to ask, and what the coordinators made of it."""

from django.conf import settings
from django.db import models

from reencuentro.casework.models.base import CaseRecord, Living, SentOnce
from reencuentro.network.desk_states import LINE, PROPOSAL
from reencuentro.vault.fields import SealedJSONField, SealedTextField
from reencuentro.vault.models import SealedModel


class Proposal(Living, SentOnce, SealedModel):
    """One run of the matching engine over all requests that waited, in a box of its own.

    inputs      what the engine was given besides the requests: Defenders as values, weights, turnaround, the moment.
                The requests' own values stand in the lines, each in the box of its case: whoever erases a case erases
                its part of every proposal.
    *_hash      SHA-256 of all inputs and of the suggestions; with policy version and seed also in the ledger
    """

    life = PROPOSAL

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    inputs = SealedJSONField(default=dict, blank=True)
    inputs_hash = models.CharField(max_length=64, blank=True)
    output_hash = models.CharField(max_length=64, blank=True)
    policy_version = models.CharField(max_length=40, blank=True)
    seed = models.PositiveBigIntegerField(default=0)
    requests = models.PositiveIntegerField(default=0)
    defenders = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at"]

    @property
    def ledger_ref(self) -> str:
        return f"proposal:{self.pk}"


class ProposalLine(Living, CaseRecord):
    """What the proposal says about one request, and what became of it.

    defender    whom the engine chose; empty = nobody
    alarm       code of the worst alarm that the engine raised; empty = none
    inputs      the request as the engine saw it, with its wishes and what was expected of each Defender
    suggestion  what the engine answered, for the page that explains it; never who is not eligible
    looked_at   when a coordinator first opened the reasons
    asked       who was asked in the end
    """

    life = LINE

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="lines")
    request = models.ForeignKey("casework.Request", on_delete=models.PROTECT, related_name="proposal_lines")
    place = models.PositiveIntegerField()
    defender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alarm = models.CharField(max_length=30, blank=True)
    near_tie = models.BooleanField(default=False)
    inputs = SealedJSONField(default=dict)
    suggestion = SealedJSONField(default=dict)
    looked_at = models.DateTimeField(null=True, blank=True)
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposal", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(state__in=["open", "set_aside"]),
                name="one_open_line_a_request",
            )
        ]
        indexes = [
            models.Index(fields=["proposal", "state", "place"], name="line_by_place"),
            models.Index(fields=["state", "at"], name="line_by_decision"),
        ]


class Wish(SentOnce, CaseRecord):
    """A coordinator says of one request: ask this Defender, or do not ask this one. Kept by every later proposal.

    Anybody of the country can be wished for. Whether a wish can be kept is never explained.
    """

    class Kind(models.TextChoices):
        PIN = "pin"
        BAN = "ban"

    request = models.ForeignKey("casework.Request", on_delete=models.PROTECT, related_name="wishes")
    defender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    because = SealedTextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "defender", "kind"],
                condition=models.Q(ended_at=None),
                name="one_living_wish_of_a_kind",
            )
        ]

"""Whose data may go to whom and why; and counsel's decision on what was found."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models

from reencuentro.casework.states import AUDIENCES, CONSENT, FINDING, OTHER_COUNSEL, Words
from reencuentro.vault.fields import SealedTextField

from .base import CaseRecord, Living, SentOnce


class Consent(Living, SentOnce, CaseRecord):
    """A recorded consent to share: whose data, to whom, for what, until when, in which language it was explained.

    A child of 14 or more signs; a younger child's assent is noted (reference: shared/domain us-release 2.4).
    """

    life = CONSENT

    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="+")
    recipients = models.CharField(max_length=30)
    data_classes = models.JSONField(default=list)
    country = models.CharField(max_length=2, blank=True)
    purpose = SealedTextField()
    language = models.CharField(max_length=3)
    interpreter = SealedTextField(blank=True)
    signer = SealedTextField()
    signer_basis = models.CharField(max_length=20)
    assent = SealedTextField(blank=True)
    witness = SealedTextField(blank=True)
    given_on = models.DateField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = SealedTextField(blank=True)
    scan = models.ForeignKey(
        "vault.SealedFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-given_on"]


class Finding(Living, CaseRecord):
    """A fact that was found abroad and can be turned against the child, such as where a parent is.

    It goes to counsel first. Nobody else learns of it before counsel decided so, audience by audience.
    It came with a delivery of a request, or (both empty) from tracing.

    two_sided  it joins two cases: counsel of each has such a finding and decides what the other may see of their client
    """

    life = FINDING

    request = models.ForeignKey(
        "casework.Request", on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    delivery = models.ForeignKey(
        "casework.Delivery", on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, default="parent_located")
    two_sided = models.BooleanField(default=False)

    class Meta:
        ordering = ["created_at"]

    @property
    def audiences(self) -> Mapping[str, Words]:
        """Who may learn of it, each decided on its own."""
        return AUDIENCES | OTHER_COUNSEL if self.two_sided else AUDIENCES


class CounselDecision(CaseRecord):
    """Counsel's word on one finding and one audience. The newest row counts; the others remain as history."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="decisions")
    audience = models.CharField(
        max_length=20, choices=[(k, w.en) for k, w in (AUDIENCES | OTHER_COUNSEL).items()]
    )
    allowed = models.BooleanField()
    because = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

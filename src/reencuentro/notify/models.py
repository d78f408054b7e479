from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.vault.fields import SealedTextField
from reencuentro.vault.models import SealedModel

from .kinds import KINDS, Kind
from .states import State, Wish


class Notice(models.Model):
    """The wish to tell somebody something, and what became of it. No personal data: a case code and a path at most."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=32)
    case_code = models.CharField(max_length=16, blank=True)
    path = models.CharField(max_length=200, default="/")
    key = models.CharField(max_length=200, unique=True, null=True)
    link = models.ForeignKey("accounts.Link", on_delete=models.CASCADE, null=True, related_name="+")
    digest = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="gathered")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    claimed = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    trouble = models.SlugField(max_length=40, blank=True)  # why it failed: a code, never the server's words
    created = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created"]
        indexes = [
            models.Index(fields=["state", "next_try"], name="notice_to_send"),
            models.Index(fields=["to", "read"], name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"notice:{self.pk}"

    @property
    def what(self) -> Kind:
        return KINDS[self.kind]

    def sentence(self, language: str) -> str:
        return self.what.sentence.label(language).format(code=self.case_code)


class Letter(SealedModel):
    """What somebody outside has written to one of our mailboxes (post.py). All of it is sealed until it has left."""

    to = SealedTextField(max_length=254)
    subject = SealedTextField(max_length=200)
    body = SealedTextField(max_length=10_000)
    reply_to = SealedTextField(max_length=254, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    claimed = models.DateTimeField(null=True)
    trouble = models.SlugField(max_length=40, blank=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try"], name="letter_to_send")]


class Preference(models.Model):
    """How one reader wants to be told. Without a row: urgent things at once, the rest once a day at seven."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference"
    )
    urgent = models.CharField(_("urgent notices"), max_length=8, choices=Wish.choices, default=Wish.AT_ONCE)
    other = models.CharField(_("all other notices"), max_length=8, choices=Wish.choices, default=Wish.DIGEST)
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the daily summary"), default=7, validators=[MaxValueValidator(23)]
    )

    def __str__(self) -> str:
        return f"preference of user:{self.user_id}"

    def wish_for(self, kind: Kind) -> str:
        if kind.always:
            return Wish.AT_ONCE
        return self.urgent if kind.urgent else self.other


def preference_of(user: User) -> Preference:
    """The reader's preference, or an unsaved one with the defaults."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)

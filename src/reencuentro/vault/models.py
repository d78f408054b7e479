"""Boxes, the base of every sealed row, and sealed files. Keys are never in these tables."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import SealedField, SealedTextField


class Box(models.Model):
    """What one data key encrypts: a case, a person's profile, an organisation. Its key lies in KEYS_DIR."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.SlugField(_("kind"), max_length=32)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, editable=False)
    destroyed_by = models.CharField(_("destroyed by"), max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("box")
        verbose_name_plural = _("boxes")

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"box:{self.pk}"


class SealedModel(models.Model):
    """The base of every row with sealed columns. `box` is set once; a row never changes its box."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    box = models.ForeignKey(Box, models.PROTECT, related_name="+", verbose_name=_("box"), editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label_lower}:{self.pk}"

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Any = None,
        from_queryset: Any = None,
    ) -> None:
        """As Django's, but sealed columns come as ciphertext: refreshing opens nothing."""
        sealed = [f.attname for f in self._meta.concrete_fields if isinstance(f, SealedField)]
        rows = (from_queryset if from_queryset is not None else type(self)._base_manager.using(using)).all()
        wanted = sealed if fields is None else [name for name in sealed if name in fields]
        rest = None if fields is None else [name for name in fields if name not in sealed]
        if rest is None or rest:
            super().refresh_from_db(using, rest, rows.defer(*sealed))
        if wanted:
            for name, value in rows.values(*wanted).get(pk=self.pk).items():
                setattr(self, name, value)


class SealedFile(SealedModel):
    """A file whose content lies as ciphertext in FILES_DIR. Made by `files.store`, never by hand."""

    name = SealedTextField(_("file name"), max_length=255)
    sha256 = SealedTextField(_("checksum"), max_length=64)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    client_id = models.UUIDField(_("id given by the sender's device"), null=True, blank=True)
    clean_copy_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clean_copies",
        verbose_name=_("clean copy of"),
    )
    created_at = models.DateTimeField(_("stored"), auto_now_add=True)

    class Meta:
        verbose_name = _("sealed file")
        verbose_name_plural = _("sealed files")
        constraints = [
            models.UniqueConstraint(
                fields=["box", "client_id"],
                condition=models.Q(client_id__isnull=False),
                name="one_file_per_client_id",
            )
        ]

    @property
    def ledger_ref(self) -> str:
        return f"file:{self.pk}"

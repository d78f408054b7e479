from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to

from reencuentro.public.site import storage


class Picture(AbstractImage):
    """A picture of the public site. What it shows is said in both languages, for those who do not see it."""

    file = WagtailImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        storage=storage.public,
        width_field="width",
        height_field="height",
    )
    alt_en = models.CharField(_("what it shows, in English"), max_length=250)
    alt_es = models.CharField(_("what it shows, in Spanish"), max_length=250)
    credit = models.CharField(_("whose picture it is"), max_length=200, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "alt_en",
        "alt_es",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    @property
    def default_alt_text(self) -> str:
        """In the language of the page."""
        return self.alt_es if (get_language() or "").startswith("es") else self.alt_en


class PictureRendition(AbstractRendition):
    """One size of a picture, as pages show it. Only these are served; the picture itself is not."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Download(AbstractDocument):
    """A document that visitors can take along."""

    file = models.FileField(_("file"), upload_to="documents", storage=storage.public)

    admin_form_fields = ("title", "file", "collection", "tags")

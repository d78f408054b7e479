from typing import Any

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from . import papers, pictures

DAMAGED = _("This picture is damaged and cannot be opened.")


class PictureField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except OSError:  # the file ends too early; Wagtail's own would answer with an error page
            raise ValidationError(DAMAGED) from None


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture. What is kept is drawn anew (pictures.py); the original is never written down."""

    file = PictureField(label=_("file"), widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            return pictures.clean(file)
        except (OSError, ValueError, SyntaxError):
            raise ValidationError(DAMAGED) from None


class DownloadForm(BaseDocumentForm):
    """Wagtail's form of a document to download."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not str(file.name).lower().endswith(".pdf"):
            return file
        try:
            return papers.clean_pdf(file)
        except pikepdf.PdfError:
            raise ValidationError(_("This PDF cannot be opened, or asks for a password.")) from None

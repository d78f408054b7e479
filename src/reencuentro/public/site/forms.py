from typing import Any

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from . import papers, pictures


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture. What is kept is drawn anew (pictures.py); the original is never written down."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            return pictures.clean(file)
        except (OSError, ValueError, SyntaxError):
            raise ValidationError(_("This picture is damaged and cannot be opened.")) from None


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

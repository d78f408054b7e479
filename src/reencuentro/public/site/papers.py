"""Documents on their way to the public site: a PDF loses what it tells of its author and its making."""

import io
from typing import BinaryIO, cast

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile


def clean_pdf(upload: UploadedFile) -> ContentFile[bytes]:
    """A copy without author, program, dates, scripts and attachments. Raises pikepdf.PdfError for what is no PDF."""
    upload.seek(0)
    out = io.BytesIO()
    with pikepdf.open(cast(BinaryIO, upload)) as paper:
        del paper.docinfo
        for name in ("/Metadata", "/OpenAction", "/AA", "/AF"):
            if name in paper.Root:
                del paper.Root[name]
        if "/Names" in paper.Root:
            for name in ("/JavaScript", "/EmbeddedFiles"):
                if name in paper.Root.Names:
                    del paper.Root.Names[name]
        paper.save(out)
    return ContentFile(out.getvalue(), name=upload.name)

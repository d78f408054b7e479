"""What the check of an upload answers, and the sentences for people."""

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "empty": _("This file is empty. Choose it again, or take the photo again."),
    "too_large": _("This file is too large. The most that can be sent is %(megabytes)s MB."),
    "no_room": _("There is no room left on our server. Nothing was saved; we have to free space first."),
    "not_allowed": _(
        "This kind of file cannot be accepted. Send a PDF or a photo (JPEG, PNG, HEIC or WebP)."
    ),
    "damaged": _("This file is damaged and cannot be opened. Send it again, or take the photo again."),
    "password": _("This PDF asks for a password. Send a copy that opens without one."),
    "no_pages": _("This PDF has no pages."),
    "too_many_pixels": _("This picture is too large to be opened safely. Send it at a lower resolution."),
    "too_complex": _("This PDF is too complex to be opened safely. Print it to a new PDF and send that."),
    "hidden_content": _(
        "Another file is hidden inside this one, so it cannot be accepted. Send a new scan or photo."
    ),
}
NOTES: dict[str, Promise] = {
    "small": _("The picture is small; the text may not be legible. Take it again from closer."),
    "dark": _("The picture is dark. Take it again with more light."),
    "blurry": _("The picture looks blurred. Hold the phone still and take it again."),
    "javascript": _("The PDF contains a script. Use the clean copy."),
    "launch": _("The PDF tries to start a program. Use the clean copy."),
    "embedded_files": _("Other files are attached inside the PDF. Use the clean copy."),
    "restricted": _("The PDF restricts printing or copying; it can be read by everyone."),
    "repaired": _("The PDF is incomplete or damaged in places; look at every page."),
}


class Refused(Exception):
    """The upload is not accepted. `code` is for programs, `message` (lazy, translated) for the sender."""

    def __init__(self, code: str, **params: int) -> None:
        self.code, self.params = code, params
        super().__init__(code)

    @property
    def message(self) -> str:
        return str(SENTENCES[self.code]) % self.params


@dataclass(frozen=True)
class Checked:
    """`notes` are codes for `note_text`; width and height are pixels, 0 for a PDF."""

    media_type: str
    pages: int
    width: int
    height: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CleanCopy:
    stream: BinaryIO
    media_type: str


def note_text(code: str) -> str:
    return str(NOTES[code])

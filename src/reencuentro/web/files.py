"""Sending a sealed file: decrypted in passing, in whole or by byte range, never cached, with a neutral name."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from reencuentro.accounts.models import User
from reencuentro.vault import files, ranges
from reencuentro.vault.models import SealedFile

from .visit import Visit

ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "image/webp": "webp",
    "image/tiff": "tif",
}
# What a browser draws by itself without running anything. All else is only ever saved.
SHOWN_IN_PLACE = ("image/jpeg", "image/png", "image/webp", "application/pdf")


def send(
    request: Visit,
    user: User,
    file: SealedFile,
    *,
    name: str,
    why: str,
    about: object,
    in_place: bool = False,
) -> HttpResponseBase:
    """`name` without ending, and without anything that could identify a person. The opening is in the ledger."""
    reader = files.open_for(user, file, why=why, about=about)
    try:
        part = ranges.wanted(request.headers.get("Range", ""), reader.size)
    except ranges.NotSatisfiable:
        reader.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    answer = StreamingHttpResponse(ranges.stream(reader, part), content_type=file.media_type)
    answer["Content-Length"] = str(part.length if part else reader.size)
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Disposition"] = f'{_manner(file, in_place)}; filename="{name}.{_ending(file)}"'
    if part:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {part.first}-{part.last}/{reader.size}"
    return answer


def _manner(file: SealedFile, in_place: bool) -> str:
    return "inline" if in_place and file.media_type in SHOWN_IN_PLACE else "attachment"


def _ending(file: SealedFile) -> str:
    return ENDINGS.get(file.media_type, "bin")

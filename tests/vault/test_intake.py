"""What may come in: real PDFs and photos pass, everything that is or hides something else does not."""

import io
from functools import cache
from typing import Any

import pikepdf
import pytest
from django.utils import translation
from PIL import Image
from tests.vault import pictures

from reencuentro.vault import intake
from reencuentro.vault.intake import Checked, Refused
from reencuentro.vault.intake.verdict import NOTES, SENTENCES

HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def check(data: bytes, **options: Any) -> Checked:
    return intake.check(io.BytesIO(data), **options)


def refusal(data: bytes, **options: Any) -> str:
    with pytest.raises(Refused) as refused:
        check(data, **options)
    return refused.value.code


@cache
def jpeg(**options: Any) -> bytes:
    return pictures.encoded(pictures.page(), "JPEG", **options)


# --- what passes ---


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("HEIF", "image/heic")],
)
def test_photos_pass_with_their_size(kind: str, media_type: str) -> None:
    assert check(pictures.encoded(pictures.page(), kind)) == Checked(media_type, 1, 1240, 1754, ())


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"quality": 20}, {"quality": 100, "subsampling": 0}]
)
def test_jpegs_of_every_make_pass(options: dict[str, Any]) -> None:
    assert check(jpeg(**options)).notes == ()


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "LA", "I;16"])
def test_pngs_of_every_mode_pass(mode: str) -> None:
    image = pictures.page(700, 900).convert("L" if mode == "I;16" else mode)
    image = image.convert("I").convert("I;16") if mode == "I;16" else image
    assert check(pictures.encoded(image, "PNG")).media_type == "image/png"


def test_a_photo_with_exif_and_place_passes() -> None:
    assert check(pictures.photo_with_place()).width == 900


def test_a_motion_photo_passes() -> None:
    assert check(jpeg() + pictures.film()).media_type == "image/jpeg"


def test_a_photo_of_several_pictures_passes() -> None:
    pages = pictures.page(800, 900)
    both = pictures.encoded(pages, "MPO", save_all=True, append_images=[pages.resize((400, 450))])
    assert check(both).media_type == "image/jpeg"


@pytest.mark.parametrize("trailer", [b"\0" * 500, b"SEFH" + bytes(40) + b"SEFT", b"\r\n"])
def test_makers_trailers_and_padding_pass(trailer: bytes) -> None:
    assert check(jpeg() + trailer).media_type == "image/jpeg"


def test_a_pdf_passes_with_its_pages() -> None:
    assert check(pictures.pdf(3)) == Checked("application/pdf", 3, 0, 0, ())


@pytest.mark.parametrize("before", [b"\r\n", b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("behind", [b"\r\n\0\0\0", b"\x1b%-12345X@PJL EOJ\r\n", b""])
def test_pdfs_of_scanners_and_printers_pass(before: bytes, behind: bytes) -> None:
    assert check(before + pictures.pdf() + behind).pages == 2


def test_a_pdf_that_only_restricts_printing_passes_with_a_note() -> None:
    locked = pictures.pdf(encryption=pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions()))
    assert check(locked).notes == ("restricted",)


def test_the_name_and_the_claimed_type_count_for_nothing() -> None:
    upload = io.BytesIO(jpeg())
    upload.name = "acta.pdf"
    assert intake.check(upload).media_type == "image/jpeg"


def test_the_upload_is_at_its_beginning_afterwards() -> None:
    upload = io.BytesIO(jpeg())
    upload.read()
    intake.check(upload)
    assert upload.tell() == 0


# --- what does not ---


@pytest.mark.parametrize(
    "data",
    [
        HTML,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ" + bytes(100),
        b"GIF89a" + bytes(20),
        b"BM" + bytes(60),
        b"just text",
        b"\x00" * 100,
        b"\xff\xd8",
        b"\x00\x00\x00\x1cftypavif" + bytes(20),
        b"\x00\x00\x00\x1cftypmp42" + bytes(20),
        pictures.archive(),
        b"<html>%PDF-1.7",
    ],
)
def test_other_kinds_are_refused(data: bytes) -> None:
    assert refusal(data) == "not_allowed"


def test_a_kind_that_is_not_allowed_here_is_refused() -> None:
    assert check(pictures.pdf()).pages == 2
    assert refusal(pictures.pdf(), allowed=intake.IMAGES) == "not_allowed"


def test_empty_and_too_large_uploads_are_refused(settings: Any) -> None:
    assert refusal(b"") == "empty"
    settings.UPLOAD_LIMIT = 1000
    assert refusal(jpeg()) == "too_large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("keep", [0.5, 0.98])
def test_pictures_that_end_too_early_are_refused(kind: str, keep: float) -> None:
    whole = pictures.encoded(pictures.page(600, 800), kind)
    assert check(whole).pages == 1
    assert refusal(whole[: int(len(whole) * keep)]) == "damaged"


def test_a_png_with_garbage_inside_is_refused() -> None:
    whole = pictures.encoded(pictures.page(600, 800), "PNG")
    middle = len(whole) // 2
    assert refusal(whole[:middle] + bytes(400) + whole[middle + 400 :]) == "damaged"


@pytest.mark.parametrize(
    "start", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"\0\0\0\x18ftypheic"]
)
def test_signatures_without_a_picture_are_refused(start: bytes) -> None:
    assert refusal(start + b"\x01" * 60) == "damaged"


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_100, 8_100), (60_000, 60_000), (1, 2**31 - 1)])
def test_decompression_bombs_are_refused_before_they_are_decoded(size: tuple[int, int]) -> None:
    bomb = pictures.png_bomb(*size) if size[0] > 1 else pictures.png_bomb(100, 2**31 - 1)
    assert len(bomb) < 10_000
    assert refusal(bomb) == "too_many_pixels"


@pytest.mark.parametrize(
    "hidden",
    [
        pictures.archive(),
        b"\n" + HTML,
        b"MZ\x90\x00",
        b"\x7fELF",
        b"Rar!\x1a\x07",
        b"#!/bin/sh\n",
        pictures.pdf(),
        b"\0" * 5000 + b"<script src=x>",
        pictures.film(9000) + pictures.archive(),
        pictures.film(90) + pictures.archive() + b"behind it",
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_another_file_behind_a_photo_is_refused(kind: str, hidden: bytes) -> None:
    photo = pictures.encoded(pictures.page(600, 800), kind)
    assert check(photo).pages == 1
    assert refusal(photo + hidden) == "hidden_content"


@pytest.mark.parametrize(
    "comment", [b"<script>alert(1)</script>", b"%PDF-1.4 obj", b"<html >", b"<?php system"]
)
def test_another_file_in_front_of_a_photos_pixels_is_refused(comment: bytes) -> None:
    assert check(jpeg(comment=b"scanned at home")).pages == 1
    assert refusal(jpeg(comment=comment)) == "hidden_content"


def test_a_long_archive_behind_a_photo_is_refused() -> None:
    archive = pictures.long_archive()
    assert b"PK\x06\x07" in archive[-60:]
    assert refusal(jpeg() + pictures.film(90) + archive) == "hidden_content"


def test_the_mark_of_an_archive_by_chance_is_no_archive() -> None:
    assert check(jpeg() + pictures.film(90) + b"PK\x05\x06" + b"\x07" * 40).media_type == "image/jpeg"


def test_endless_segments_and_arrays_are_refused() -> None:
    many = b"\xff\xfe\x00\x03x" * 6000
    assert check(jpeg()[:2] + many[: 5 * 100] + jpeg()[2:]).pages == 1
    assert refusal(jpeg()[:2] + many + jpeg()[2:]) == "damaged"
    with pikepdf.open(io.BytesIO(pictures.pdf())) as document:
        document.Root.Long = pikepdf.Array([1] * 200_001)
        assert refusal(pictures.saved(document)) == "too_complex"


def test_a_photo_that_is_also_a_script_is_refused() -> None:
    segment = b"\xff\xe0/*" + bytes(0x2F2A - 2)
    assert refusal(b"\xff\xd8" + segment + jpeg()[2:]) == "hidden_content"


@pytest.mark.parametrize("hidden", [pictures.archive(), HTML, b"\r\n\r\n<script >", b"MZ\x90"])
def test_another_file_behind_a_pdf_is_refused(hidden: bytes) -> None:
    assert refusal(pictures.pdf() + hidden) == "hidden_content"


def test_a_pdf_that_is_also_a_page_is_refused() -> None:
    head, rest = pictures.pdf().split(b"\n", 1)
    assert refusal(head + b"\n%<html><script>alert(1)</script>\n" + rest) == "hidden_content"


def test_a_pdf_with_a_password_is_refused() -> None:
    assert refusal(pictures.pdf(encryption=pikepdf.Encryption(owner="o", user="u"))) == "password"


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing\n%%EOF", b"%PDF-"])
def test_a_pdf_without_content_is_refused(data: bytes) -> None:
    assert refusal(data) == "damaged"


def test_a_pdf_without_pages_is_refused() -> None:
    assert refusal(pictures.pdf(0)) == "no_pages"


def test_a_half_pdf_is_refused_or_marked() -> None:
    whole = pictures.pdf(3, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    try:
        assert "repaired" in check(whole[:-200]).notes
    except Refused as refused:
        assert refused.code in ("damaged", "no_pages")


# --- legibility and notes ---


@pytest.mark.parametrize(
    ("image", "notes"),
    [
        (pictures.page(), ()),
        (pictures.blurred(pictures.page()), ("blurry",)),
        (pictures.page(paper=45, ink=5), ("dark",)),
        (pictures.page(400, 560), ("small",)),
        (pictures.blurred(pictures.page(3000, 4000)), ("blurry",)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_legibility_is_a_hint(image: Image.Image, notes: tuple[str, ...], kind: str) -> None:
    assert check(pictures.encoded(image, kind)).notes == notes


def test_a_tiny_picture_does_not_break_the_measure() -> None:
    assert "small" in check(pictures.encoded(Image.new("RGB", (1, 1)), "PNG")).notes


def test_active_content_is_named() -> None:
    assert check(pictures.active_pdf()).notes == ("embedded_files", "javascript", "launch")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_code_has_a_sentence_in_both_languages(language: str) -> None:
    with translation.override(language):
        said = [Refused(code, megabytes=25).message for code in SENTENCES]
        said += [intake.note_text(code) for code in NOTES]
    assert all(sentence.endswith(".") and "%(" not in sentence for sentence in said)


# --- clean copies ---


@pytest.mark.parametrize(
    ("kind", "result"), [("JPEG", "image/jpeg"), ("HEIF", "image/jpeg"), ("PNG", "image/png")]
)
def test_a_clean_photo_tells_neither_place_nor_camera(kind: str, result: str) -> None:
    original = pictures.photo_with_place(kind)
    assert b"CANARY-GPS" in original
    assert b"CANARY-CAMERA" in original
    copy = intake.clean_copy(io.BytesIO(original))
    data = copy.stream.read()
    assert copy.media_type == result == check(data).media_type
    assert b"CANARY" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert dict(image.getexif()) == {}
        assert image.size == ((1200, 900) if kind != "HEIF" else image.size)


def test_a_clean_photo_has_nothing_behind_it() -> None:
    data = intake.clean_copy(io.BytesIO(jpeg() + pictures.film())).stream.read()
    assert b"ftyp" not in data
    assert check(data).notes == ()


def test_transparent_paper_becomes_white_not_black() -> None:
    image = Image.new("RGBA", (700, 700), (0, 0, 0, 0))
    data = intake.clean_copy(io.BytesIO(pictures.encoded(image, "WEBP", lossless=True))).stream.read()
    with Image.open(io.BytesIO(data)) as flat:
        assert flat.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1"])
def test_clean_pngs_look_the_same(mode: str) -> None:
    image = pictures.page(700, 900).convert(mode)
    data = intake.clean_copy(io.BytesIO(pictures.encoded(image, "PNG"))).stream.read()
    with Image.open(io.BytesIO(data)) as copy:
        assert copy.convert("RGB").tobytes() == image.convert("RGB").tobytes()


def test_a_clean_pdf_keeps_its_pages_and_loses_author_scripts_and_attachments() -> None:
    original = pictures.active_pdf()
    with pikepdf.open(io.BytesIO(original)) as document:
        assert "CANARY-AUTHOR" in str(document.docinfo["/Author"])
    copy = intake.clean_copy(io.BytesIO(original))
    data = copy.stream.read()
    assert check(data) == Checked("application/pdf", 2, 0, 0, ())
    with pikepdf.open(io.BytesIO(data)) as document:
        plain = pictures.saved(
            document, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    assert b"CANARY" not in plain
    assert b"/Annots" in plain


@pytest.mark.parametrize("filtered", ["name", "array"])
def test_photos_inside_a_clean_pdf_tell_no_place(filtered: str) -> None:
    photo = pictures.photo_with_place()
    original = pictures.pdf(photo=photo)
    if filtered == "array":
        with pikepdf.open(io.BytesIO(original)) as document:
            document.pages[0].Resources.XObject.Im0.Filter = pikepdf.Array([pikepdf.Name.DCTDecode])
            original = pictures.saved(document)
    assert b"CANARY-GPS" in original
    data = intake.clean_copy(io.BytesIO(original)).stream.read()
    assert b"CANARY" not in data
    with pikepdf.open(io.BytesIO(data)) as document:
        inside = document.pages[0].Resources.XObject.Im0
        with (
            Image.open(io.BytesIO(inside.read_raw_bytes())) as image,
            Image.open(io.BytesIO(photo)) as before,
        ):
            assert image.tobytes() == before.tobytes()


def test_a_clean_copy_of_a_bad_upload_is_refused() -> None:
    with pytest.raises(Refused):
        intake.clean_copy(io.BytesIO(HTML))

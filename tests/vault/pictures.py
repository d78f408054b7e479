"""Uploads of every kind, good and bad, built in memory."""

import io
import random
import struct
import zipfile
import zlib
from functools import cache
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw, ImageFilter, ImageFont

pillow_heif.register_heif_opener()
TEXT = "CERTIFICACION DE NACIMIENTO  folio 123  libro 45  "


@cache
def page(width: int = 1240, height: int = 1754, *, paper: int = 235, ink: int = 40) -> Image.Image:
    """A page of print, as a phone would see it on a table."""
    image = Image.new("RGB", (width, height), (paper, paper, paper))
    draw = ImageDraw.Draw(image)
    size = max(10, width // 50)
    font = ImageFont.load_default(size)
    for y in range(size, height - size, int(size * 1.6)):
        draw.text((size, y), TEXT * 3, fill=(ink, ink, ink), font=font)
    return image


def blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(image.width / 250))


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo_with_place(kind: str = "JPEG", **options: Any) -> bytes:
    """A photo that tells where it was taken (GPS), with which camera, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0110] = "CANARY-CAMERA"
    exif[0x0112] = 6  # turn by 90 degrees
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[29] = "N", (15.0, 19.0, 11.0), "CANARY-GPS"
    return encoded(page(900, 1200), kind, exif=exif, **options)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("run.js", "alert(1)")
    return out.getvalue()


def long_archive() -> bytes:
    """The long form of zip (zip64), which has its end record elsewhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for number in range(65_536):
            zipped.writestr(zipfile.ZipInfo(str(number)), b"")
    return out.getvalue()


def film(size: int = 300_000) -> bytes:
    """The short film that motion photos carry behind the picture."""
    noise = random.Random(7).randbytes(size)
    return struct.pack(">I", 24) + b"ftypmp42\0\0\0\0isommp42" + struct.pack(">I", size + 8) + b"mdat" + noise


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that claims to be enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(width + 1) * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf(pages: int = 2, *, photo: bytes = b"", **save: Any) -> bytes:
    """A PDF with an author, XMP metadata and, if given, a JPEG on its first page."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        with document.open_metadata() as meta:
            meta["dc:creator"] = ["CANARY-XMP"]
        document.docinfo["/Author"] = "CANARY-AUTHOR"
        if photo:
            image = document.make_stream(
                photo, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=900
            )
            image.Height, image.BitsPerComponent = 1200, 8
            image.ColorSpace, image.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
            document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        return saved(document, **save)


def active_pdf() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('CANARY-SCRIPT')")
        document.Root.OpenAction = script
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="CANARY-PROGRAM.exe")
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch
        )
        document.pages[0].Annots = pikepdf.Array([link])
        document.attachments["hidden.txt"] = b"CANARY-ATTACHMENT"
        return saved(document)


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()

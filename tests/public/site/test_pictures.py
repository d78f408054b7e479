"""Pictures and downloads: clean on their way in, described in both languages, gone when they are taken away."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from PIL import Image

from reencuentro.public.site import papers, pictures
from reencuentro.public.site.models import Download, Picture
from tests.cast import Cast
from tests.vault.pictures import encoded, page, photo_with_place

from .helping import signed_in

WORDS = {
    "title": "House",
    "alt_en": "A house with a blue door",
    "alt_es": "Una casa con puerta azul",
    "tags": "",
}


def upload(client: Client, data: bytes, name: str = "DSC_maria.jpg", **words: str) -> Any:
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    return client.post("/editors/images/add/", WORDS | words | {"file": file})


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_a_camera_has_written_into_a_picture_is_never_kept(
    cast: Cast, site: int, settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_DIR = tmp_path
    photo = photo_with_place()
    assert b"CANARY" in photo
    assert upload(signed_in(cast.editor), photo).status_code == 302
    [path] = kept(tmp_path)
    assert b"CANARY" not in path.read_bytes()
    assert "maria" not in path.name
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (1200, 900)  # upright
    with Image.open(path) as image:
        assert not image.getexif()


@pytest.mark.parametrize("missing", ["alt_en", "alt_es"])
def test_a_picture_that_is_not_described_in_both_languages_is_refused(
    cast: Cast, site: int, missing: str
) -> None:
    answer = upload(signed_in(cast.editor), encoded(page(300, 300), "JPEG"), **{missing: ""})
    assert (answer.status_code, Picture.objects.count()) == (200, 0)


def test_what_is_no_picture_is_refused(cast: Cast, site: int) -> None:
    for data in (b"%PDF-1.4", photo_with_place()[:2000]):
        assert upload(signed_in(cast.editor), data).status_code == 200
    assert Picture.objects.count() == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_kind_and_is_never_larger_than_needed(kind: str) -> None:
    made = pictures.clean(SimpleUploadedFile("x", encoded(page(3000, 1000), kind)))
    with Image.open(made) as image:
        assert (image.format, image.size) == (kind, (2400, 800))


@pytest.fixture
def picture(cast: Cast, site: int, settings: Any, tmp_path: Path) -> Picture:
    settings.PUBLIC_DIR = tmp_path
    upload(signed_in(cast.editor), encoded(page(1600, 1200), "JPEG"))
    return Picture.objects.get()


def drawn(picture: Picture, words: str = "{% picture one %}") -> str:
    return Template("{% load site %}" + words).render(Context({"one": picture}))


def address_in(html: str) -> str:
    return html.split('src="')[1].split('"')[0]


def test_a_page_shows_it_in_several_widths_with_its_words(picture: Picture, client: Client) -> None:
    html = drawn(picture)
    assert 'alt="A house with a blue door"' in html
    assert [part.split()[1] for part in html.split('srcset="')[1].split('"')[0].split(", ")] == [
        "480w",
        "960w",
        "1440w",
    ]
    answer = client.get(address_in(html))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies


def test_in_spanish_it_is_described_in_spanish(picture: Picture) -> None:
    html = drawn(picture, "{% load i18n %}{% language 'es' %}{% picture one %}{% endlanguage %}")
    assert 'alt="Una casa con puerta azul"' in html


def test_it_is_cut_around_its_focal_point(picture: Picture) -> None:
    middle = address_in(drawn(picture, "{% picture one shape='square' %}"))
    picture.focal_point_x, picture.focal_point_y = 1500, 100
    picture.focal_point_width = picture.focal_point_height = 10
    picture.save()
    assert address_in(drawn(picture, "{% picture one shape='square' %}")) != middle


def test_the_picture_itself_is_not_served(picture: Picture, client: Client) -> None:
    assert storages["public"].exists(picture.file.name)
    assert client.get(f"/pictures/{picture.file.name}").status_code == 404


@pytest.mark.parametrize("name", ["../data/test.sqlite3", "..%2fdata%2ftest.sqlite3", "/etc/passwd"])
def test_nothing_else_of_the_disk_is_served(picture: Picture, client: Client, name: str) -> None:
    assert client.get(f"/pictures/{name}").status_code in (301, 404)


def test_a_deleted_picture_is_gone_from_every_address_and_from_the_disk(
    picture: Picture, client: Client, cast: Cast, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    addresses = [address_in(drawn(picture)), address_in(drawn(picture, "{% picture one shape='wide' %}"))]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(cast.editor).post(f"/editors/images/{picture.pk}/delete/")
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert kept(settings.PUBLIC_DIR) == []


def pdf_that_tells() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        with paper.open_metadata() as meta:
            meta["dc:creator"] = ["CANARY-CREATOR"]
        paper.docinfo["/Author"] = "CANARY-AUTHOR"
        paper.attachments["CANARY.txt"] = b"CANARY-ATTACHED"
        paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('CANARY')")
        paper.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_a_pdf_loses_author_attachments_and_scripts() -> None:
    with pikepdf.open(io.BytesIO(pdf_that_tells())) as told:
        assert (told.docinfo["/Author"], len(told.attachments)) == ("CANARY-AUTHOR", 1)
    made = papers.clean_pdf(SimpleUploadedFile("x.pdf", pdf_that_tells())).read()
    with pikepdf.open(io.BytesIO(made)) as paper:
        assert (len(paper.pages), len(paper.attachments), "/OpenAction" in paper.Root) == (1, 0, False)
        paper.save(out := io.BytesIO(), compress_streams=False)
    assert b"CANARY" not in out.getvalue()


def test_a_download_is_served_to_everybody_and_never_shown_as_a_page(
    cast: Cast, site: int, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_DIR = tmp_path
    file = SimpleUploadedFile("guide.pdf", pdf_that_tells(), content_type="application/pdf")
    editor = signed_in(cast.editor)
    editor.post("/editors/documents/add/", {"title": "Guide", "file": file, "tags": ""})
    document = Download.objects.get()
    answer = client.get(document.url)
    assert document.url == f"/downloads/{document.pk}/guide.pdf"
    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (200, "default-src 'none'")
    assert b"CANARY-AUTHOR" not in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert not answer.cookies


@pytest.mark.parametrize("name", ["page.html", "run.exe", "letter.docx"])
def test_other_kinds_of_files_are_refused(cast: Cast, site: int, name: str) -> None:
    file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
    answer = signed_in(cast.editor).post("/editors/documents/add/", {"title": "X", "file": file, "tags": ""})
    assert (answer.status_code, Download.objects.count()) == (200, 0)

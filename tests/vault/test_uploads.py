"""Uploads: nothing in clear on any disk, a limit that is said, and no traces of what was broken off."""

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory

from reencuentro.vault import files, intake, uploads
from reencuentro.vault.errors import NoRoom
from reencuentro.vault.models import Box
from reencuentro.vault.uploads import IN_MEMORY, SealedUpload, SealedUploadHandler, Spool

CANARY = b"CANARY-Ana-Ruth-A123456789-"
LARGE = CANARY * 200_000  # 5.4 MB


@pytest.fixture
def temporary(folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own, so that what lands there is seen."""
    folder = folders / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def post(content: bytes, settings: Any, name: str = "acta.pdf") -> HttpRequest:
    settings.FILE_UPLOAD_HANDLERS = ["reencuentro.vault.uploads.SealedUploadHandler"]
    file = io.BytesIO(content)
    file.name = name
    return RequestFactory().post("/", {"file": file, "note": "hola"})


def open_files() -> Iterator[bytes]:
    """The content of every file this process holds open, nameless ones too."""
    for handle in Path("/proc/self/fd").iterdir():
        try:
            target = str(handle.readlink())
            if target.startswith("/") and not target.startswith(("/dev", "/proc", "/sys")):
                yield handle.read_bytes()
        except OSError:
            continue


def on_disk(*folders: Path) -> Iterator[bytes]:
    for folder in folders:
        yield from (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_small_upload_stays_in_memory(settings: Any, folders: Path) -> None:
    request = post(CANARY, settings)
    upload = request.FILES["file"]
    assert isinstance(upload, SealedUpload)
    assert (upload.read(), upload.size, upload.name) == (CANARY, len(CANARY), "acta.pdf")
    assert request.POST["note"] == "hola"
    assert not (folders / "files").exists()


def test_a_large_upload_is_read_again_from_anywhere(settings: Any, temporary: Path) -> None:
    upload = post(LARGE, settings).FILES["file"]
    assert upload.size == len(LARGE)
    assert b"".join(upload.chunks()) == LARGE
    upload.seek(len(LARGE) - 9)
    assert upload.read() == LARGE[-9:]
    upload.seek(0)
    assert upload.read(30) == LARGE[:30]


def test_no_plaintext_lands_on_any_disk(settings: Any, temporary: Path, box: Box, folders: Path) -> None:
    # First the proof that this search would find something: Django's own handler does leave plaintext.
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    file = io.BytesIO(LARGE)
    file.name = "acta.pdf"
    careless = RequestFactory().post("/", {"file": file})
    assert careless.FILES["file"].size == len(LARGE)
    assert any(CANARY in content for content in on_disk(temporary))
    assert any(CANARY in content for content in open_files())
    careless.FILES["file"].close()

    upload = post(LARGE, settings).FILES["file"]
    held = list(open_files())
    assert any(len(content) > len(LARGE) for content in held)  # the sealed temporary file is there
    assert not any(CANARY in content for content in [*held, *on_disk(temporary, folders / "files")])
    stored = files.store(upload, box=box, name="acta.pdf", media_type="application/pdf")
    assert not any(CANARY in content for content in [*open_files(), *on_disk(temporary, folders / "files")])
    assert files._open(stored).read() == LARGE


def test_the_temporary_file_has_no_name(settings: Any, folders: Path) -> None:
    upload = post(LARGE, settings).FILES["file"]
    assert list((folders / "files" / "incoming").iterdir()) == []
    assert upload.read(3) == LARGE[:3]


@pytest.mark.parametrize("size", [IN_MEMORY - 1, IN_MEMORY, IN_MEMORY + 1, 0])
def test_the_border_between_memory_and_disk(size: int, folders: Path) -> None:
    spool = Spool()
    content = os.urandom(size)
    for start in range(0, size, 65536):
        spool.write(content[start : start + 65536])
    assert spool.reader().read() == content
    assert (folders / "files" / "incoming").exists() == (size > IN_MEMORY)


def test_too_large_an_upload_is_dropped_and_the_form_can_say_so(settings: Any, folders: Path) -> None:
    settings.UPLOAD_LIMIT = 3 * 1024 * 1024
    request = post(LARGE, settings)
    upload = request.FILES["file"]
    assert (upload.failed, upload.read()) == ("too_large", b"")
    assert request.POST["note"] == "hola"  # what was typed is still there
    with pytest.raises(intake.Refused) as refused:
        intake.check(upload)
    assert refused.value.code == "too_large"
    assert "3 MB" in refused.value.message


def test_exactly_the_limit_passes(settings: Any) -> None:
    settings.UPLOAD_LIMIT = len(LARGE)
    assert post(LARGE, settings).FILES["file"].failed == ""
    settings.UPLOAD_LIMIT = len(LARGE) - 1
    assert post(LARGE, settings).FILES["file"].failed == "too_large"


def test_whoever_sends_many_times_the_limit_is_cut_off(settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    handler = SealedUploadHandler()
    handler.new_file("file", "x", "image/png", None)
    handler.receive_data_chunk(bytes(4000), 0)
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"1", 4000)


def test_a_full_disk_is_said(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Any, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads.PartWriter, "write", full)
    upload = post(LARGE, settings).FILES["file"]
    assert upload.failed == "no_room"
    with pytest.raises(intake.Refused) as refused:
        intake.check(upload)
    assert refused.value.code == "no_room"
    with pytest.raises(NoRoom):
        Spool().write(LARGE)


class BrokenLine(io.BytesIO):
    """A phone that loses its network after some bytes."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 3_000_000:
            raise ConnectionResetError
        return super().read(size)


def test_a_broken_upload_leaves_nothing(settings: Any, folders: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    request = post(LARGE, settings)
    body = request.read()
    for line in (BrokenLine(body), io.BytesIO(body[:3_000_000])):
        handler = SealedUploadHandler()
        parser = MultiPartParser(request.META, line, [handler])
        if isinstance(line, BrokenLine):
            with pytest.raises(ConnectionResetError):
                parser.parse()
        else:
            parser.parse()
        del parser, handler
    incoming = folders / "files" / "incoming"
    assert incoming.is_dir()  # it had got as far as the disk
    assert list(incoming.iterdir()) == []
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1

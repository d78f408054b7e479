"""Sealed files: whole or not there, readable from anywhere, never in clear on a disk."""

import io
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import tink
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tink import streaming_aead

from reencuentro.audit.models import Entry
from reencuentro.vault import boxes, files, ranges
from reencuentro.vault.errors import BoxDestroyed, Damaged, NoRoom
from reencuentro.vault.models import Box, SealedFile
from reencuentro.vault.parts import PART, SEALED_PART, PartWriter, SealedReader, plain_size, sealed_size
from reencuentro.vault.ranges import ByteRange, NotSatisfiable
from reencuentro.vault.uploads import TEMPLATE

CANARY = b"CANARY-Ana-Ruth-A123456789"
KEY = tink.new_keyset_handle(TEMPLATE).primitive(streaming_aead.StreamingAead)


class Defender:
    ledger_name = "defender:77aa"


def keep(content: bytes, box: Box, **more: Any) -> SealedFile:
    return files.store(io.BytesIO(content), box=box, name="acta.pdf", media_type="application/pdf", **more)


def sealed_stream(content: bytes, name: str = "f") -> bytes:
    out = io.BytesIO()
    writer = PartWriter(KEY, name, out)
    writer.write(content)
    writer.finish()
    return out.getvalue()


def reader(sealed: bytes, name: str = "f") -> SealedReader:
    return SealedReader(KEY, name, io.BytesIO(sealed))


class CountingFile(io.BytesIO):
    """Remembers which parts of the ciphertext were read."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.touched: list[int] = []

    def read(self, size: int | None = -1) -> bytes:
        self.touched.append(self.tell() // SEALED_PART)
        return super().read(size)


@pytest.fixture(scope="module")
def big() -> bytes:
    return os.urandom(60 * PART + 12345)


@pytest.fixture(scope="module")
def big_sealed(big: bytes) -> bytes:
    return sealed_stream(big)


# --- the format ----------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 4039, 4040, 4041, 8120, 8121, PART - 1, PART])
def test_sealed_sizes_are_what_tink_makes(size: int) -> None:
    sealed = sealed_stream(bytes(size))
    assert len(sealed) == sealed_size(size)
    assert plain_size(len(sealed)) == size


@given(st.integers(min_value=0, max_value=PART))
def test_sizes_can_be_calculated_both_ways(size: int) -> None:
    assert plain_size(sealed_size(size)) == size


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 7])
def test_every_length_comes_back(size: int) -> None:
    content = os.urandom(size)
    opened = reader(sealed_stream(content))
    assert (opened.size, opened.read(), opened.read()) == (size, content, b"")


@settings(max_examples=40, deadline=None)
@given(start=st.integers(0, 60 * PART + 20000), length=st.integers(0, 3 * PART))
def test_any_range_is_the_same_as_in_the_plaintext(
    big: bytes, big_sealed: bytes, start: int, length: int
) -> None:
    opened = reader(big_sealed)
    opened.seek(start)
    assert opened.read(length) == big[start : start + length]


def test_a_range_of_a_60_mib_file_touches_only_its_parts(big: bytes, big_sealed: bytes) -> None:
    source = CountingFile(big_sealed)
    opened = SealedReader(KEY, "f", source)
    assert source.touched == []
    opened.seek(30 * PART - 5)
    assert opened.read(10) == big[30 * PART - 5 : 30 * PART + 5]
    assert source.touched == [29, 30]
    opened.seek(-3, io.SEEK_END)
    assert opened.read() == big[-3:]
    assert source.touched == [29, 30, 60]


def test_it_works_as_a_file_for_libraries(big: bytes, big_sealed: bytes) -> None:
    buffered = io.BufferedReader(reader(big_sealed))
    buffered.seek(5 * PART - 2)
    assert buffered.read(4) == big[5 * PART - 2 : 5 * PART + 2]
    assert buffered.tell() == 5 * PART + 2


def cut_inside(sealed: bytes) -> bytes:
    return sealed[:-5]


def cut_at_a_part(sealed: bytes) -> bytes:
    return sealed[: 2 * SEALED_PART]


def exchanged(sealed: bytes) -> bytes:
    return sealed[SEALED_PART : 2 * SEALED_PART] + sealed[:SEALED_PART] + sealed[2 * SEALED_PART :]


def repeated(sealed: bytes) -> bytes:
    return sealed[:SEALED_PART] * 2 + sealed[2 * SEALED_PART :]


def flipped(sealed: bytes) -> bytes:
    changed = bytearray(sealed)
    changed[SEALED_PART + 999] ^= 1
    return bytes(changed)


def lengthened(sealed: bytes) -> bytes:
    return sealed + b"x"


@pytest.mark.parametrize("harm", [cut_inside, cut_at_a_part, exchanged, repeated, flipped, lengthened])
def test_harm_is_noticed(harm: Any) -> None:
    content = os.urandom(2 * PART + 100)
    sealed = sealed_stream(content)
    assert reader(sealed).read() == content
    with pytest.raises(Damaged):
        reader(harm(sealed)).read()


def test_a_part_of_another_file_does_not_fit() -> None:
    one, other = sealed_stream(b"one"), sealed_stream(b"two", name="g")
    assert reader(other, "g").read() == b"two"
    assert len(one) == len(other)
    with pytest.raises(Damaged):
        reader(other).read()


@pytest.mark.parametrize("content", [b"", b"x" * 39])
def test_what_is_too_short_for_any_part_is_refused(content: bytes) -> None:
    with pytest.raises(Damaged):
        reader(content)


# --- storing and opening ----------------------------------------------------------------------


def test_what_was_stored_is_opened_and_the_opening_is_in_the_ledger(box: Box) -> None:
    file = SealedFile.objects.get(pk=keep(CANARY, box).pk)
    assert (file.name, file.media_type, file.size) == ("acta.pdf", "application/pdf", len(CANARY))
    with files.open_for(Defender(), file, why="review", about="request:1") as opened:
        assert opened.read() == CANARY
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.about) == ("file_opened", "defender:77aa", "request:1")
    assert entry.details == {"file": str(file.pk), "why": "review"}


def test_without_a_ledger_entry_nothing_is_opened(box: Box) -> None:
    file = keep(CANARY, box)
    with pytest.raises(Exception, match="why"), transaction.atomic():
        files.open_for(Defender(), file, why="because María asked", about="request:1")
    assert Entry.objects.count() == 0


def test_the_file_store_holds_no_plaintext(box: Box, folders: Path) -> None:
    file = keep(CANARY * 1000, box)
    stored = files.path_of(file.pk).read_bytes()
    assert CANARY in files._open(file).read()
    assert CANARY not in stored
    assert files.path_of(file.pk).stat().st_mode & 0o777 == 0o600
    assert [path for path in (folders / "files").rglob("*") if path.is_file()] == [files.path_of(file.pk)]


def test_the_stream_is_read_from_its_beginning(box: Box) -> None:
    upload = io.BytesIO(CANARY)
    upload.read()
    file = files.store(upload, box=box, name="x", media_type="image/png")
    assert files._open(file).read() == CANARY


def test_the_same_client_id_twice_is_one_file(box: Box) -> None:
    sent = uuid.uuid4()
    first = keep(b"once", box, client_id=sent)
    again = keep(b"twice", box, client_id=sent)
    assert (again.pk, SealedFile.objects.count()) == (first.pk, 1)
    other = keep(b"other", boxes.create("case"), client_id=sent)
    assert other.pk != first.pk


def test_a_row_that_cannot_be_written_leaves_no_file(box: Box, folders: Path) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        files.store(io.BytesIO(b"x"), box=box, name="x", media_type=None)  # type: ignore[arg-type]
    assert not [path for path in (folders / "files").rglob("*") if path.is_file()]


def test_two_files_exchanged_in_the_store_do_not_open(box: Box) -> None:
    one, other = keep(b"one!", box), keep(b"two!", box)
    content = files.path_of(one.pk).read_bytes()
    files.path_of(one.pk).write_bytes(files.path_of(other.pk).read_bytes())
    files.path_of(other.pk).write_bytes(content)
    for file in (one, other):
        with pytest.raises(Damaged):
            files._open(file).read()


def test_a_missing_or_shortened_file_is_named_at_opening(box: Box) -> None:
    file = keep(bytes(5000), box)
    path = files.path_of(file.pk)
    path.write_bytes(path.read_bytes()[: sealed_size(4000)])
    with pytest.raises(Damaged):
        files._open(file)
    path.unlink()
    with pytest.raises(Damaged):
        files._open(file)


def test_verify_reads_all_of_it(box: Box) -> None:
    file = keep(os.urandom(PART + 5), box)
    files.verify(file)
    path = files.path_of(file.pk)
    changed = bytearray(path.read_bytes())
    changed[-1] ^= 1
    path.write_bytes(bytes(changed))
    with pytest.raises(Damaged):
        files.verify(file)


def test_a_destroyed_box_takes_no_file(box: Box, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        boxes.destroy(box, by="system")
    with pytest.raises(BoxDestroyed):
        keep(b"x", box)


def test_a_discarded_file_is_gone_and_recorded(box: Box, django_capture_on_commit_callbacks: Any) -> None:
    file = keep(b"x", box)
    path, pk = files.path_of(file.pk), file.pk
    with django_capture_on_commit_callbacks(execute=True):
        files.discard(file, by=Defender(), about="request:1")
    assert not path.exists()
    assert not SealedFile.objects.filter(pk=pk).exists()
    assert Entry.objects.get().details == {"file": str(pk)}


# --- faults ----------------------------------------------------------------------


def test_a_full_disk_is_said_and_leaves_nothing(
    box: Box, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", lambda *args: FullDisk())
    with pytest.raises(NoRoom):
        keep(CANARY, box)
    assert SealedFile.objects.count() == 0
    assert not [path for path in (folders / "files").rglob("*") if path.is_file()]


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_really_full_disk(box: Box, folders: Path) -> None:
    target = folders / "files"
    target.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(target)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not allow mounting")
    try:
        small = keep(CANARY, box)
        with pytest.raises(NoRoom):
            keep(os.urandom(3 * PART), box)
        assert SealedFile.objects.get().pk == small.pk
        assert [path for path in target.rglob("*") if path.is_file()] == [files.path_of(small.pk)]
        assert files._open(small).read() == CANARY
    finally:
        subprocess.run(["umount", str(target)], check=True)


WRITE = """
import os, sys
from pathlib import Path
import tink
from tink import streaming_aead
from reencuentro.vault import disk
from reencuentro.vault.parts import PartWriter
from reencuentro.vault.uploads import TEMPLATE
key = tink.new_keyset_handle(TEMPLATE).primitive(streaming_aead.StreamingAead)
with disk.appearing(Path(sys.argv[1])) as handle, os.fdopen(os.dup(handle), "wb") as out:
    writer = PartWriter(key, "f", out)
    while True:
        writer.write(b"CANARY-Ana-Ruth-A123456789" * 100000)
        print("wrote", flush=True)
"""


def test_a_writer_killed_in_the_middle_leaves_nothing_half(folders: Path, db: None) -> None:
    path = folders / "files" / "ab" / str(uuid.uuid4())
    with subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(3)] == [b"wrote\n"] * 3
        process.send_signal(signal.SIGKILL)
    assert not path.exists()
    left = [found for found in (folders / "files").rglob("*") if found.is_file()]
    assert len(left) == 1
    assert left[0].stat().st_size > PART
    assert CANARY not in left[0].read_bytes()
    assert files.sweep() == 0  # too young: it might still be written
    assert files.sweep(older_than=-1) == 1
    assert not left[0].exists()


def test_sweep_keeps_what_has_a_row(box: Box) -> None:
    file = keep(b"x", box)
    lost = files.path_of(uuid.uuid4())
    lost.parent.mkdir(exist_ok=True)
    lost.write_bytes(b"no row")
    assert files.sweep(older_than=-1) == 1
    assert not lost.exists()
    assert files._open(file).read() == b"x"


# --- ranges over HTTP ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-99", ByteRange(0, 99)),
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=990-", ByteRange(990, 999)),
        ("bytes=990-5000", ByteRange(990, 999)),
        ("bytes=-10", ByteRange(990, 999)),
        ("bytes=-5000", ByteRange(0, 999)),
        ("", None),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-3", None),
        ("bytes=٣-٤", None),
        ("bytes=" + "9" * 400 + "-", None),
    ],
)
def test_range_headers(header: str, expected: ByteRange | None) -> None:
    assert ranges.wanted(header, 1000) == expected


@pytest.mark.parametrize(("header", "size"), [("bytes=1000-", 1000), ("bytes=-0", 1000), ("bytes=0-", 0)])
def test_ranges_outside_the_file_are_not_satisfiable(header: str, size: int) -> None:
    with pytest.raises(NotSatisfiable):
        ranges.wanted(header, size)


def test_a_stream_gives_exactly_the_range_and_closes(big: bytes, big_sealed: bytes) -> None:
    opened = reader(big_sealed)
    part = ByteRange(PART - 10, 2 * PART + 9)
    assert b"".join(ranges.stream(opened, part)) == big[PART - 10 : 2 * PART + 10]
    assert opened.closed
    assert b"".join(ranges.stream(reader(sealed_stream(b"")))) == b""
    whole: BinaryIO = io.BytesIO(b"".join(ranges.stream(reader(big_sealed))))
    assert whole.read() == big

"""The search itself finds what there is to find; otherwise a clean result would prove nothing."""

import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.leaks.traces import traces

SECRET = "Quetzalteco Ñurinda"


@pytest.mark.parametrize(
    "written",
    [
        f"GET /x?name={SECRET}".encode(),
        SECRET.upper().encode(),
        SECRET.encode("utf-16-le"),
        SECRET.encode("latin-1"),
        json.dumps({"name": SECRET}).encode(),
        f"/x?name={quote(SECRET)}".encode(),
        gzip.compress(SECRET.encode(), mtime=0),
        __import__("base64").b64encode(f"Dear {SECRET},".encode()),
        __import__("quopri").encodestring(f"Dear {SECRET}".encode()),
    ],
)
def test_a_secret_is_found_however_it_was_written(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "log").write_bytes(
        b"before " + written + b" after" if written[:2] != b"\x1f\x8b" else written
    )
    assert traces(tmp_path, [SECRET, "Somebody Else"]) == [f"log: {SECRET}"]

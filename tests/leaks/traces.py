"""Looks for a text in everything that a thief could carry away: files byte by byte, in every spelling it could have."""

import base64
import gzip
import json
import quopri
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus


def spellings(text: str) -> set[bytes]:
    """The text as logs, databases, mails, URLs and JSON write it."""
    plain = {text, text.lower(), text.upper(), text.replace(" ", "_")}
    found: set[bytes] = set()
    for one in plain:
        found |= {one.encode(), one.encode("utf-16-le"), one.encode("utf-16-be")}
        found |= {json.dumps(one).strip('"').encode(), quote(one).encode(), quote_plus(one).encode()}
        found |= {quopri.encodestring(one.encode()).strip(), one.encode("unicode_escape")}
        found |= {base64.b64encode(("x" * pad + one).encode())[4:-4] for pad in range(3)}
        if one.isascii() or all(ord(letter) < 256 for letter in one):
            found.add(one.encode("latin-1"))
    return {spelling for spelling in found if len(spelling) >= 6}


def contents(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below, also what is compressed inside it."""
    for path in sorted(root.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield path, data
            yield from ((path, inner) for inner in _unpacked(data))


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    elif data[:1] == b"\x78":
        try:
            yield zlib.decompress(data)
        except zlib.error:
            return


def traces(root: Path, secrets: Iterable[str]) -> list[str]:
    """`file: secret` for each secret found under `root`."""
    wanted = {secret: spellings(secret) for secret in secrets}
    found = set()
    for path, data in contents(root):
        for secret, ways in wanted.items():
            if any(way in data for way in ways):
                found.add(f"{path.relative_to(root)}: {secret}")
    return sorted(found)

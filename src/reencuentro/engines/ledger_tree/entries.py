"""The one byte encoding of a ledger entry. Version 1 never changes: a new need gets a new version beside it.

Version 1 is a JSON object in the canonical form of RFC 8785 (keys sorted, no white space), with exactly the
keys about, actor, at, details, seq, v, verb:

    {"about":"case:R-7K3F2M","actor":"coordinator:1f3c","at":"2026-05-04T13:02:11.000120Z","details":{"page":2},
     "seq":41,"v":1,"verb":"case_seen"}                    (one line; broken here only to be read)

`at` is UTC with six decimals and Z. `details` is flat: its values are whole numbers of at most 53 bits, true,
false or text. Everything is ASCII; other characters are refused when an entry is written. The leaf hash of an
entry is SHA-256(0x00 || these bytes).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .hashing import leaf_hash

VERSION = 1
INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


class NotCanonical(ValueError):
    """The row is not what the ledger would have written: somebody wrote past it."""


def instant(moment: datetime) -> str:
    """A moment as the ledger writes it. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("The ledger needs a moment with a time zone.")
    return moment.astimezone(UTC).strftime(INSTANT)


def moment(text: str) -> datetime:
    """What `instant` wrote, read back. Raises ValueError for any other spelling."""
    return datetime.strptime(text, INSTANT).replace(tzinfo=UTC)


def canonical_json(value: Mapping[str, object]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it is stored or exported: texts exactly as they stand there, and the leaf hash in hex."""

    seq: int
    at: str
    actor: str
    verb: str
    about: str
    details: str
    leaf: str
    version: int = VERSION

    def encoded(self) -> bytes:
        """The canonical bytes. Raises NotCanonical for odd details or an unknown version."""
        if self.version != VERSION:
            raise NotCanonical(f"version {self.version}")
        fields = {
            "about": self.about,
            "actor": self.actor,
            "at": self.at,
            "details": _details(self.details),
            "seq": self.seq,
            "v": self.version,
            "verb": self.verb,
        }
        return canonical_json(fields).encode("ascii")

    def computed_leaf(self) -> str:
        """Leaf hash of what the row says, in hex; raises NotCanonical."""
        return leaf_hash(self.encoded()).hex()

    def sealed(self) -> "Row":
        return replace(self, leaf=self.computed_leaf())


def _details(text: str) -> dict[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotCanonical("details") from error
    if not isinstance(value, dict) or canonical_json(value) != text:
        raise NotCanonical("details")
    return value

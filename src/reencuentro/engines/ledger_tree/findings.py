"""What an examination of the ledger can find, each with its place."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    OUT_OF_ORDER = "out_of_order"
    TAIL_CUT = "tail_cut"
    HEAD_DIFFERS = "head_differs"
    CHECKPOINT_DIFFERS = "checkpoint_differs"
    CHECKPOINT_FORGED = "checkpoint_forged"


SENTENCES = {
    Kind.CHANGED: "{place} changed: what is written there no longer gives the stored hash.",
    Kind.MISSING: "{place} missing.",
    Kind.INSERTED: "{place} inserted: the ledger never wrote this there.",
    Kind.OUT_OF_ORDER: "{place} out of order: {moved}.",
    Kind.TAIL_CUT: "{place} cut off: the {source} knows of them, the ledger ends before.",
    Kind.HEAD_DIFFERS: "{place} rewritten, or the head was: the hashes do not give the root of the head.",
    Kind.CHECKPOINT_DIFFERS: "{place} rewritten together with the hashes: the {source} has another root.",
    Kind.CHECKPOINT_FORGED: "The {source} is not a checkpoint that this ledger's key signed.",
}
SOMEWHERE = (Kind.HEAD_DIFFERS, Kind.CHECKPOINT_DIFFERS)  # only the range is certain


@dataclass(frozen=True, slots=True)
class Finding:
    """`first` and `last` are entry numbers (seq), both included; 0 where a finding has no place.

    shift: for OUT_OF_ORDER, the number an entry was written with minus the number where it stands now.
    source: the checkpoint, file or head that contradicts the ledger.
    """

    kind: Kind
    first: int = 0
    last: int = 0
    source: str = ""
    shift: int = 0

    def __str__(self) -> str:
        text = SENTENCES[self.kind].format(place=self._place(), source=self.source, moved=self._moved())
        return text[0].upper() + text[1:]

    def _moved(self) -> str:
        if not self.shift:
            return "standing behind later ones"
        return f"written as {_numbers(self.first + self.shift, self.last + self.shift)}"

    def _place(self) -> str:
        one = self.first == self.last
        noun = "entry" if one else "entries"
        somewhere = "one or more of " if self.kind in SOMEWHERE and not one else ""
        verb = "was" if one else "were"
        return f"{somewhere}{noun} {_numbers(self.first, self.last)} {verb}"


def _numbers(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


@dataclass(frozen=True, slots=True)
class Report:
    """size: the highest entry number seen; root: over the entries seen, None when some are missing."""

    size: int
    root: bytes | None
    findings: tuple[Finding, ...]
    agrees_with: tuple[str, ...] = ()
    complete: bool = True  # False when there was so much to find that the reading stopped

    @property
    def ok(self) -> bool:
        return not self.findings

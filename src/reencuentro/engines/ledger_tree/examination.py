"""Reads a whole ledger once, row by row, and names every place where it was tampered with.

Memory does not grow with the ledger. Each row is checked against its own hash, the hashes are folded into the
tree, and at the size of every known root (head, kept checkpoints) the tree must give that root.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .entries import NotCanonical, Row
from .findings import Finding, Kind, Report
from .frontier import Frontier
from .hashing import HASH_SIZE
from .misplaced import Misfits

HEAD = "head"
ENOUGH = 1000  # findings after which a wrecked ledger is not read any further


@dataclass(frozen=True, slots=True)
class KnownRoot:
    """What somebody remembers of the ledger; `source` names it: "head", "checkpoint may.txt"."""

    size: int
    root: bytes
    source: str
    frontier: Frontier | None = None  # the head knows it; then a difference is narrowed down to a subtree


@dataclass
class _Reading:
    expected: int = 1
    agreed: int = 0  # the largest size at which a known root was met
    frontier: Frontier | None = field(default_factory=Frontier)  # None as soon as a leaf is missing
    gaps: list[list[int]] = field(default_factory=list)
    misfits: Misfits = field(default_factory=Misfits)
    findings: list[Finding] = field(default_factory=list)

    def enough(self) -> bool:
        return len(self.gaps) + len(self.findings) + self.misfits.count() > ENOUGH


def examine(rows: Iterable[Row | None], known: Sequence[KnownRoot]) -> Report:
    """rows in the order in which they stand; None for one that cannot be read at all."""
    reading = _Reading()
    waiting = sorted(known, key=lambda root: root.size)
    agrees: list[str] = []
    for row in rows:
        waiting = _compare_reached(reading, waiting, agrees)
        _take(reading, row)
        if reading.enough():
            break
    waiting = _compare_reached(reading, waiting, agrees)
    complete = not reading.enough()
    findings = [*reading.findings, *reading.misfits.findings(), *_gaps(reading)]
    if complete:
        findings += [_cut_off(reading.expected, known) for known in waiting]
    root = reading.frontier.root() if reading.frontier else None
    return Report(reading.expected - 1, root, tuple(findings), tuple(agrees), complete)


def _take(reading: _Reading, row: Row | None) -> None:
    if row is None:
        reading.findings.append(Finding(Kind.CHANGED, reading.expected, reading.expected))
        reading.frontier = None
        reading.expected += 1
    elif row.seq < reading.expected:
        reading.frontier = None
        _late(reading, row.seq)
    else:
        if row.seq > reading.expected:
            reading.gaps.append([reading.expected, row.seq - 1])
            reading.frontier = None
        _check(reading, row)
        reading.expected = row.seq + 1


def _check(reading: _Reading, row: Row) -> None:
    try:
        fits = row.computed_leaf() == row.leaf
    except NotCanonical:
        fits = False
    if not fits:
        reading.misfits.add(row)
    leaf = _leaf(row)
    # The stored hash goes into the tree: if the root still fits, only the content was changed.
    reading.frontier = reading.frontier.append(leaf) if reading.frontier and leaf else None


def _leaf(row: Row) -> bytes | None:
    try:
        leaf = bytes.fromhex(row.leaf)
    except ValueError:
        return None
    return leaf if len(leaf) == HASH_SIZE else None


def _late(reading: _Reading, seq: int) -> None:
    """A number that should have come earlier: out of order if it was missed there, otherwise put in twice."""
    for gap in reading.gaps:
        if gap[0] <= seq <= gap[1]:
            reading.gaps.remove(gap)
            reading.gaps.extend(part for part in ([gap[0], seq - 1], [seq + 1, gap[1]]) if part[0] <= part[1])
            reading.findings.append(Finding(Kind.OUT_OF_ORDER, seq, seq))
            return
    reading.findings.append(Finding(Kind.INSERTED, seq, seq))


def _compare_reached(reading: _Reading, waiting: list[KnownRoot], agrees: list[str]) -> list[KnownRoot]:
    """Compare with every root whose size the reading has just reached; return those still to come."""
    while waiting and waiting[0].size < reading.expected:
        known, *waiting = waiting
        if reading.frontier is None or reading.frontier.size != known.size:
            continue  # a missing entry before this place is a finding already
        if reading.frontier.root() == known.root:
            agrees.append(known.source)
            reading.agreed = known.size
        else:
            reading.findings.append(_difference(reading.frontier, known, reading.agreed + 1))
    return waiting


def _difference(seen: Frontier, known: KnownRoot, first_unsure: int) -> Finding:
    """Somewhere behind the last root that agreed; the head's frontier names the differing subtrees."""
    kind = Kind.HEAD_DIFFERS if known.source == HEAD else Kind.CHECKPOINT_DIFFERS
    remembered = known.frontier.hashes if known.frontier else ()
    places = [place for place, a, b in zip(seen.ranges(), seen.hashes, remembered, strict=False) if a != b]
    first, last = (places[0][0], places[-1][1]) if places else (1, known.size)
    return Finding(kind, max(first, first_unsure), last, source=known.source)


def _gaps(reading: _Reading) -> list[Finding]:
    return [Finding(Kind.MISSING, first, last) for first, last in sorted(reading.gaps)]


def _cut_off(first: int, known: KnownRoot) -> Finding:
    return Finding(Kind.TAIL_CUT, first, known.size, source=known.source)

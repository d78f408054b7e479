"""Which entries moved: an entry carries its number inside its hash, so a moved one betrays where it was."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .entries import NotCanonical, Row
from .findings import Finding, Kind

NEAR = (
    8  # how many rows may have been taken out or put in at one place and still be recognised while streaming
)
KEPT = 64  # rows whose hash fits nothing near, kept to be compared with each other in the end


@dataclass
class Misfits:
    """Collects the rows whose content does not give their leaf hash; stays small however many there are."""

    runs: list[Finding] = field(default_factory=list)
    far: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        shift = self._near_shift(row)
        if shift:
            self._extend(Finding(Kind.OUT_OF_ORDER, row.seq, row.seq, shift=shift))
        elif len(self.far) < KEPT:
            self.far.append(row)
        else:
            self._extend(Finding(Kind.CHANGED, row.seq, row.seq))

    def count(self) -> int:
        return len(self.runs) + len(self.far)

    def findings(self) -> list[Finding]:
        """Changed and moved entries, and the gaps and strangers that the moves betray, by place."""
        numbers = [row.seq for row in self.far]
        found = self.runs + [_explain(row, numbers) for row in self.far]
        moved = [finding for finding in found if finding.kind is Kind.OUT_OF_ORDER]
        betrayed = [finding for run in moved if abs(run.shift) <= NEAR for finding in _betrayed(run, moved)]
        strangers = {finding.first for finding in betrayed if finding.kind is Kind.INSERTED}
        rest = [one for one in found if one.kind is not Kind.CHANGED or one.first not in strangers]
        return sorted(betrayed + rest, key=lambda finding: (finding.first, finding.kind))

    def _near_shift(self, row: Row) -> int:
        usual = [self.runs[-1].shift] if self.runs else []
        nearby = [sign * step for step in range(1, NEAR + 1) for sign in (1, -1)]
        return next((shift for shift in usual + nearby if shift and _was_written_as(row, row.seq + shift)), 0)

    def _extend(self, finding: Finding) -> None:
        before = self.runs[-1] if self.runs else None
        if before and (before.kind, before.last + 1, before.shift) == (
            finding.kind,
            finding.first,
            finding.shift,
        ):
            self.runs[-1] = replace(before, last=finding.last)
        else:
            self.runs.append(finding)


def _explain(row: Row, numbers: Iterable[int]) -> Finding:
    for number in numbers:
        if number != row.seq and _was_written_as(row, number):
            return Finding(Kind.OUT_OF_ORDER, row.seq, row.seq, shift=number - row.seq)
    return Finding(Kind.CHANGED, row.seq, row.seq)


def _was_written_as(row: Row, number: int) -> bool:
    try:
        return replace(row, seq=number).computed_leaf() == row.leaf
    except NotCanonical:
        return False


def _betrayed(run: Finding, moved: list[Finding]) -> list[Finding]:
    """Entries pushed back betray what was put in before them; entries pulled forward, what was taken out."""
    pushed_back = run.shift < 0
    kind = Kind.INSERTED if pushed_back else Kind.MISSING
    places = range(run.first + min(run.shift, 0), run.first + max(run.shift, 0))
    if pushed_back and not all(_claimed(place, [run]) for place in places):
        return []  # too few rows follow: a copy or an exchange, not a push
    return [
        Finding(kind, place, place)
        for place in places
        if _claimed(place, moved) is pushed_back and _left(place, moved) is not pushed_back
    ]


def _claimed(number: int, moved: list[Finding]) -> bool:
    return any(run.first + run.shift <= number <= run.last + run.shift for run in moved)


def _left(place: int, moved: list[Finding]) -> bool:
    return any(run.first <= place <= run.last for run in moved)

"""The state of the ledger for a page: a handful of small queries, however long the ledger is.

It notices carelessness (a dropped trigger, a restored backup), not a skilled hand: that needs `audit_verify`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from reencuentro.engines.ledger_tree.entries import NotCanonical, Row, moment
from reencuentro.engines.ledger_tree.frontier import Frontier

from . import checkpoints, guard, rows
from .models import Entry, Head


class Problem(TextChoices):
    GUARD_MISSING = "guard_missing", _("The database no longer refuses changes to the ledger.")
    HEAD_UNREADABLE = "head_unreadable", _("The head of the ledger is missing or cannot be read.")
    HEAD_DISAGREES = "head_disagrees", _("The ledger has more or fewer entries than its head counts.")
    LAST_ENTRY_CHANGED = "last_entry_changed", _("The last entry of the ledger was changed.")
    BEHIND_CHECKPOINT = "behind_checkpoint", _("The ledger is shorter than its last checkpoint.")


@dataclass(frozen=True, slots=True)
class LedgerState:
    """`root` in hex; `last_checkpoint_size` None when no checkpoint was ever signed here."""

    size: int
    root: str
    last_at: datetime | None
    last_checkpoint_size: int | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def since_checkpoint(self) -> int:
        """Entries that no checkpoint protects yet."""
        return max(self.size - (self.last_checkpoint_size or 0), 0)


def state() -> LedgerState:
    problems = [] if guard.stands(connection) else [Problem.GUARD_MISSING]
    frontier, last_seq = _head()
    if frontier is None:
        problems.append(Problem.HEAD_UNREADABLE)
        frontier = Frontier()
    elif last_seq != frontier.size:
        problems.append(Problem.HEAD_DISAGREES)
    last = rows.last_stored(frontier.size)
    if frontier.size and not _is_whole(last, frontier):
        problems.append(Problem.LAST_ENTRY_CHANGED)
    promised = checkpoints.last_size()
    if promised is not None and promised > frontier.size:
        problems.append(Problem.BEHIND_CHECKPOINT)
    return LedgerState(frontier.size, frontier.root().hex(), _moment(last), promised, tuple(problems))


def _head() -> tuple[Frontier | None, int]:
    """The head and the highest entry number, in one statement because others may be writing."""
    top = Entry.objects.order_by("-seq").values("seq")[:1]
    head = Head.objects.filter(pk=Head.ONLY).annotate(last_seq=Subquery(top)).first()
    try:
        return (head.frontier, head.last_seq or 0) if head else (None, 0)
    except ValueError:
        return None, 0


def _is_whole(last: Row | None, frontier: Frontier) -> bool:
    alone = frontier.size % 2 == 1  # then the last entry is a subtree of its own, and the head holds its hash
    try:
        return (
            last is not None
            and last.computed_leaf() == last.leaf
            and (not alone or frontier.hashes[-1].hex() == last.leaf)
        )
    except NotCanonical:
        return False


def _moment(row: Row | None) -> datetime | None:
    try:
        return moment(row.at) if row else None
    except ValueError:
        return None

"""The day's proposal for all waiting requests: worked out at once, or by the worker when there is much to weigh."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework import rules as casework
from reencuentro.casework.actions._story import lock, once
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.models import Request
from reencuentro.engines import matching
from reencuentro.network.models import Proposal, ProposalLine
from reencuentro.network.queries import day, keeping
from reencuentro.network.queries.desk import ALARMS
from reencuentro.network.rules import require
from reencuentro.vault import boxes

from . import gaps

PAIRS_AT_ONCE = 50_000  # request x Defender; above it a page would wait too long
LINES_AT_ONCE = 500
LIVING = ("open", "set_aside")
STUCK_AFTER = timedelta(minutes=15)  # a worker that died; the next round begins anew


def propose(*, by: User, client_id: UUID | None = None) -> Proposal:
    """Propose for everything that waits. A newer proposal replaces the lines of older ones that are still open.

    The proposal is `ready` at once, or `asked` when the worker is to make it; until the worker begins, asking again is
    asking for that one. Raises NotAllowed.
    """
    asked = _ask(by=by, client_id=client_id)
    if asked.state == "asked" and day.how_many_pairs(by) <= PAIRS_AT_ONCE:
        work_out(asked)
    return asked


@once(Proposal)
def _ask(*, by: User, client_id: UUID | None = None) -> Proposal:
    require(by, "propose")
    if waits := Proposal.objects.filter(state="asked").first():
        return waits
    asked = Proposal.objects.create(
        box=boxes.create("proposal"), made_by=by, asked_at=now(), client_id=client_id
    )
    log.record("proposal.ask", by=by, about=asked)
    return asked


def work_off() -> int:
    """Make every proposal that waits for the worker; returns how many. Two workers never make the same one."""
    stuck = Proposal.objects.filter(state="working", begun_at__lt=now() - STUCK_AFTER)
    stuck.update(state="asked")
    waiting = Proposal.objects.filter(state="asked").order_by("asked_at")
    return sum(work_out(proposal) for proposal in waiting.select_related("made_by", "box"))


def work_out(proposal: Proposal) -> bool:
    """Run the engine and write the lines. False when somebody else is at it already, or was in the way."""
    begun = Proposal.objects.filter(pk=proposal.pk, state="asked")
    if not begun.update(state="working", begun_at=now()):
        return False
    rows = list(day.waiting(proposal.made_by))
    given = day.of_today(rows, now())
    Proposal.objects.filter(pk=proposal.pk).update(requests=len(rows), defenders=len(given.defenders))
    try:
        suggestions = given.suggest()
        _write(proposal, rows, given, suggestions)
    except IntegrityError:  # the very first two proposals at the same moment; the worker makes this one anew
        Proposal.objects.filter(pk=proposal.pk).update(state="asked")
        return False
    gaps.count([row for row, found in zip(rows, suggestions, strict=True) if nobody(found)], today())
    return True


def nobody(found: matching.Suggestion) -> bool:
    """Nobody in the network could be asked: evidence of whom it lacks."""
    return any(alarm.code == "nobody_eligible" for alarm in found.alarm)


@transaction.atomic
def _write(
    proposal: Proposal,
    rows: Sequence[Request],
    given: day.Day,
    suggestions: Sequence[matching.Suggestion],
) -> None:
    lock(proposal)
    _hold_requests()
    _overtake_older()
    kept = keeping.inputs(given)
    lines = _lines(proposal, rows, keeping.of_requests(kept), suggestions)
    ProposalLine.objects.bulk_create(lines, batch_size=LINES_AT_ONCE)
    proposal.move("finish")
    proposal.made_at = now()
    proposal.inputs, proposal.inputs_hash = keeping.shared(kept), keeping.hash_of(kept)
    proposal.output_hash = keeping.hash_of_answers(suggestions)
    proposal.policy_version, proposal.seed = given.policy.version, given.seed
    proposal.proposed = sum(suggestion.chosen is not None for suggestion in suggestions)
    proposal.save()
    log.record(
        "proposal.make",
        by=proposal.made_by,
        about=proposal,
        inputs=proposal.inputs_hash,
        output=proposal.output_hash,
        policy=proposal.policy_version,
        seed=proposal.seed,
        requests=len(rows),
        proposed=proposal.proposed,
    )


def _hold_requests() -> None:
    """Requests before lines, as whoever asks a Defender: otherwise each could hold what the other waits for."""
    waiting = Request.objects.filter(state="reviewed").select_for_update(no_key=True)
    list(waiting.order_by("pk").values_list("pk"))


def _overtake_older() -> None:
    """One proposal at a time: whoever comes second waits for the first, then replaces its open lines."""
    Proposal.objects.select_for_update().filter(state="ready").order_by("-made_at").first()
    ProposalLine.objects.filter(state__in=LIVING).update(state="overtaken")


def _lines(
    proposal: Proposal,
    rows: Sequence[Request],
    kept: dict[str, dict[str, Any]],
    suggestions: Sequence[matching.Suggestion],
) -> Iterator[ProposalLine]:
    for place, (row, found) in enumerate(zip(rows, suggestions, strict=True)):
        yield ProposalLine(
            case=row.case,
            proposal=proposal,
            request=row,
            place=place,
            defender_id=found.chosen.defender if found.chosen else None,
            alarm=_worst(found),
            near_tie=found.near_tie,
            inputs=kept[found.request],
            suggestion=keeping.answer(found),
        )


def _worst(found: matching.Suggestion) -> str:
    raised = {alarm.code for alarm in found.alarm}
    return next((code for code in ALARMS if code in raised), "")


@transaction.atomic
def look(line: ProposalLine, *, by: User) -> None:
    """The reasons of a line were opened. The first time is kept: it tells later what was accepted unseen."""
    require(by, "read_desk")
    if line.looked_at is None and line.state in LIVING:
        ProposalLine.objects.filter(pk=line.pk, looked_at=None).update(looked_at=now())
    log.record("proposal.look", by=by, about=line.request, case=line.case.code, proposal=line.proposal_id)


@transaction.atomic
def set_aside(line: ProposalLine, *, by: User) -> None:
    """Not today. Raises NotAllowed, or NotNow when it was decided meanwhile."""
    _decide(line, "set_aside", by=by)


@transaction.atomic
def take_up(line: ProposalLine, *, by: User) -> None:
    """Back among those to decide. Raises NotAllowed, NotNow."""
    _decide(line, "take_up", by=by)


def _decide(line: ProposalLine, move: str, *, by: User) -> None:
    casework.require(by, "match", line.case)
    lock(line)
    line.move(move)
    line.by, line.at = by, now()
    line.save(update_fields=["state", "by", "at"])
    log.record(f"proposal.{move}", by=by, about=line.request, case=line.case.code, proposal=line.proposal_id)

"""After a "no", or no answer, the next of the list is asked: in the name of the coordinator who decided so."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.casework.actions import offers
from reencuentro.casework.actions._story import coordinators, lock, record, tell
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import CannotBeAsked
from reencuentro.casework.models import Offer
from reencuentro.casework.rules import may, require
from reencuentro.network.models import NextInLine
from reencuentro.network.queries.candidates import candidates, still_eligible
from reencuentro.network.queries.estimates import estimate
from reencuentro.network.queries.lines import asked_since

LEFT_BEHIND = ("asked", "needs_answer", "cannot_help", "withdrawn")


@transaction.atomic
def let_it_go_on(
    offered: Offer, defenders: Iterable[UUID | str], *, by: User, hours: int
) -> NextInLine | None:
    """The offer may go on to these, in this order, each with so many hours to answer. None when there is nobody.

    Deciding it again for a request that has a line gives that line back. Raises NotAllowed.
    """
    require(by, "match", offered.case)
    wanted = [str(pk) for pk in defenders if str(pk) != str(offered.defender_id)]
    if not wanted:
        return None
    request = offered.request
    line, fresh = NextInLine.objects.get_or_create(
        request=request,
        state="waiting",
        defaults={
            "offer": offered,
            "defenders": wanted,
            "by": by,
            "hours": hours,
            "request_version": request.version,
        },
    )
    if fresh:
        record("line.make", request.case, by=by, request=request, number=len(wanted), seen_by="internal")
    return line


@transaction.atomic
def stop(line: NextInLine, *, by: User) -> None:
    """Nobody else is asked; an offer that was made stays. Stopping twice is once. Raises NotAllowed."""
    require(by, "match", line.request.case)
    lock(
        line.request
    )  # before the line, as the worker does: otherwise each could hold what the other waits for
    lock(line)
    if line.state != "waiting":
        return
    _end(line, "stop")
    record("line.stop", line.request.case, by=by, request=line.request, seen_by="internal")


def go_on() -> int:
    """Every line once; returns how many Defenders were asked. Run by the worker; two at once ask nobody twice."""
    waiting = NextInLine.objects.filter(state="waiting").order_by("at").values_list("pk", flat=True)
    return sum(ask_next(pk) for pk in list(waiting))


@transaction.atomic
def ask_next(pk: UUID) -> bool:
    """True when somebody was asked. Offer, line and ledger are written together, or not at all."""
    found = NextInLine.objects.filter(pk=pk).values_list("request_id", flat=True)
    if not found:
        return False
    line = NextInLine.objects.select_related("request__case", "offer", "by").get(pk=pk)
    lock(line.request)  # as a coordinator who offers it by hand: whoever comes second sees what the first did
    line.refresh_from_db(fields=["state"], from_queryset=NextInLine.objects.select_for_update())
    if line.state != "waiting":
        return False
    if move := _what_ended_it(line):
        _end(line, move)
        return False
    return line.request.state == "reviewed" and _ask(line)


def _what_ended_it(line: NextInLine) -> str:
    """The move that ends the line, or "" while it goes on."""
    request = line.request
    made = Offer.objects.filter(request=request, made_at__gte=line.offer.made_at).select_related("defender")
    ends = {(offer.state, offer.defender.is_active) for offer in made}
    if any(state == "accepted" for state, _active in ends):
        return "finish"
    if request.version != line.request_version or request.state in LEFT_BEHIND:
        return "overtake"
    # Taken back by hand: the coordinator has something else in mind. (Of somebody who left it is taken back as well.)
    return "stop" if ("withdrawn", True) in ends else ""


def _ask(line: NextInLine) -> bool:
    if not may(line.by, "match", line.request.case):
        _end(line, "stop")  # who left the case asks nobody any more
        return False
    found, asked = candidates(line.request, now()), asked_since(line)
    for pk in line.defenders:
        person = None if pk in asked else still_eligible(found, pk)
        if person and _offered(line, person, found.ranking()):
            return True
    _end(line, "use_up")
    _tell(line)
    return False


def _offered(line: NextInLine, person: User, ranking: dict[str, object]) -> bool:
    request = line.request
    try:
        offers.offer(
            request,
            person,
            by=line.by,
            through="system",
            ranking=ranking,
            answer_by=now() + timedelta(hours=line.hours),
            **estimate(person.defender_profile, request)._asdict(),
        )
    except CannotBeAsked:
        return False
    return True


def _end(line: NextInLine, move: str) -> None:
    """Whom the coordinator had in mind is nobody's business once nobody is asked any more."""
    line.move(move)
    line.defenders = []
    line.save(update_fields=["state", "defenders"])


def _tell(line: NextInLine) -> None:
    request = line.request
    path = f"/requests/{request.pk}/"
    tell(coordinators(request.case), "line_used_up", request.case, path=path, but=line.offer.defender)

"""What the coordinators' desk shows: the newest proposal, its lines, and what changed since it was made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least
from django.http import Http404

from reencuentro.accounts.models import Role, User
from reencuentro.casework.models import CaseMember, Clock, Request
from reencuentro.casework.queries.inbox import FAR
from reencuentro.casework.states import URGENCIES
from reencuentro.network.models import Proposal, ProposalLine, Wish

from . import day, policy

ALARMS = ("nobody_eligible", "no_slot_left", "deadline_unlikely", "waiting")  # the worst first
# As in the inbox: the day the request is needed by, or the next running clock of its case, whichever is sooner.
NEXT_CLOCK = Least(
    Coalesce("request__needed_by", FAR),
    Coalesce(
        Subquery(
            Clock.objects.filter(case=OuterRef("case"), state="running")
            .order_by("due_on")
            .values("due_on")[:1]
        ),
        FAR,
    ),
)
WAITS = Q(state="open", request__state="reviewed")


def newest() -> Proposal | None:
    """The proposal that counts. One query."""
    ready = Proposal.objects.filter(state="ready").select_related("made_by")
    return ready.order_by("-made_at").first()


def under_way() -> Proposal | None:
    """One that the worker is to make or is making. One query."""
    return Proposal.objects.filter(state__in=("asked", "working")).order_by("asked_at").first()


@dataclass(frozen=True)
class Filters:
    """What of the desk is shown. An unknown value is no filter."""

    country: str = ""
    urgency: str = ""
    alarm: str = ""
    mine: bool = False
    ties: bool = False

    def of(self) -> Q:
        found = Q(request__country=self.country) if self.country else Q()
        if self.urgency in URGENCIES:
            found &= Q(request__urgency=self.urgency)
        if self.alarm in ALARMS:
            found &= Q(alarm=self.alarm)
        if self.mine:
            found &= Q(mine=True)
        if self.ties:
            found &= Q(near_tie=True)
        return found


def lines(user: User) -> QuerySet[ProposalLine]:
    """Lines of open cases, as any coordinator may see them: no identity of anybody in the case. None for others."""
    if not user.is_coordinator:
        return ProposalLine.objects.none()
    mine = CaseMember.objects.filter(
        case=OuterRef("case"), user=user, until=None, part=CaseMember.Part.COORDINATOR
    )
    living = Wish.objects.filter(ended_at=None).select_related("defender", "by")
    return (
        ProposalLine.objects.filter(case__state="open", case__erased_at=None)
        .annotate(mine=Exists(mine), next_clock=NEXT_CLOCK)
        .select_related("case", "request__case", "proposal", "defender", "asked", "by")
        .prefetch_related(Prefetch("request__wishes", queryset=living, to_attr="living_wishes"))
        .order_by("place")
    )


def waiting_lines(user: User, proposal: Proposal, filters: Filters) -> QuerySet[ProposalLine]:
    """Those to decide: still open, and their requests still wait."""
    return lines(user).filter(WAITS, filters.of(), proposal=proposal)


def decided_lines(user: User, proposal: Proposal) -> QuerySet[ProposalLine]:
    """Those that somebody decided, or something else overtook, since this proposal was made; the latest first."""
    return lines(user).filter(proposal=proposal).exclude(WAITS).order_by("-at", "place")


def line_for(user: User, pk: UUID) -> ProposalLine:
    """One line for any coordinator, of whatever proposal; otherwise 404."""
    found = lines(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def lines_for(user: User, pks: Iterable[UUID]) -> list[ProposalLine]:
    """Several lines in the order of the desk; what cannot be seen is left out."""
    return list(lines(user).filter(pk__in=list(pks)))


def line_of(user: User, request: Request) -> ProposalLine | None:
    """The line in which the newest proposal speaks of this request and waits for a decision."""
    return lines(user).filter(request=request, state="open").first()


def proposes(request: Request, defender: User) -> bool:
    """Whether the newest proposal says to ask this one for this request. One query."""
    return ProposalLine.objects.filter(request=request, defender=defender, state="open").exists()


@dataclass(frozen=True)
class Counts:
    """`waiting` = `askable` + `nobody`."""

    waiting: int
    askable: int
    nobody: int
    mine: int
    ties: int
    decided: int
    alarms: dict[str, int]


def counts(user: User, proposal: Proposal) -> Counts:
    """The figures at the head of the desk. One query."""
    waits = {"all": Q(), "askable": Q(defender__isnull=False), "mine": Q(mine=True), "ties": Q(near_tie=True)}
    alarms = {code: Q(alarm=code) for code in ALARMS}
    rows = lines(user).filter(proposal=proposal).order_by()
    # A name of its own for each figure: "mine" alone would be taken for the line's.
    found = rows.aggregate(
        number_decided=Count("pk", filter=~WAITS),
        **{f"number_{name}": Count("pk", filter=WAITS & wanted) for name, wanted in (waits | alarms).items()},
    )
    number = {name.removeprefix("number_"): value for name, value in found.items()}
    return Counts(
        waiting=number["all"],
        askable=number["askable"],
        nobody=number["all"] - number["askable"],
        mine=number["mine"],
        ties=number["ties"],
        decided=number["decided"],
        alarms={code: number[code] for code in ALARMS if number[code]},
    )


@dataclass(frozen=True)
class Since:
    """What changed since a proposal was made."""

    requests: int
    wishes: int
    weights: bool

    def __bool__(self) -> bool:
        return bool(self.requests or self.wishes or self.weights)


def since(user: User, proposal: Proposal) -> Since:
    """Three queries."""
    spoken_of = ProposalLine.objects.filter(
        proposal=proposal, request=OuterRef("pk"), state__in=("open", "set_aside")
    )
    new = day.waiting(user).order_by().filter(~Exists(spoken_of)).count()
    wishes = Wish.objects.filter(Q(at__gt=proposal.made_at) | Q(ended_at__gt=proposal.made_at))
    return Since(new, wishes.count(), policy.current().version != proposal.policy_version)


def still_possible(rows: Sequence[Any], now: datetime) -> frozenset[UUID]:
    """Which of these lines can be asked as proposed, as things stand now.

    One answer for every cause: somebody who left, has no room, declined, or has a conflict looks the same.
    """
    chosen = [line for line in rows if line.defender_id]
    today = day.with_only([line.request for line in chosen], [line.defender_id for line in chosen], now)
    free = {defender.id for defender in today.defenders if defender.slots_left > 0}
    out = {found.request: {one.defender for one in found.excluded} for found in today.suggest()}
    return frozenset(
        line.pk for line in chosen if str(line.defender_id) in free - out.get(str(line.request_id), set())
    )


def defenders_of(country: str) -> QuerySet[User]:
    """Everybody of the Defender Network in this country, whether or not they can be asked now."""
    return User.objects.filter(
        is_active=True,
        defender_profile__country=country,
        memberships__role=Role.DEFENDER,
        memberships__ended=None,
    )


def by_name(country: str) -> list[User]:
    """As `defenders_of`, in the order of their names. One query; every name is opened."""
    return sorted(defenders_of(country), key=lambda user: user.full_name.casefold())


def named(ids: Iterable[str]) -> dict[str, User]:
    """{id: person} of those whom a suggestion speaks of. One query."""
    return {str(user.pk): user for user in User.objects.filter(pk__in=set(ids))}


def refs(ids: Iterable[str]) -> dict[str, str]:
    """{id: code and number} of requests that a suggestion speaks of. One query."""
    rows = Request.objects.filter(pk__in=set(ids)).select_related("case")
    return {str(row.pk): row.ref for row in rows}


def wishes_of(request: Request) -> list[Wish]:
    """The living wishes for one request, with who and when. One query."""
    return list(Wish.objects.filter(request=request, ended_at=None).select_related("defender", "by"))

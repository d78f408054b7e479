"""Greedy suggestions: requests in order of urgency, each with its best Defender and three alternatives."""

import math
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from ..reasons import Reason, because
from .eligibility import eligible
from .scoring import NeutralPrior, option
from .types import Defender, Excluded, Option, Policy, Request, Suggestion, Turnaround

Pair = tuple[str, str]


def suggest(
    requests: Sequence[Request],
    defenders: Sequence[Defender],
    *,
    now: datetime,
    policy: Policy,
    pins: Iterable[Pair] = (),
    bans: Collection[Pair] = (),
    turnaround: Turnaround | None = None,
    seed: int = 0,
) -> list[Suggestion]:
    """One suggestion for each request, in the order of ``requests``.

    ``pins`` and ``bans``: (request id, Defender id). A pin on somebody who is not eligible is passed over
    in silence: an error would say that there is a conflict. ``turnaround`` None = the policy's neutral
    prior. ``seed`` belongs to the seam; this scorer draws nothing at random.
    """
    pinned = dict(pins)
    scorer = _Scorer(defenders, now, policy, turnaround or NeutralPrior(policy))
    slots = {defender.id: defender.slots_left for defender in defenders}
    taken: dict[str, str] = {}
    found: dict[str, Suggestion] = {}
    # A pin is a decision already made: its slot is gone before anybody else chooses.
    for request in sorted(requests, key=lambda one: (one.id not in pinned, *_order(one))):
        options, excluded = scorer.options(request, bans)
        suggestion = _choose(request, options, excluded, slots, taken, pinned.get(request.id), scorer)
        if suggestion.chosen:
            slots[suggestion.chosen.defender] -= 1
            taken[suggestion.chosen.defender] = request.id
        found[request.id] = suggestion
    return [found[request.id] for request in requests]


def _order(request: Request) -> tuple[int, date, datetime, str]:
    urgency = ("critical", "high", "normal").index(request.urgency)
    return urgency, request.deadline or date.max, request.received, request.id


class _Scorer:
    def __init__(
        self, defenders: Sequence[Defender], now: datetime, policy: Policy, turnaround: Turnaround
    ) -> None:
        self.defenders, self.now, self.policy, self.turnaround = defenders, now, policy, turnaround
        self.today = now.date()

    def options(self, request: Request, bans: Collection[Pair]) -> tuple[list[Option], tuple[Excluded, ...]]:
        """Options best first (equal scores by id), and everybody who may not be asked."""
        able = [
            defender
            for defender in self.defenders
            if eligible(request, defender, today=self.today) and (request.id, defender.id) not in bans
        ]
        mean_use = self._mean_use(request.country)
        days_left = None if request.deadline is None else (request.deadline - self.today).days
        options = [
            option(
                request,
                defender,
                days_left=days_left,
                mean_use=mean_use,
                policy=self.policy,
                turnaround=self.turnaround,
            )
            for defender in able
        ]
        ids = {defender.id for defender in able}
        excluded = tuple(Excluded(one) for one in sorted(d.id for d in self.defenders if d.id not in ids))
        return sorted(options, key=lambda one: (-one.score, one.defender)), excluded

    def _mean_use(self, country: str) -> float:
        uses = [defender.use for defender in self.defenders if defender.country == country]
        return math.fsum(uses) / len(uses) if uses else 0.0

    def alarm(self, request: Request, options: list[Option], chosen: Option | None) -> tuple[Reason, ...]:
        """What a coordinator must see the same day."""
        if not options:
            return (because("nobody_eligible"),)
        found = [] if chosen else [because("no_slot_left")]
        best = chosen or options[0]
        waited = (self.now - request.received).days
        if waited > self.policy.waiting_alarm_days:
            found.append(because("waiting", days=waited))
        if request.deadline is not None and best.eta[1] > (request.deadline - self.today).days:
            found.append(because("deadline_unlikely", deadline=request.deadline))
        return tuple(found)


def _choose(
    request: Request,
    options: list[Option],
    excluded: tuple[Excluded, ...],
    slots: dict[str, int],
    taken: dict[str, str],
    pin: str | None,
    scorer: _Scorer,
) -> Suggestion:
    free = [one for one in options if slots[one.defender] > 0]
    pinned = next((one for one in free if one.defender == pin), None)
    chosen = pinned or (free[0] if free else None)
    better = options[: options.index(chosen)] if chosen else options
    effect = tuple(
        because(
            "slot_goes_to",
            defender=one.defender,
            request=taken[one.defender],
            gives_up=one.score - _score(chosen),
        )
        for one in better
        if slots[one.defender] <= 0
    )
    rest = [one for one in options if one is not chosen]
    runner_up = rest[0] if rest else None
    return Suggestion(
        request=request.id,
        chosen=chosen,
        alternatives=tuple(rest[: scorer.policy.alternatives]),
        excluded=excluded,
        pinned=pinned is not None,
        pin_cost=max(0, free[0].score - pinned.score) if pinned and free else 0,
        group_effect=() if pinned else effect,
        alarm=scorer.alarm(request, options, chosen),
        near_tie=bool(chosen and runner_up and abs(chosen.score - runner_up.score) <= scorer.policy.near_tie),
    )


def _score(chosen: Option | None) -> int:
    return chosen.score if chosen else 0

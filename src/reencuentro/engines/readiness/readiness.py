"""What still stands between a child and release, with why each point applies and what can come from abroad.

"Met" is our view; only ORR or a court accepts. A point that they accepted is settled whatever we hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..reasons import Reason, because
from .kinship import Chain, Record
from .rules import Applies, Group, Requirement

State = Literal["accepted", "met", "fallback", "missing", "unknown"]
AbroadHelp = Literal["yes", "partly", "no"]


@dataclass(frozen=True)
class Finding:
    """One requirement and where it stands.

    ``missing``: the evidence of the nearest option that is not held. ``records``: registry records of the
    kinship chain still to obtain. ``from_abroad``: what a Defender could still obtain for it, fall-backs
    included.
    ``abroad``: yes = that alone can complete it, partly, or no = nobody should wait for a Defender.
    """

    requirement: str
    state: State
    certain: bool
    why: tuple[Reason, ...]
    missing: tuple[str, ...]
    records: tuple[Record, ...]
    from_abroad: tuple[str, ...]
    abroad: AbroadHelp
    supporting: tuple[str, ...]
    sources: tuple[str, ...]
    unverified: bool

    @property
    def blocks(self) -> bool:
        """True until it is met in our view or accepted by theirs; a fall-back alone does not settle it."""
        return self.state in ("missing", "fallback", "unknown")


def assess(
    applies: Iterable[Applies],
    *,
    held: frozenset[str],
    accepted: frozenset[str] = frozenset(),
    chain: Chain | None = None,
) -> tuple[Finding, ...]:
    """A finding for every requirement that applies, in their order.

    ``held``: evidence codes that a human has checked. ``accepted``: requirement ids that ORR or a court
    accepted.
    """
    return tuple(_finding(one, held, accepted, chain) for one in applies)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What still blocks release: what a Defender can solve first, then what only the U.S. side can."""
    order = ("yes", "partly", "no")
    return tuple(sorted((one for one in findings if one.blocks), key=lambda one: order.index(one.abroad)))


def _finding(one: Applies, held: frozenset[str], accepted: frozenset[str], chain: Chain | None) -> Finding:
    requirement = one.requirement
    records = chain.missing if chain and requirement.chain else ()
    missing = _missing(requirement, held)
    state, why = _state(requirement, missing, held, accepted, chain)
    settled = state in ("accepted", "met")
    obtainable = () if settled else tuple(code for code in requirement.from_abroad if code not in held)
    return Finding(
        requirement=requirement.id,
        state=state,
        certain=one.certain,
        why=(*one.why, *why),
        missing=() if settled else missing,
        records=() if settled else records,
        from_abroad=obtainable,
        abroad="no" if settled else _abroad(requirement, held, obtainable, records),
        supporting=tuple(code for code in requirement.supporting if code not in held),
        sources=requirement.sources,
        unverified=requirement.unverified,
    )


def _state(
    requirement: Requirement,
    missing: tuple[str, ...],
    held: frozenset[str],
    accepted: frozenset[str],
    chain: Chain | None,
) -> tuple[State, tuple[Reason, ...]]:
    if requirement.id in accepted:
        return "accepted", (because("accepted_by_decision_maker"),)
    if requirement.chain:
        if chain is None or not chain.walk:
            return "unknown", (because("kinship_not_drawn"),)
        return ("met" if chain.proved else "missing"), ()
    if requirement.options is None:
        return "unknown", (because("list_not_known"),)
    if not missing:
        return "met", ()
    fallbacks = tuple(
        because("fallback_held", evidence=code) for code in requirement.fallback if code in held
    )
    return ("fallback", fallbacks) if fallbacks else ("missing", ())


def _missing(requirement: Requirement, held: frozenset[str]) -> tuple[str, ...]:
    """What the nearest option still needs; of a group of alternatives all that could fill it are named."""
    if not requirement.options:
        return ()
    gaps = [[group for group in option if _short(group, held)] for option in requirement.options]
    nearest = min(gaps, key=lambda groups: sum(_short(group, held) for group in groups))
    return tuple(dict.fromkeys(code for group in nearest for code in group.of if code not in held))


def _short(group: Group, held: frozenset[str]) -> int:
    """How many pieces a group still needs."""
    return max(0, group.count - sum(code in held for code in group.of))


def _abroad(
    requirement: Requirement, held: frozenset[str], obtainable: tuple[str, ...], records: tuple[Record, ...]
) -> AbroadHelp:
    if records:
        return "yes"
    if not obtainable:
        return "no"
    with_help = held | set(obtainable)
    completes = any(
        not any(_short(group, with_help) for group in option) for option in requirement.options or ()
    )
    return "yes" if completes else "partly"

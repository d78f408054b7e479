"""Two whole names compared: the same, maybe the same, or different people's names.

For a reader and for the table of examples; a score over many records uses the words and their likeness itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .bags import Bags, Pair, lay_side_by_side
from .likeness import Likeness
from .splitting import Name

Verdict = Literal["same", "maybe", "different"]
Standing = Literal["agrees", "doubtful", "conflicts", "unknown"]

_RANK: dict[Verdict, int] = {"different": 0, "maybe": 1, "same": 2}
_CODE = {
    Likeness.WEAK: "weak",
    Likeness.INITIAL: "initial",
    Likeness.CLOSE: "close",
    Likeness.NICKNAME: "nickname",
    Likeness.SOUND: "sound",
    Likeness.SAME: "same",
}


@dataclass(frozen=True)
class NamesCompared:
    """``codes`` says why, sorted: ``given_`` or ``surname_`` and one of same, sound, nickname, close, initial, weak
    (how words pair), missing (one name says more), different (both have a word that the other lacks), unknown
    (one says nothing), order, joined; and ``swapped`` or ``one_field`` when the halves were laid together.
    """

    given: tuple[Pair, ...]
    surnames: tuple[Pair, ...]
    verdict: Verdict
    codes: tuple[str, ...]


def compare(one: Name, other: Name) -> NamesCompared:
    """Whether both names can be one person's; the same both ways.

    Given names with given names and surnames with surnames; if that does not agree, all words with all words, for
    names typed into the wrong field and for families in which given names serve as surnames (notes 5.9).
    """
    straight = _halves(one, other)
    if straight.verdict == "same":
        return straight
    together = _together(one, other)
    return together if _RANK[together.verdict] > _RANK[straight.verdict] else straight


def _halves(one: Name, other: Name) -> NamesCompared:
    given = lay_side_by_side(one.given, other.given)
    surnames = lay_side_by_side(one.surnames, other.surnames)
    verdict = _verdict(_given_stand(given), _surnames_stand(surnames))
    codes = {f"given_{code}" for code in _codes(given)} | {f"surname_{code}" for code in _codes(surnames)}
    return NamesCompared(given.pairs, surnames.pairs, verdict, tuple(sorted(codes)))


def _verdict(given: Standing, surnames: Standing) -> Verdict:
    if "conflicts" in (given, surnames):
        return "different"
    return "same" if given == surnames == "agrees" else "maybe"


def _given_stand(bags: Bags) -> Standing:
    """María Elena and María José are sisters, not one girl: a given name of its own on both sides conflicts."""
    if not bags.pairs:
        return "conflicts" if bags.left_one and bags.left_other else "unknown"
    if bags.left_one and bags.left_other:
        return "doubtful" if bags.strong > 1 else "conflicts"
    return "agrees" if bags.strong else "doubtful"


def _surnames_stand(bags: Bags) -> Standing:
    """One surname in common and another on both sides is what half brothers and sisters have: doubtful."""
    if not bags.pairs:
        return "conflicts" if bags.left_one and bags.left_other else "unknown"
    if bags.left_one and bags.left_other:
        return "doubtful"
    return "agrees" if bags.strong else "doubtful"


def _codes(bags: Bags) -> Iterator[str]:
    yield from (_CODE[pair.likeness] for pair in bags.pairs)
    if bags.left_one and bags.left_other:
        yield "different"
    elif bags.pairs and (bags.left_one or bags.left_other):
        yield "missing"
    elif not bags.pairs:
        yield "unknown"
    if not bags.ordered:
        yield "order"
    if bags.joined:
        yield "joined"


def _together(one: Name, other: Name) -> NamesCompared:
    bags = lay_side_by_side(one.given + one.surnames, other.given + other.surnames)
    one_field = not (one.given and one.surnames and other.given and other.surnames)
    codes = {f"surname_{code}" for code in _codes(bags)} | {"one_field" if one_field else "swapped"}
    crossed = any(_crosses(pair, one, other) for pair in bags.pairs)
    verdict = _together_verdict(bags, one_field, _both_halves(bags, one, other)) if crossed else "different"
    return NamesCompared((), bags.pairs, verdict, tuple(sorted(codes)))


def _together_verdict(bags: Bags, one_field: bool, both_halves: bool) -> Verdict:
    """Three words in common are a name; two are, if a given name and a surname stand in one field."""
    if bags.left_one and bags.left_other:
        return "maybe" if bags.strong > 2 else "different"
    if bags.strong > 2 or (one_field and both_halves and bags.strong == 2):
        return "same"
    return "maybe" if bags.strong == 2 else "different"


def _crosses(pair: Pair, one: Name, other: Name) -> bool:
    """Whether the pair leads from given names to surnames or back: without one there is nothing new to say."""
    here, there = _halves_with(pair.one, one), _halves_with(pair.other, other)
    return bool(here and there) and here.isdisjoint(there)


def _halves_with(word: str, name: Name) -> set[str]:
    halves = {"given": name.given, "surnames": name.surnames}
    return {half for half, words in halves.items() if word in words}


def _both_halves(bags: Bags, one: Name, other: Name) -> bool:
    """Whether the pairs reach a given name and a surname of each name that has both."""
    here, there = {pair.one for pair in bags.pairs}, {pair.other for pair in bags.pairs}
    return all(
        met & set(name.given) and met & set(name.surnames)
        for name, met in ((one, here), (other, there))
        if name.given and name.surnames
    )

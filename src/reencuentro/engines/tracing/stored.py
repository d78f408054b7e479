"""Searching the stored index: sealed shelves of tokens lead to candidates, whose sealed cards are then compared."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .answers import answer_among
from .asking import Asking
from .features import Features, decode, features
from .layout import Layout
from .shelves import Numbers, look_up, shelf_of
from .statistics import Statistics
from .tokens import Compound, Reading, compounds, value
from .types import Cards, Description, Match, Shelves, Sought

LEAST_LIKELY = 0.004  # values less likely than this are not looked up
MOST_TOKENS = 2000
MOST_CANDIDATES = 500
NOTHING = Reading("")


@dataclass(frozen=True)
class Candidates:
    """Records worth comparing, best first; `points` is what their agreements are worth together, in bits."""

    refs: Numbers
    points: NDArray[np.float32]


class StoredIndex:
    """Answers searches from shelves and cards that somebody else opens."""

    def __init__(self, layout: Layout, statistics: Statistics, shelves: Shelves, cards: Cards) -> None:
        self._layout = layout
        self._statistics = statistics
        self._asking = Asking(statistics)
        self._shelves = shelves
        self._cards = cards

    def search(
        self,
        sought_for: Description,
        *,
        sought: Sought = "person",
        limit: int = 50,
        without: Collection[int] = (),
    ) -> tuple[Match, ...]:
        """As engines.tracing.types.Index."""
        asked = features(sought_for)
        if not asked.enough_for(sought):
            return ()
        refs = [ref for ref in self.candidates(asked, sought).refs.tolist() if ref not in without]
        opened = self._cards.open(refs)
        cards = [(ref, decode(opened[ref])) for ref in refs if ref in opened]
        return answer_among(asked, cards, self._statistics, sought=sought, limit=limit)

    def candidates(self, asked: Features, sought: Sought = "person") -> Candidates:
        """Those who agree in something, most first; equal ones by ref."""
        question = _likeliest(compounds(self._asking.known(asked, sought), least=LEAST_LIKELY))
        tokens, origins = self._tokens(question)
        if not len(tokens):
            return Candidates(np.empty(0, np.uint64), np.empty(0, np.float32))
        opened = self._shelves.open(np.unique(shelf_of(tokens, self._layout.shelves)).tolist())
        places, refs = look_up(opened, tokens, self._layout.shelves)
        return _ranked(refs, origins[places], question)

    def _tokens(self, question: list[Compound]) -> tuple[Numbers, NDArray[np.int64]]:
        """What to look up, likeliest and cheapest first, and the compound from which each token comes."""
        secret = self._layout.secret
        own = np.array([value(secret, compound.text) for compound in question], np.uint64)
        pieces = self._layout.how_many(own).astype(np.int64)
        likely = np.array([compound.likelihood for compound in question])
        order = np.argsort(-likely / pieces, kind="stable")
        order = order[np.cumsum(pieces[order]) <= MOST_TOKENS]
        chosen = zip(own[order].tolist(), pieces[order].tolist(), strict=True)
        tokens = [token for each, many in chosen for token in self._layout.all_tokens(each, many)]
        return np.array(tokens, np.uint64), np.repeat(order, pieces[order])


def _likeliest(asked: Iterable[Compound]) -> list[Compound]:
    """Each value once, in its likeliest reading."""
    found: dict[str, Compound] = {}
    for compound in asked:
        held = found.get(compound.text)
        if held is None or held.likelihood < compound.likelihood:
            found[compound.text] = compound
    return list(found.values())


def _ranked(refs: Numbers, origins: NDArray[np.int64], question: list[Compound]) -> Candidates:
    """Each thing known counts once for each candidate, in the reading that says most."""
    used, origins = np.unique(origins, return_inverse=True)
    slots, weights = _evidence([question[place] for place in used.tolist()])
    found, rows = np.unique(refs, return_inverse=True)
    best = np.zeros((len(found), int(slots.max(initial=0)) + 1), np.float32)
    np.maximum.at(best, (rows[:, None], slots[origins]), weights[origins])
    points = best.sum(axis=1)
    order = np.argsort(-points, kind="stable")[:MOST_CANDIDATES]
    return Candidates(found[order], points[order])


def _evidence(compounds: list[Compound]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Slots and weights of the readings of each compound: compounds x 3, the rest of a line without weight."""
    lines = [(*compound.readings, NOTHING, NOTHING)[:3] for compound in compounds]
    slots = [[reading.slot for reading in line] for line in lines]
    weights = [[reading.weight for reading in line] for line in lines]
    return np.array(slots, np.int64).reshape(-1, 3), np.array(weights, np.float32).reshape(-1, 3)

"""The person asked for, made ready: every reading of the names, and what each agreement would be worth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from . import births, places
from .arrays import Floats, Small
from .columns import Columns
from .features import Features
from .lexicon import Lexicon
from .model import JOINED
from .rarity import worth_of_words
from .statistics import Statistics

SHORTEST_PART = 3  # letters of one of two names that were written as one
MOST_READINGS = 4


@dataclass(frozen=True)
class Reading:
    """One way to read the words: their numbers in `Question.words`, and what it costs to believe it."""

    words: tuple[int, ...]
    cost: float = 0.0


@dataclass(frozen=True)
class Question:
    """words, roles     every word of every reading, each with the role in which it is asked
    optional    joined words: worth a look only where somebody is written so
    """

    features: Features
    columns: Columns
    words: tuple[str, ...]
    roles: tuple[str, ...]
    optional: frozenset[str]
    readings: dict[str, tuple[Reading, ...]]
    worth: Floats
    birth: Floats
    place: Floats
    statistics: Statistics

    @classmethod
    def of(cls, asked: Features, statistics: Statistics) -> "Question":
        gathered = _Gathered()
        readings = {
            role: tuple(_readings(gathered, role, given, statistics))
            for role, given in (
                ("given", asked.given),
                ("surnames", asked.surnames),
                ("mother", asked.mother),
                ("father", asked.father),
            )
        }
        readings["called"] = (Reading(gathered.add("given", asked.called)),)
        words, roles = tuple(gathered.words), tuple(gathered.roles)
        columns = Columns.of([asked])
        bags = (asked.given, asked.surnames, asked.mother, asked.father)
        optional = frozenset(first + second for bag in bags for first, second in pairwise(bag))
        return cls(
            features=asked,
            columns=columns,
            words=words,
            roles=roles,
            optional=optional,
            readings=readings,
            worth=worth_of_words(words, roles, optional, statistics),
            birth=births.worth(columns, statistics),
            place=places.worth(asked, statistics),
            statistics=statistics,
        )

    def closeness(self, words: Lexicon) -> Small:
        """words of the question x words of a lexicon."""
        bearers = self.statistics.bearers(self.words).tolist()
        return words.closeness(self.words, bearers, self.statistics.bearers_in(words), self.optional)


class _Gathered:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.roles: list[str] = []
        self._known: dict[tuple[str, str], int] = {}

    def add(self, role: str, words: Iterable[str]) -> tuple[int, ...]:
        return tuple(self._number(role, word) for word in words)

    def _number(self, role: str, word: str) -> int:
        if (role, word) not in self._known:
            self._known[role, word] = len(self.words)
            self.words.append(word)
            self.roles.append(role)
        return self._known[role, word]


def _readings(
    gathered: _Gathered, role: str, words: tuple[str, ...], statistics: Statistics
) -> Iterator[Reading]:
    """As written; two neighbours read as one; one read as two."""
    yield Reading(gathered.add(role, words))
    for other in [*_joined(words), *_parted(words, statistics)][: MOST_READINGS - 1]:
        yield Reading(gathered.add(role, other), JOINED)


def _joined(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for place, (first, second) in enumerate(pairwise(words)):
        if len(first) > 1 and len(second) > 1:
            yield (*words[:place], first + second, *words[place + 2 :])


def _parted(words: tuple[str, ...], statistics: Statistics) -> Iterator[tuple[str, ...]]:
    """Only a word that is no usual name is parted. The most usual parts come first, and one must be usual."""
    for place, word in enumerate(words):
        if not statistics.is_common(word):
            parts = [(word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - 1)]
            known = [(sorted(statistics.bearers(pair).tolist()), pair) for pair in parts]
            for bearers, pair in sorted(known, reverse=True):
                if bearers[1] and max(map(statistics.is_common, pair)):
                    yield (*words[:place], *pair, *words[place + 1 :])

"""An index of pages in memory, and how well a page answers what was typed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import OSA

from .words import stem, telling, words

# How much a word counts by where it stands on a page.
WEIGHTS = {"title": 6.0, "summary": 2.5, "body": 1.0}
# How much a likeness counts. A word that begins as the typed one may be the one that is still being typed.
SAME, SAME_STEM, BEGINS = 1.0, 0.9, 0.75
TYPING_ERROR = (0.0, 0.65, 0.45)  # by the number of letters that differ or are swapped
BEGINS_LEAST = 3  # letters
# Letters of the typed word from which one, and from which two errors are forgiven.
ONE_ERROR, TWO_ERRORS = 4, 8
MISSING = 0.35  # what is left of a page's score for each typed word that it does not have


@dataclass(frozen=True)
class Document:
    """One page. `key` is whatever the caller knows it by."""

    key: int
    title: str
    summary: str = ""
    body: str = ""


@dataclass(frozen=True)
class Hit:
    """A page that answers, best first. `because`: the words of the page that fitted, in the order they were typed."""

    key: int
    score: float
    because: tuple[str, ...]


Places = dict[int, float]  # page -> how much a word counts there


class Index:
    def __init__(self, documents: Iterable[Document]) -> None:
        self._places: dict[str, Places] = defaultdict(dict)
        self._count = 0
        for document in documents:
            self._count += 1
            self._add(document)
        self._stems = {word: stem(word) for word in self._places}

    def _add(self, document: Document) -> None:
        for place, weight in WEIGHTS.items():
            for word in words(getattr(document, place)):
                counted = self._places[word]
                # The same word again adds little: a long page is not a better answer.
                counted[document.key] = max(counted.get(document.key, 0.0), weight) + 0.05

    def search(self, typed: str, limit: int = 20) -> list[Hit]:
        """At most `limit` pages, best first; equally good ones in the order of their keys."""
        asked = list(dict.fromkeys(telling(typed)))
        scores: dict[int, float] = defaultdict(float)
        because: dict[int, list[str]] = defaultdict(list)
        for word in asked:
            for key, (score, found) in self._answers(word).items():
                scores[key] += score
                because[key].append(found)
        hits = [
            Hit(key, score * MISSING ** (len(asked) - len(because[key])), tuple(because[key]))
            for key, score in scores.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]

    def _answers(self, typed: str) -> dict[int, tuple[float, str]]:
        """For each page the best of its words for one typed word."""
        best: dict[int, tuple[float, str]] = {}
        for word, likeness in self._like(typed):
            places = self._places[word]
            rare = log(1 + self._count / len(places))
            for key, weight in places.items():
                score = likeness * weight * rare
                if score > best.get(key, (0.0, ""))[0]:
                    best[key] = (score, word)
        return best

    def _like(self, typed: str) -> list[tuple[str, float]]:
        """A word that is there as it was typed is no typing error: then only its own kind counts."""
        root = stem(typed)
        found = [(word, likeness(typed, root, word, self._stems[word])) for word in self._places]
        least = BEGINS if any(like >= SAME_STEM for _word, like in found) else min(TYPING_ERROR[1:])
        return [(word, like) for word, like in found if like >= least]


def likeness(typed: str, root: str, word: str, word_root: str) -> float:
    """0 (another word) to 1 (the same)."""
    if typed == word:
        return SAME
    if root == word_root:
        return SAME_STEM
    if len(typed) >= BEGINS_LEAST and word.startswith(typed):
        return BEGINS
    allowed = (len(typed) >= ONE_ERROR) + (len(typed) >= TWO_ERRORS)
    errors = OSA.distance(typed, word, score_cutoff=allowed) if allowed else 1
    return TYPING_ERROR[errors] if 0 < errors <= allowed else 0.0

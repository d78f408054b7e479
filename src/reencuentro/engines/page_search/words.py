"""From a text to the words that are compared."""

import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")
# Words that stand on every page say nothing about which page is meant.
# fmt: off
EMPTY = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "for", "from", "how", "i", "in", "is", "it",
    "my", "of", "on", "or", "that", "the", "this", "to", "we", "what", "when", "where", "which", "who",
    "with", "you",
    "al", "como", "con", "cual", "de", "del", "donde", "el", "en", "es", "esta", "este", "la", "las",
    "lo", "los", "me", "mi", "no", "o", "para", "por", "que", "quien", "se", "si", "sin", "su", "sus",
    "un", "una", "y", "yo",
})
# fmt: on
# Longest first: the first ending that fits is taken off, and three letters at least stay.
ENDINGS = (
    "aciones",
    "ciones",
    "ations",
    "acion",
    "ation",
    "mente",
    "cion",
    "ing",
    "ies",
    "as",
    "os",
    "es",
    *"syoae",
)
STEM_LEAST = 3


def fold(text: str) -> str:
    """Lower case without accents: "Detención" and "DETENCION" are one."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def words(text: str) -> list[str]:
    """All words in order, folded."""
    return WORD.findall(fold(text))


def telling(text: str) -> list[str]:
    """The words that say something; all of them when there is no other."""
    found = words(text)
    return [word for word in found if word not in EMPTY] or found


def stem(word: str) -> str:
    """What is left without a usual ending of English or Spanish: "niñas", "niños" and "niño" are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_LEAST:
            return word[: -len(ending)]
    return word

"""What happens to one word on its way through hands, ears and machines. Each function changes exactly one thing, or
returns the word as it is where it has nothing to change."""

import random
import re

from .pools import table

KEYS = {"a": "sqz", "b": "vn", "c": "xvk", "d": "sfe", "e": "rwd", "f": "dg", "g": "fhj", "h": "gj", "i": "uo",
        "j": "hk", "k": "jl", "l": "kñ", "m": "n", "n": "mb", "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry",
        "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa"}  # fmt: skip
# Heard the same in Spanish, or nearly.
HEARD = (
    ("b", "v"), ("v", "b"), ("z", "s"), ("s", "z"), ("ce", "se"), ("ci", "si"), ("se", "ce"), ("si", "ci"),
    ("ll", "y"), ("y", "ll"), ("ge", "je"), ("gi", "ji"), ("je", "ge"), ("ji", "gi"), ("x", "j"), ("qu", "k"),
    ("c", "k"), ("k", "c"), ("h", ""), ("hua", "gua"), ("gua", "hua"), ("i", "y"), ("y", "i"), ("mb", "nb"),
    ("mp", "np"), ("rr", "r"), ("nn", "n"), ("l", "ll"), ("n", "nn"), ("ph", "f"), ("f", "ph"), ("th", "t"),
    ("ñ", "n"), ("ñ", "ni"), ("güi", "gui"), ("d", ""), ("z", "ez"), ("e", "i"), ("o", "u"),
)  # fmt: skip
READ = (("m", "rn"), ("rn", "m"), ("l", "1"), ("i", "l"), ("o", "0"), ("s", "5"), ("b", "8"), ("e", "c"), ("c", "e"),
        ("n", "ri"), ("h", "b"), ("z", "2"), ("g", "q"), ("u", "v"), ("cl", "d"), ("t", "f"))  # fmt: skip
# One Mayan sound, written in several ways.
MAYAN = (
    ("'", ""), ("'", "’"), ("k", "c"), ("c", "k"), ("q", "k"), ("qu", "k"), ("c", "qu"), ("tz", "z"), ("z", "tz"),
    ("x", "sh"), ("x", "ch"), ("ch", "x"), ("aa", "a"), ("a", "aa"), ("u", "uu"), ("j", "h"), ("b", "b'"), ("t", "t'"),
    ("k", "k'"), ("tz", "ts"), ("w", "hu"), ("oo", "o"), ("y", "i"), ("tz", "tz'"),
)  # fmt: skip
BY_EAR = table("by-ear.txt")  # English names


def typo(word: str, chance: random.Random) -> str:
    """Two letters exchanged, one lost, one doubled, or the neighbour of a key."""
    if len(word) < 3:
        return word
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(KEYS.get(word[at].lower(), "e")) + word[at + 1 :]


def spell(word: str, chance: random.Random) -> str:
    return _one(HEARD, word, chance)


def read(word: str, chance: random.Random) -> str:
    """As a machine reads a bad copy."""
    return _one(READ, word, chance)


def mayan(word: str, chance: random.Random) -> str:
    return _one(MAYAN, word, chance)


def by_ear(word: str, chance: random.Random) -> str:
    return chance.choice(BY_EAR[word]) if word in BY_EAR else word


def _one(rules: tuple[tuple[str, str], ...], word: str, chance: random.Random) -> str:
    """One of the rules that fit, at one of the places where it fits. An initial capital stays."""
    low = word.lower()
    fitting = [rule for rule in rules if rule[0] in low]
    if not fitting:
        return word
    old, new = chance.choice(fitting)
    at = chance.choice([found.start() for found in re.finditer(re.escape(old), low)])
    changed = low[:at] + new + low[at + len(old) :]
    return (changed[:1].upper() + changed[1:] if word[:1].isupper() else changed) or word

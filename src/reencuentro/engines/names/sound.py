"""What a name sounds like to a Spanish-speaking ear, as a key: equal keys, equal sound.

The rules are one list, applied in order; ``^`` is the start of the word and ``$`` its end. Sources: notes 5.8
(spelling of Spanish), 5.9 (Maya surnames) and 5.8 (English given names written by ear), the rest is the usual
seseo and yeísmo of Mexico and Central America. Signs of the key: ``k`` hard c, ``c`` ch, ``s`` all of s z x sh tz,
``i`` also y and ll, ``w`` gu hu u before a vowel, ``j`` j and soft g and at the start also y and ll.
"""

import re
from functools import lru_cache

from .tables import rows

_VOWELS = "aeiou"

# (written, heard, before which letters - empty for anywhere)
RULES: tuple[tuple[str, str, str], ...] = (
    # English endings by ear: Michelle = Mishel, Aileen = Ailin, Stephanie = Estefani, Leslie = Lesley = Lesli
    ("elle$", "el$", ""), ("een$", "in$", ""), ("ley$", "li$", ""), ("ie$", "i$", ""), ("ine$", "in$", ""),
    ("ffrey$", "fri$", ""), ("lly$", "li$", ""), ("lli$", "li$", ""), ("illi", "ili", "a"),
    # letters of two signs, then h is mute: Christian = Cristian, Joseph = Josef, Elizabeth, Jhon = Jon, Xol = Shol
    ("ch", "k", "rln"), ("ph", "f", ""), ("sch", "s", ""), ("sh", "s", ""), ("tch", "C", ""), ("ch", "C", ""),
    # surnames of the Maya: Tzul = Zul = Sul (notes 5.9); of the Nahua: Xochitl = Sochil. That x is sh and q is k in
    # the alphabets of the Maya languages: incubator.wikimedia.org, Wp/cak
    ("tl$", "l$", ""), ("tz", "s", ""), ("ts", "s", ""),
    ("h", "", ""),
    # x is j only where Spanish keeps the old spelling of given names: Ximena = Jimena, Xavier = Javier, Xuan = Juan
    ("^xim", "^jim", ""), ("^xav", "^jav", ""), ("^xua", "^jua", ""),
    # gu, hu and w before a vowel are one sound: Wilmer = Güilmer = Huilmer, Nahual = Nagual
    ("^gu", "^w", _VOWELS), ("gu", "w", "ao"), ("gu", "G", "eiy"),
    ("qu", "k", "eiy"), ("q", "k", ""),
    # cs, ks, cz and x are s here: Alexis = Alecsis, Dixon = Dickson, Macz = Maas
    ("ck", "k", ""), ("cs", "s", ""), ("ks", "s", ""), ("cc", "s", "eiy"), ("cz", "s", ""), ("x", "s", ""),
    ("c", "s", "eiy"), ("z", "s", ""), ("c", "k", ""),
    # soft g; Italian gio- and French jea- have one vowel: Giovani = Geovany = Yovani, Jean = Yan
    ("g", "j", "eiy"), ("^gi", "^j", "ao"), ("^ji", "^j", "ao"), ("^je", "^j", "ao"), ("^lle", "^je", ""),
    # ll, y and i are one sound between vowels; at the start j is too, for names by ear: Jessica = Yesica = Llesica
    ("ll", "y", _VOWELS), ("^y", "^j", _VOWELS), ("^i", "^j", "aeo"), ("y", "i", ""),
    # b = v, and m before them: Enviado = Embiado; pt = t; final d is hardly heard: David = Davit, Yaned = Yanet
    ("v", "b", ""), ("n", "m", "bp"), ("pt", "t", ""), ("d$", "t$", ""),
    # foreign s before a consonant: Steven = Esteven
    ("^s", "^es", "bdfgklmnpqrt"),
    ("w", "u", "bcdfgjklmnpqrstvxz$"), ("u", "w", "aeio"),
    ("C", "c", ""), ("G", "g", ""),
)  # fmt: skip


def _expanded() -> tuple[tuple[str, str], ...]:
    return tuple(
        (written + following, heard + following)
        for written, heard, before in RULES
        for following in (before or [""])
    )


def _names_by_ear() -> dict[str, str]:
    """Spelling -> how it would be written by ear, for names whose spelling does not tell."""
    return {spelling: row["by_ear"] for row in rows("by_ear.csv") for spelling in row["spellings"].split()}


_STEPS = _expanded()
_BY_EAR = _names_by_ear()
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL_SIGNS = str.maketrans("", "", "aeiouw")


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The key of one tidy word (see ``words``): a to z, never empty for a word, single letters as they are."""
    if len(word) < 2:
        return word
    key = f"^{_BY_EAR.get(word, word)}$"
    for written, heard in _STEPS:
        if written in key:
            key = key.replace(written, heard)
    return _DOUBLED.sub(r"\1", key[1:-1]) or word


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The consonants of the sound behind its first letter: "esteban" and "estiven" share "estbn"."""
    key = sound(word)
    return key[:1] + key[1:].translate(_VOWEL_SIGNS)

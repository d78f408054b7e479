"""Names as words of plain letters: what every other comparison of names starts from."""

import re
import unicodedata

LONGEST_TEXT = 400
LONGEST_WORD = 40
MOST_WORDS = 12

# Kept for display, ignored for comparing (the rule of the INS for Latin American names, notes 5.4). "San" and
# "Santa" stay: San José and José are different surnames. "vda", "viuda": a widow's "viuda de X" (notes 5.5).
PARTICLES = frozenset(("de", "del", "la", "las", "los", "y", "e", "vda", "viuda", "da", "das", "do", "dos"))

# What is written where no name is known: U.S. intake (notes 5.12: first / last / middle name unknown) and
# Latin American registers ("N. N.", "XX").
NO_NAME = frozenset((
    "fnu", "lnu", "mnu", "nfn", "nln", "nmn", "nmi", "nn", "xx", "xxx", "xxxx", "unknown", "noname", "sinnombre",
    "name", "nombre", "nombres", "apellido", "apellidos", "desconocido", "desconocida", "identificado",
    "identificada", "consta", "desconoce", "tiene", "aplica",
))  # fmt: skip
BEFORE_NO_NAME = frozenset(("sin", "no", "se"))  # "sin nombre", "no consta", "se desconoce"

# Every sign that stands for the glottal stop of the Maya languages (Tz'ul, K'ut), the apostrophe proper and what
# keyboards offer instead; and the free-standing accents that NFKD would turn into a space.
GLOTTAL_MARKS = "'`´¨’‘‛′‵ʼʻʽʾʿˈˊˋʹʔꞌˀ\uff07\"“”"

# Letters that NFKD leaves whole.
WHOLE_LETTERS = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ŋ": "n", "Ŋ": "n", "ɨ": "i", "Ɨ": "i",
    "ʉ": "u", "Ʉ": "u",
}  # fmt: skip

# UTF-8 read as Latin-1, as spreadsheets do: "OrdoÃ±ez", "MarÃ\xada".
WRONG_ENCODING = {
    "Ã¡": "a", "Ã©": "e", "Ã\xad": "i", "Ã³": "o", "Ãº": "u", "Ã±": "n", "Ã¼": "u",
    "Ã\x81": "a", "Ã‰": "e", "Ã\x89": "e", "Ã\x8d": "i", "Ã“": "o", "Ã\x93": "o", "Ãš": "u", "Ã\x9a": "u",
    "Ã‘": "n", "Ã\x91": "n", "Ãœ": "u", "Ã\x9c": "u",
}  # fmt: skip

# What optical reading makes of letters (general knowledge); "1" is l or i by its neighbours.
OCR_SIGNS = str.maketrans("0@4385$6972|", "oaaebssggtzl")

_ACCENTS = str.maketrans("áéíóúüñàèìòùâêîôûçÁÉÍÓÚÜÑÀÈÌÒÙÂÊÎÔÛÇ", "aeiouunaeiouaeioucaeiouunaeiouaeiouc")
_PLAIN = re.compile(r"[a-zA-Z .,\-]*")
_NN = re.compile(r"\b[Nn]\. ?[Nn]\b\.?")
_LETTERS = re.compile(r"[a-z]+")
_FOLDED = {ord(sign): "" for sign in GLOTTAL_MARKS} | {ord(sign): to for sign, to in WHOLE_LETTERS.items()}
_DROPPED = frozenset(("Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"))
_MISREAD = re.compile(r"[a-z0-9@$|]*[a-z][a-z0-9@$|]*")
_ONE_IS_L = re.compile(r"(?<=[aeou])1|^1(?=[aeiou])")
_LOST_N = re.compile(r"(?<=[a-z])[?\ufffd](?=[a-z])")  # "Ordo?ez": the ñ is the letter that programs lose


def words(text: str) -> tuple[str, ...]:
    """The words of a name, a to z only, in the order written; () if nothing usable. Never raises.

    Accents, tildes, glottal marks and invisible signs vanish inside words, digits that stand for letters are read
    as letters; particles and words for "no name" are left out. At most MOST_WORDS words of at most LONGEST_WORD
    letters from the first LONGEST_TEXT signs. ``words(" ".join(words(text)))`` changes nothing.
    """
    return tuple([word for word in tokens(text) if word not in PARTICLES][:MOST_WORDS])


def tokens(text: str) -> list[str]:
    """Like ``words``, but with the particles and without a limit on their number: for reading whole names."""
    return _without_no_name([word[:LONGEST_WORD] for word in _spelled(text[:LONGEST_TEXT])])


def _spelled(text: str) -> list[str]:
    if "." in text:
        text = _NN.sub(" ", text)
    plain = text.translate(_ACCENTS)
    if _PLAIN.fullmatch(plain):
        return _LETTERS.findall(plain.lower())
    return [letters for word in _MISREAD.findall(_folded(text)) if (letters := _reread(word))]


def _folded(text: str) -> str:
    """Lower case; marks, invisible and control signs gone; whatever is no letter stays a separator."""
    if "Ã" in text:
        for wrong, right in WRONG_ENCODING.items():
            text = text.replace(wrong, right)
    text = text.replace(".ª", "ª").translate(_FOLDED)
    text = unicodedata.normalize("NFKD", text)[:LONGEST_TEXT].lower()
    text = "".join(" " if sign.isspace() else sign for sign in text if _stays(sign))
    return _LOST_N.sub("n", text)


def _stays(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in _DROPPED


def _reread(word: str) -> str:
    """Letters for misread digits; "" when there are more digits than letters (a number, not a name)."""
    if word.isalpha():
        return word
    if sum(sign.isdigit() for sign in word) * 2 > len(word):
        return ""
    word = _ONE_IS_L.sub("l", word).replace("1", "i")
    return word.translate(OCR_SIGNS)


def _without_no_name(found: list[str]) -> list[str]:
    if NO_NAME.isdisjoint(found):
        return found
    following = [*found[1:], ""]
    return [
        word
        for word, after in zip(found, following, strict=True)
        if word not in NO_NAME and not (word in BEFORE_NO_NAME and after in NO_NAME)
    ]

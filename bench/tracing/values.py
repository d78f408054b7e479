"""What an attacker thinks a token may stand for: every value of a record, single or compound, by kind.

Words are compared by the product's own key of their sound: whoever steals the tokens knows the code.
"""

import unicodedata
from collections.abc import Iterator
from itertools import combinations

from reencuentro.engines.names import sound
from reencuentro.engines.names import words as tidy

from .files import Row

SINGLE = ("given", "surname", "mother", "father", "born", "year", "place", "department", "phone")
TRIGRAMS = ("trigram",)
PAIRS = (
    "given-surname", "surnames", "surname-year", "given-year", "surname-place", "surname-department", "given-place",
    "given-department", "mother-pair", "father-pair", "mother-given", "father-given", "surname-born", "given-born",
    "sex-born", "surnames-place", "surnames-department", "given-given", "mother-place", "father-place",
)  # fmt: skip
KINDS = (*SINGLE, *PAIRS, *TRIGRAMS)


def values(row: Row, trigrams: bool = False) -> set[str]:
    """Each as "kind:value"."""
    found = set(_single(row)) | set(_pairs(row))
    return found | set(_trigrams(row)) if trigrams else found


def words(text: str) -> list[str]:
    """Keys of the sounds of its words."""
    return [sound(word) for word in tidy(text)]


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFD", text.lower())
    return "".join(one for one in flat if not unicodedata.combining(one))


def _single(row: Row) -> Iterator[str]:
    for kind, field in (("given", "given"), ("surname", "sur"), ("mother", "mother"), ("father", "father")):
        yield from (f"{kind}:{word}" for word in words(row.get(field, "")))
    for kind, field in (("born", "dob"), ("place", "muni"), ("department", "dept")):
        if field in row:
            yield f"{kind}:{_plain(row[field])}"
    if "dob" in row:
        yield f"year:{row['dob'][:4]}"
    if "phone" in row:
        yield f"phone:{row['phone'][-8:]}"


def _pairs(row: Row) -> Iterator[str]:
    given, surnames = words(row.get("given", "")), words(row.get("sur", ""))
    born, place, department = row.get("dob", ""), _plain(row.get("muni", "")), _plain(row.get("dept", ""))
    yield from _product("given-surname", given, surnames)
    yield from (f"surnames:{'-'.join(sorted(pair))}" for pair in combinations(surnames, 2))
    yield from (f"given-given:{'-'.join(sorted(pair))}" for pair in combinations(given, 2))
    for name, parts in (
        ("year", [born[:4]]),
        ("place", [place]),
        ("department", [department]),
        ("born", [born]),
    ):
        known = [part for part in parts if part]
        yield from _product(f"surname-{name}", surnames, known)
        yield from _product(f"given-{name}", given, known)
        if name in ("place", "department"):
            yield from _product(f"surnames-{name}", ["-".join(sorted(surnames))] * (len(surnames) > 1), known)
    yield from _product("sex-born", [row.get("sex", "")], [born] if born else [])
    for kind in ("mother", "father"):
        own = words(row.get(kind, ""))
        yield from (f"{kind}-pair:{'-'.join(sorted(pair))}" for pair in combinations(own, 2))
        yield from _product(f"{kind}-given", own, given)
        yield from _product(f"{kind}-place", own, [place] if place else [])


def _product(kind: str, ones: list[str], others: list[str]) -> Iterator[str]:
    return (f"{kind}:{one}/{other}" for one in ones for other in others)


def _trigrams(row: Row) -> Iterator[str]:
    for word in (*words(row.get("given", "")), *words(row.get("sur", ""))):
        whole = f"^{word}$"
        yield from (f"trigram:{whole[at : at + 3]}" for at in range(len(whole) - 2))

"""Small forms of given names: Carlitos, Juanito, Paquito, Dieguito, Josecito, Carmencita (Spanish grammar)."""

# (ending, endings of the name behind it)
ENDINGS = (
    ("quitos", ("cos",)), ("quitas", ("cas",)), ("guitos", ("gos",)), ("guitas", ("gas",)),
    ("quito", ("co",)), ("quita", ("ca",)), ("guito", ("go",)), ("guita", ("ga",)),
    ("cito", ("", "n")), ("cita", ("", "n")), ("sito", ("", "n")), ("sita", ("", "n")),
    ("itos", ("os",)), ("itas", ("as",)), ("ito", ("o", "e", "")), ("ita", ("a", "e", "")),
    ("illo", ("o", "e", "")), ("illa", ("a", "e", "")),
)  # fmt: skip

_HARDENED = {"c": "qu", "g": "gu"}  # Paco, Paquito; Hugo, Huguito


def bases(word: str) -> set[str]:
    """Every word that this tidy word could be a small form of, names or not."""
    return {
        word.removesuffix(ending) + restored
        for ending, endings in ENDINGS
        if word.endswith(ending)
        for restored in endings
    }


def small_forms(name: str) -> frozenset[str]:
    """The usual small forms of a tidy given name."""
    if name.endswith(("os", "as")):
        return frozenset((_hardened(name[:-2]) + "it" + name[-2:], name + "ito"))
    if name.endswith(("o", "a")):
        return frozenset((_hardened(name[:-1]) + "it" + name[-1],))
    if name.endswith("e"):
        return frozenset((name[:-1] + "ito", name[:-1] + "ita", name + "cito", name + "cita"))
    return frozenset(name + ending for ending in ("ito", "ita", "cito", "cita"))


def _hardened(stem: str) -> str:
    return stem[:-1] + _HARDENED.get(stem[-1:], stem[-1:])

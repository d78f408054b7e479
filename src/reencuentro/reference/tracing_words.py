"""How far two records agree, in the reader's language. The engine gives codes; nothing here names a value."""

from functools import cache

from reencuentro.engines.tracing.types import Evidence

from .rows import Label, Row, index, read_yaml

FILE = "tracing_evidence.yaml"


def field(code: str, lang: str) -> str:
    """What was compared: "Given names". Raises KeyError."""
    return _labels("fields")[code](lang)


def how(evidence: Evidence, lang: str) -> str:
    """How far it agrees: "spelled in another way". A code without words is said by its weight."""
    labels = _labels("codes")
    found = labels.get(f"{evidence.field}.{evidence.code}") or labels.get(evidence.code)
    return (found or labels["differs" if evidence.weight < 0 else "agrees"])(lang)


def codes() -> frozenset[str]:
    """Every code that has words, "field.code" where they are of one field."""
    return frozenset(_labels("codes"))


@cache
def _labels(part: str) -> dict[str, Label]:
    top = read_yaml(FILE)
    top.as_of()
    found = {
        name: index(FILE, map(_one, top.rows(name)), lambda pair: pair[0]) for name in ("fields", "codes")
    }
    top.done()
    return dict(found[part].values())


def _one(row: Row) -> tuple[str, Label]:
    pair = row.text("code"), row.label()
    row.done()
    return pair

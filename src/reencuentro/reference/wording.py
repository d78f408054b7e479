"""From the engines' reason codes to sentences in the reader's language. The engines themselves hold no
words.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.utils import formats, translation

from reencuentro.engines.matching import Term as ScoreTerm
from reencuentro.engines.partial_date import InvalidPartialDate
from reencuentro.engines.reasons import Fact, Reason

from . import languages, requirements, vocabularies
from .rows import Label, Row, index, read_yaml

FILE = "reasons.yaml"


def say(reason: Reason | ScoreTerm, lang: str) -> str:
    """One sentence. Raises KeyError for a code without words."""
    facts = dict(reason.facts)
    words = {name: _fact(name, value, lang) for name, value in facts.items()}
    return _labels()[_key(reason.code, facts)](lang).format(**words)


def word(code: str, lang: str) -> str:
    """A code without facts: the warning of an identity number, a condition, "not_eligible"."""
    return _labels()[code](lang)


def say_date_error(error: InvalidPartialDate, lang: str) -> str:
    """What is wrong with a date, for the input that is wrong (``error.part``)."""
    return word(error.code if error.part == "whole" else f"{error.code}.{error.part}", lang)


def codes() -> frozenset[str]:
    return frozenset(_labels())


def _key(code: str, facts: dict[str, Fact]) -> str:
    if code == "counted":
        return f"counted.{facts['unit']}.{facts['calendar']}"
    if code == "class_decided_by_counsel":
        return f"{code}.{facts['member']}"
    if code == "on_time" and facts["percent"] is None:
        return "on_time.past" if facts["deadline"] else "on_time.no_deadline"
    return code


def _fact(name: str, value: Fact, lang: str) -> str:
    if isinstance(value, date):
        return _date(value, lang)
    if isinstance(value, float):
        with translation.override(lang):
            return formats.localize(int(value) if value.is_integer() else value)
    speak = _SPEAKERS.get(name)
    return speak(str(value), lang) if speak else str(value)


def _date(value: date, lang: str) -> str:
    """24 Nov 2026 / 24 nov 2026, as dates stand everywhere on the pages."""
    with translation.override(lang):
        text = formats.date_format(value, "j M Y")
    return text.lower() if lang == "es" else text


def _relationship(code: str, lang: str) -> str:
    if code in _labels():
        return word(code, lang)
    return vocabularies.get("relationships", code).label(lang).lower()


def _ruleset(id: str, lang: str) -> str:
    return next(one.label(lang) for one in requirements.rulesets() if one.id == id)


def _evidence(code: str, lang: str) -> str:
    return requirements.evidence(code).label(lang)


def _language(code: str, lang: str) -> str:
    return languages.get(code).label(lang)


_SPEAKERS: dict[str, Callable[[str, str], str]] = {
    "relationship": _relationship,
    "ruleset": _ruleset,
    "evidence": _evidence,
    "language": _language,
    "name": word,
}


@cache
def _labels() -> dict[str, Label]:
    top = read_yaml(FILE)
    found = index(FILE, map(_one, top.rows("reasons")), lambda pair: pair[0])
    top.done()
    return dict(found.values())


def _one(row: Row) -> tuple[str, Label]:
    pair = row.text("code"), row.label()
    row.done()
    return pair

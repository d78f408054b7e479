"""What a registry needs to search, as form fields: required, helpful, or one of several ways.

A field of kind paper or step is nothing to ask an advocate for: the Defender brings or does it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from .rows import Label, Row, index, read_yaml

FILE = "search_fields.yaml"
KINDS = ("text", "date", "place", "year", "number", "identifier", "choice", "paper", "step")

Need = Literal["required", "helps", "one_of"]


@dataclass(frozen=True)
class SearchField:
    """One thing that a registry needs.

    ``need`` "one_of": all fields of one ``option`` of a ``group`` are enough. ``prefill`` names the person
    and the attribute that can fill it (``subject.birth_date``), "" = nothing can. Every answer is personal
    and is sealed.
    """

    key: str
    kind: str
    labels: Label
    help: Label | None
    prefill: str
    need: Need = "required"
    group: int = 0
    option: int = 0
    personal: bool = True

    def label(self, lang: str) -> str:
        return self.labels(lang)

    def help_text(self, lang: str) -> str:
        return self.help(lang) if self.help else ""

    @property
    def is_question(self) -> bool:
        """True when the advocate is asked; False when the Defender brings or does it."""
        return self.kind not in ("paper", "step")


@dataclass(frozen=True)
class Phrase:
    """What one phrase of the catalogue asks for. ``alternative``: instead of the phrase before it."""

    options: tuple[tuple[str, ...], ...]
    helps: tuple[str, ...]
    alternative: bool


def get(key: str) -> SearchField:
    """Raises KeyError for an unknown key."""
    return _fields()[key]


def of_phrases(phrases: Iterable[str], document: str) -> tuple[SearchField, ...]:
    """The fields of an entry's phrases in order, none twice. Raises KeyError for a phrase that nobody has
    mapped.
    """
    groups: list[list[tuple[str, ...]]] = []
    helps: list[str] = []
    for text in phrases:
        phrase = _phrases().get((text, document)) or _phrases()[(text, "")]
        helps.extend(phrase.helps)
        if phrase.alternative and groups:
            groups[-1].extend(phrase.options)
        elif phrase.options:
            groups.append(list(phrase.options))
    found = [field for number, options in enumerate(groups, 1) for field in _group(number, options)]
    found += [replace(get(key), need="helps") for key in helps]
    return tuple({(field.key, field.group): field for field in reversed(found)}.values())[::-1]


def unanswered(fields: Iterable[SearchField], answered: Iterable[str]) -> tuple[SearchField, ...]:
    """Questions that must still be answered; of alternatives, those of the option with the least missing."""
    given, fields = set(answered), tuple(fields)
    open_fields = [field for field in fields if field.need == "required" and _asks(field, given)]
    for group in sorted({field.group for field in fields if field.need == "one_of"}):
        options: dict[int, list[SearchField]] = {}
        for field in fields:
            if field.need == "one_of" and field.group == group:
                options.setdefault(field.option, []).append(field)
        # An option made of papers alone leaves nothing to ask: the Defender can bring it.
        # Of two ways that lack as much, the one that was answered more.
        shortest = min(options.values(), key=lambda option: (len(_open(option, given)), -len(option)))
        open_fields.extend(_open(shortest, given))
    return tuple(open_fields)


def _open(option: Iterable[SearchField], given: set[str]) -> list[SearchField]:
    return [field for field in option if _asks(field, given)]


def _asks(field: SearchField, given: set[str]) -> bool:
    return field.is_question and field.key not in given


def _group(number: int, options: list[tuple[str, ...]]) -> list[SearchField]:
    if len(options) == 1:
        return [get(key) for key in options[0]]
    return [
        replace(get(key), need="one_of", group=number, option=option)
        for option, keys in enumerate(options, 1)
        for key in keys
    ]


@cache
def _fields() -> dict[str, SearchField]:
    return _load()[0]


@cache
def _phrases() -> dict[tuple[str, str], Phrase]:
    return _load()[1]


@cache
def _load() -> tuple[dict[str, SearchField], dict[tuple[str, str], Phrase]]:
    top = read_yaml(FILE)
    fields = index(FILE, map(_field, top.rows("fields")), lambda field: field.key)
    phrases: dict[tuple[str, str], Phrase] = {}
    for row in top.rows("phrases"):
        text, documents, phrase = _phrase(row, set(fields))
        for document in documents or ("",):
            if (text, document) in phrases:
                raise row.error("the phrase comes twice")
            phrases[(text, document)] = phrase
    top.done()
    return fields, phrases


def _field(row: Row) -> SearchField:
    field = SearchField(
        row.text("key"),
        row.one_of("kind", KINDS),
        row.label(),
        row.optional_label("help"),
        row.optional_text("prefill"),
    )
    row.done()
    return field


def _phrase(row: Row, known: set[str]) -> tuple[str, tuple[str, ...], Phrase]:
    text, documents = row.text("phrase"), row.texts("documents")
    needed, alternative, helps = row.texts("fields"), row.texts("or"), row.texts("helps")
    any_of = row.lists("any_of")
    row.done()
    options = any_of or ((needed or alternative,) if needed or alternative else ())
    if not {key for option in (*options, helps) for key in option} <= known:
        raise row.error("names an unknown field")
    if sum(map(bool, (needed, alternative, any_of))) > 1 or not (options or helps):
        raise row.error("needs exactly one of fields, or, any_of, or helps alone")
    return text, documents, Phrase(options, helps, bool(alternative))

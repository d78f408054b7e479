"""What may stand in the ledger: it is kept for ever, so nothing that could name a person gets in.

A person's words, names, numbers and places lie sealed on the row they are about; the ledger keeps codes.
"""

import re
from datetime import date, datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from reencuentro.engines.ledger_tree.entries import instant

from .errors import PersonalDataRefused

Plain = int | bool | date | datetime | UUID | str

SLUG = re.compile(r"[A-Za-z0-9_.:/@+-]{0,64}", re.ASCII)
REFERENCE = re.compile(r"[A-Za-z0-9_.:/@+-]{1,120}", re.ASCII)
# A word in the past (`file_opened`), or a thing and the move of states.py that it made (`request.ask_back`).
VERB = re.compile(r"(?=.{1,64}\Z)[a-z]+(?:[._][a-z0-9]+)*", re.ASCII)
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)

# Shapes that fit into a slug and are personal all the same.
EMAIL = re.compile(r"[^@/:]+@[^@]+\.[A-Za-z]{2,}")
A_NUMBER = re.compile(r"A-?\d{8,9}|A?-?\d{2,3}-\d{3}-\d{3}")  # bare digits pass: they may be part of an id
PHONE = re.compile(r"\+\d[\d.-]{6,}")
PERSONAL_KEYS = frozenset(
    {"name", "full_name", "first_name", "last_name", "surname", "nickname", "file_name", "filename"}
    | {"email", "phone", "address", "a_number", "facility", "birth_date", "birthdate", "born", "dob"}
    | {"note", "query", "text", "words"}
)
LARGEST = 2**53 - 1  # beyond this JSON readers disagree (RFC 8785)


@runtime_checkable
class Actor(Protocol):
    """Somebody who acts: known to the ledger as role and opaque id, e.g. `coordinator:1f3c…`."""

    @property
    def ledger_name(self) -> str: ...


def verb(text: str) -> str:
    if not VERB.fullmatch(text):
        raise PersonalDataRefused("A ledger verb is lower-case words joined by underscores or dots.")
    return text


def actor(by: Actor | str) -> str:
    text = by if isinstance(by, str) else getattr(by, "ledger_name", None)
    return _reference(text, "actor", "ledger_name")


def about(thing: object) -> str:
    return _reference(
        thing if isinstance(thing, str) else getattr(thing, "ledger_ref", None), "object", "ledger_ref"
    )


def details(given: dict[str, Plain]) -> dict[str, int | bool | str]:
    """The details as the ledger stores them. Raises PersonalDataRefused, which names the key only."""
    return {_key(key): _value(key, value) for key, value in given.items()}


def _reference(text: object, what: str, attribute: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"The {what} of a ledger entry is a text or has a `{attribute}`.")
    if not REFERENCE.fullmatch(text) or _looks_personal(text):
        raise PersonalDataRefused(f"The {what} of a ledger entry must be an opaque reference.")
    return str(text)


def _key(key: str) -> str:
    if not KEY.fullmatch(key):
        raise PersonalDataRefused("A ledger detail has a key that is not a plain word.")
    if key in PERSONAL_KEYS:
        raise PersonalDataRefused(f"The ledger detail {key!r} is personal by its name.")
    return key


def _value(key: str, value: object) -> int | bool | str:
    match value:
        case bool():
            return bool(value)
        case int() if abs(value) <= LARGEST:
            return int(value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case str() if SLUG.fullmatch(value) and not _looks_personal(value):
            return str(value)
    raise PersonalDataRefused(f"The ledger detail {key!r} could carry personal data: give a code or an id.")


def _looks_personal(text: str) -> bool:
    return any(shape.fullmatch(text) for shape in (EMAIL, A_NUMBER, PHONE))

"""How an entry of the ledger is shown to an Administrator.

The house itself (accounts, keys, mail, ledger) is shown with its verb and details. Of a case stands here only that
somebody looked or worked: the verb or the details would tell how the case goes, and an Administrator knows its code.
Closed unless named: what is not in HOUSE counts as casework.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.audit.models import Entry

from .verbs import HOUSE, detail_words, kind_words, plain_words, verb_words

LOOKS = re.compile(r".*\.(look|show)|file_opened")
CASE_CODE = re.compile(r"[A-Z]-[0-9A-Z]{4,12}")
REFERENCE = re.compile(r"[a-z_]+:(?:[0-9a-f-]{36}|[A-Z]-[0-9A-Z]{4,12})")
WORDS = frozenset(
    {"system", "operator", "somebody", "unknown", "accounts", "people", "ledger", "keys", "demo"}
)
ACTOR_KINDS = (*Role.values, "former")
# What a bare id can belong to.
THING_KINDS = ("user", "organisation", "link", "notice", "box", "file", "request", "offer", "delivery")


@dataclass(frozen=True)
class Wanted:
    about: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    seq: int
    at: datetime
    what: str
    actor: str
    actor_url: str
    about: str
    about_url: str
    details: str


def read(text: str) -> Wanted | None:
    """A case code, an id, `kind:id` as the ledger writes it, or one of its few plain words; None for all else.

    So nothing that somebody may type by mistake, such as a name, can get into an address or the ledger.
    """
    text = text.strip()
    if CASE_CODE.fullmatch(text):
        return Wanted((f"case:{text}",), ())
    if REFERENCE.fullmatch(text) or text in WORDS:
        return Wanted((text,), (text,))
    try:
        pk = UUID(text)
    except ValueError:
        return None
    return Wanted(tuple(f"{kind}:{pk}" for kind in THING_KINDS), actors_of(pk))


def actors_of(pk: Any) -> tuple[str, ...]:
    """Every name under which the ledger may know one person who acted: the role is part of it."""
    return tuple(f"{kind}:{pk}" for kind in ACTOR_KINDS)


def lines(entries: Iterable[Entry]) -> list[Line]:
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> Line:
    house = entry.verb in HOUSE
    actor, about = _name(entry.actor), _name(_shown(entry))
    return Line(
        seq=entry.seq,
        at=entry.at,
        what=verb_words(entry.verb) if house else _casework(entry.verb),
        actor=actor[0],
        actor_url=actor[1],
        about=about[0],
        about_url=about[1],
        details=detail_words(entry.details) if house else "",
    )


def _casework(verb: str) -> str:
    return _("Looked at casework") if LOOKS.fullmatch(verb) else _("Worked on a case")


def _shown(entry: Entry) -> str:
    """An entry about a request or a person of a case is shown as one about the case."""
    code = entry.details.get("case")
    return f"case:{code}" if code and entry.verb not in HOUSE else entry.about


def _name(reference: str) -> tuple[str, str]:
    """(short text, address of its page in this area, if it has one)."""
    kind, _colon, key = reference.partition(":")
    if not key:
        return plain_words(reference), ""
    short = f"{kind_words(kind)} {key if CASE_CODE.fullmatch(key) else key[:8]}"
    if kind in ACTOR_KINDS or kind == "user":
        return short, reverse("person_account", args=[key]) if _is_uuid(key) else ""
    if kind == "organisation" and _is_uuid(key):
        return short, reverse("organisation", args=[key])
    return short, reverse("ledger_about", args=[reference]) if REFERENCE.fullmatch(reference) else ""


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

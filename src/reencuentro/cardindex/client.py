"""Asking the searching process."""

import socket
from collections.abc import Collection
from typing import Any
from uuid import UUID

from reencuentro.engines.tracing.types import Description, Sought
from reencuentro.vault.errors import VaultError

from . import place, wire, words
from .errors import IndexAway
from .mirror import Found


def search(
    sought_for: Description, *, sought: Sought, limit: int, without: Collection[UUID]
) -> tuple[Found, ...]:
    """As searching.search. Raises IndexAway."""
    said = words.of_description(sought_for)
    hidden = [str(person) for person in without]
    answer = ask({"ask": "search", "for": said, "sought": sought, "limit": limit, "without": hidden})
    return words.to_found(answer["found"])


def state() -> tuple[int, int]:
    """(people who can be found, number of the newest card). Raises IndexAway."""
    answer = ask({"ask": "state"})
    return answer["people"], answer["newest"]


def ask(question: dict[str, Any]) -> dict[str, Any]:
    """Raises IndexAway whatever the cause: no process, one that is still opening cards, another's, no keys."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connected, place.short() as path:
            connected.settimeout(wire.SECONDS)
            connected.connect(path)
            line = wire.Line(connected)
            line.greet_as_client()
            line.say(question)
            answer = line.hear()
    except (OSError, wire.Refused, VaultError):
        raise IndexAway("The searching process does not answer.") from None
    if "away" in answer:
        raise IndexAway(answer["away"])
    return answer

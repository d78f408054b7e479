"""Why an engine says what it says: a code and the facts behind it. Sentences in two languages are made
outside.
"""

from dataclasses import dataclass
from datetime import date

Fact = str | int | float | bool | date | None


@dataclass(frozen=True)
class Reason:
    """One reason. ``facts`` keeps its order, so that equal inputs give equal output."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact:
        """Raises KeyError for a fact that this reason does not carry."""
        return dict(self.facts)[name]


def because(code: str, **facts: Fact) -> Reason:
    return Reason(code, tuple(facts.items()))

"""The clocks that the software keeps, as dated data, and the federal holidays that business days skip."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from reencuentro.engines.readiness.clocks import ClockRule, Holidays

from . import vocabularies
from .countries import ORIGIN
from .facts import Provenance, Sourced, provenance
from .rows import Label, Row, index, read_yaml

FILE = "clocks.yaml"
CATEGORIES = ("1", "2A", "2B", "3", "4")


@dataclass(frozen=True)
class Clock(Sourced):
    """``kind``: law, policy, court or team (our own rule). Empty ``categories`` or ``countries`` = all.

    ``original`` is the research note word for word.
    """

    id: str
    labels: Label
    anchor: str
    kind: str
    rule: ClockRule
    categories: tuple[str, ...]
    countries: tuple[str, ...]
    original: str

    def label(self, lang: str) -> str:
        return self.labels(lang)

    def applies(self, *, category: str, country: str) -> bool:
        """Whether the clock is for such a case; a category or country that is still unknown ("") excludes
        nothing.
        """
        for_category = not self.categories or not category or category in self.categories
        return for_category and (not self.countries or not country or country in self.countries)

    def variant_for(self, category: str) -> str:
        """The rule's variant named after a sponsor category, "" where it has none."""
        return category if category in dict(self.rule.variants) else ""


def all() -> tuple[Clock, ...]:
    return tuple(_by_id().values())


def get(id: str) -> Clock:
    """Raises KeyError for an unknown clock."""
    return _by_id()[id]


def started_by(anchor: str) -> tuple[Clock, ...]:
    """The clocks that an event starts."""
    return tuple(clock for clock in all() if clock.anchor == anchor)


@cache
def holidays() -> Holidays:
    """U.S. federal holidays as observed, for the years in the file."""
    top = read_yaml("federal_holidays.yaml")
    provenance(top)
    days = frozenset(top.days("days"))
    first, last = top.whole("first_year"), top.whole("last_year")
    top.done()
    if not first or not last or {day.year for day in days} != set(range(first, last + 1)):
        raise top.error("the days do not cover exactly the stated years")
    return Holidays(days, first, last)


@cache
def _by_id() -> dict[str, Clock]:
    top = read_yaml(FILE)
    head = Provenance((), "unknown", top.as_of())
    top.text("sources_document")
    found = index(FILE, (_clock(row, head) for row in top.rows("clocks")), lambda clock: clock.id)
    top.done()
    return found


def _clock(row: Row, head: Provenance) -> Clock:
    origin = provenance(row, default=head)
    clock = Clock(
        provenance=origin,
        id=row.text("id"),
        labels=row.label(),
        anchor=row.one_of("anchor", (term.code for term in vocabularies.terms("clock_anchors"))),
        kind=row.one_of("kind", ("law", "policy", "court", "team")),
        rule=_rule(row, unverified=Sourced(origin).unverified),
        categories=row.texts("categories"),
        countries=row.texts("countries"),
        original=row.text("original"),
    )
    row.done()
    if not set(clock.categories) <= set(CATEGORIES) or not set(clock.countries) <= set(ORIGIN):
        raise row.error("an unknown category or country")
    return clock


def _rule(row: Row, *, unverified: bool) -> ClockRule:
    variants = tuple((str(name), amount) for name, amount in row.mapping("variants").items())
    if any(not isinstance(amount, int) for _, amount in variants):
        raise row.error("a variant is not a whole number")
    directions = ("after", "before", "strictly_before_anniversary")
    rule = ClockRule(
        id=row.text("id"),
        amount=row.whole("amount"),
        unit=cast(Any, row.one_of("unit", ("hours", "days", "years"))),
        calendar=cast(Any, row.one_of("calendar", ("calendar", "business"))),
        direction=cast(Any, row.one_of("direction", directions, "after")),
        variants=variants,
        steps=row.wholes("steps"),
        repeats=row.flag("repeats"),
        user_entry=row.flag("user_entry"),
        unverified=unverified,
        alerts_before=row.wholes("alerts_before"),
    )
    if rule.amount is None and not (rule.user_entry or rule.variants):
        raise row.error("an unknown amount needs user_entry or variants")
    return rule

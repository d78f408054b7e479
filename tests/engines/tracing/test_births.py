"""The table of pairs of dates and ages: how far they agree, whichever comes first."""

import csv
from datetime import date
from pathlib import Path

import pytest

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing import births
from reencuentro.engines.tracing.births import Birth
from reencuentro.engines.tracing.columns import Columns
from reencuentro.engines.tracing.features import features
from reencuentro.engines.tracing.statistics import Statistics
from reencuentro.engines.tracing.types import Description

from .people import FAMILY, others

with (Path(__file__).parent / "dates.csv").open(encoding="utf-8") as table:
    DATES = list(csv.DictReader(table))


def columns(text):
    """A date, or "13 on 2026-01-01"."""
    age, on, day = text.partition(" on ")
    if on:
        return Columns.of([features(Description(age=int(age), stated_on=date.fromisoformat(day)))])
    return Columns.of([features(Description(birth=PartialDate.parse(text) if text else None))])


@pytest.mark.parametrize("row", DATES, ids=lambda row: f"{row['one']} = {row['other']}")
def test_pairs_of_dates(row):
    one, other = columns(row["one"]), columns(row["other"])
    found = [Birth(births.compare(*pair)[0]).name.lower() for pair in ((one, other), (other, one))]
    assert found == [row["agreement"]] * 2


def test_agreement_on_a_rare_year_says_more():
    base = Statistics.of(map(features, {**FAMILY, **others()}.values()))
    rare, usual = (births.worth(columns(day), base)[0] for day in ("1985-06-02", "2010-06-02"))
    assert rare[Birth.SAME_YEAR] > usual[Birth.SAME_YEAR]


def test_nothing_known_says_nothing():
    base = Statistics.of([])
    assert births.worth(columns("2012-03-04"), base)[0][Birth.UNKNOWN] == 0

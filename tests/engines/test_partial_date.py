from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.partial_date import InvalidPartialDate, PartialDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", PartialDate(2014)),
        ("2014~", PartialDate(2014, approximate=True)),
        ("2014-03", PartialDate(2014, 3)),
        (" 2014-03-12 ", PartialDate(2014, 3, 12)),
        ("2014-03-12~", PartialDate(2014, 3, 12, True)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
    ],
)
def test_parse_reads_the_edtf_subset(text, expected):
    assert PartialDate.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "part", "code"),
    [
        ("", "whole", "not_a_date"),
        ("12/03/2014", "whole", "not_a_date"),
        ("2014-3", "whole", "not_a_date"),
        ("٢٠١٤", "whole", "not_a_date"),
        ("2014-00", "month", "out_of_range"),
        ("2014-13", "month", "out_of_range"),
        ("2014-01-00", "day", "out_of_range"),
        ("2014-01-32", "day", "out_of_range"),
        ("2023-02-29", "day", "no_such_day"),
        ("2014-04-31", "day", "no_such_day"),
        ("0014", "year", "out_of_range"),
    ],
)
def test_impossible_dates_say_which_part_is_wrong(text, part, code):
    with pytest.raises(InvalidPartialDate) as caught:
        PartialDate.parse(text)
    assert (caught.value.part, caught.value.code) == (part, code)


def test_the_error_never_repeats_what_was_typed():
    with pytest.raises(InvalidPartialDate) as caught:
        PartialDate.parse("2014-02-31")
    assert "2014" not in str(caught.value)
    assert "31" not in str(caught.value)


@pytest.mark.parametrize(
    ("parts", "part", "code"),
    [
        (("12", "3", ""), "year", "missing"),
        (("12", "3", "14"), "year", "four_digits"),
        (("12", "3", "abcd"), "year", "not_a_number"),
        (("12", "", "2014"), "month", "missing"),
        (("12", "marzo", "2014"), "month", "not_a_number"),
        (("x", "3", "2014"), "day", "not_a_number"),
        (("31", "4", "2014"), "day", "no_such_day"),
    ],
)
def test_three_inputs_name_the_wrong_one(parts, part, code):
    with pytest.raises(InvalidPartialDate) as caught:
        PartialDate.from_parts(*parts)
    assert (caught.value.part, caught.value.code) == (part, code)


def test_three_inputs_may_leave_out_day_and_month():
    assert PartialDate.from_parts("", "", "2014", approximate=True) == PartialDate(2014, approximate=True)
    assert PartialDate.from_parts(" 1", "12 ", "2014") == PartialDate(2014, 12, 1)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014~", date(2013, 1, 1), date(2015, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2014-01~", date(2013, 12, 1), date(2014, 2, 28)),
        ("2014-12~", date(2014, 11, 1), date(2015, 1, 31)),
        ("2014-03-01~", date(2014, 2, 28), date(2014, 3, 2)),
        ("2014-03-12", date(2014, 3, 12), date(2014, 3, 12)),
    ],
)
def test_bounds(text, earliest, latest):
    partial = PartialDate.parse(text)
    assert (partial.earliest(), partial.latest()) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "today", "ages"),
    [
        ("2014-03-12", date(2026, 3, 11), (11, 11)),
        ("2014-03-12", date(2026, 3, 12), (12, 12)),
        ("2014", date(2026, 6, 1), (11, 12)),
        ("2014~", date(2026, 6, 1), (10, 13)),
        ("2008-02-29", date(2026, 2, 28), (17, 18)),
        ("2008-02-29", date(2026, 3, 1), (18, 18)),
        ("2030", date(2026, 1, 1), (0, 0)),
    ],
)
def test_age_is_a_range(text, today, ages):
    assert PartialDate.parse(text).age_on(today) == ages


def test_a_stated_age_gives_an_approximate_year_that_contains_the_age():
    born = PartialDate.from_stated_age(12, in_year=2026)
    assert str(born) == "2014~"
    low, high = born.age_on(date(2026, 11, 24))
    assert low <= 12 <= high


def test_a_stated_age_that_cannot_be_is_refused():
    for age in (-1, 121):
        with pytest.raises(InvalidPartialDate) as caught:
            PartialDate.from_stated_age(age, in_year=2026)
        assert (caught.value.part, caught.value.code) == ("year", "out_of_range")


def test_a_whole_date_is_exact():
    assert PartialDate.from_date(date(2014, 3, 12)) == PartialDate(2014, 3, 12)
    assert [PartialDate.parse(text).is_exact for text in ("2014-03-12", "2014-03-12~", "2014-03")] == [
        True,
        False,
        False,
    ]


def _built(year, month, day, approximate):
    try:
        return PartialDate(year, month, day if month else None, approximate)
    except InvalidPartialDate:
        return PartialDate(year, month, None, approximate)


partial_dates = st.builds(
    _built,
    st.integers(1800, 2199),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
    st.booleans(),
)


@given(partial_dates)
def test_text_and_value_are_the_same_thing(partial):
    assert PartialDate.parse(str(partial)) == partial


@given(partial_dates, st.dates(date(1900, 1, 1), date(2199, 1, 1)))
def test_bounds_and_ages_are_ordered(partial, today):
    assert partial.earliest() <= partial.latest()
    low, high = partial.age_on(today)
    assert 0 <= low <= high


@given(st.text())
def test_any_text_is_a_date_or_a_named_error(text):
    try:
        PartialDate.parse(text)
    except InvalidPartialDate as error:
        assert error.part in {"year", "month", "day", "whole"}

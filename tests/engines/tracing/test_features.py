from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.features import Features, UnknownVersion, decode, encode, features, tidy
from reencuentro.engines.tracing.types import Description, Written

TEXT = st.text(max_size=60)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=5).map(tuple)
DATES = st.builds(
    lambda day, about: replace(PartialDate.from_date(day), approximate=about),
    st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    st.booleans(),
)
DESCRIPTIONS = st.builds(
    Description,
    names=st.lists(st.builds(Written, TEXT, TEXT), max_size=3).map(tuple),
    nicknames=st.lists(TEXT, max_size=2).map(tuple),
    sex=st.sampled_from(["", "female", "male"]),
    birth=st.none() | DATES,
    age=st.none() | st.integers(-5, 200),
    stated_on=st.none() | st.dates(),
    country=TEXT,
    department=TEXT,
    municipality=TEXT,
    village=TEXT,
    mothers=st.lists(TEXT, max_size=2).map(tuple),
    fathers=st.lists(TEXT, max_size=2).map(tuple),
    phones=st.lists(TEXT, max_size=6).map(tuple),
    numbers=PAIRS,
    extra=PAIRS,
)


def test_everything_is_tidied_once():
    found = features(
        Description(
            names=(Written("María de los Ángeles", "LÓPEZ de León"), Written("Maria", "Lopez")),
            nicknames=("Mari",),
            sex="female",
            birth=PartialDate(2012, 3, 4),
            department="Quiché",
            municipality="  NEBAJ ",
            mothers=("Ana León",),
            phones=("+502 5555-0101", "5555 0101", "123"),
            numbers=(("DPI", "2345 67890 0101"),),
        )
    )
    day = date(2012, 3, 4).toordinal()
    assert found == Features(
        given=("maria", "angeles"),
        surnames=("lopez", "leon"),
        called=("mari",),
        mother=("ana", "leon"),
        counts=(2, 2, 2, 0),
        sex=1,
        birth=(4, day, day),
        places=("", "quiche", "nebaj", ""),
        phones=("55550101",),
        numbers=("dpi:2345 67890 0101",),
    )


def test_the_same_surname_twice_stays_twice():
    found = features(Description(names=(Written("Ana", "López López"), Written("Ana", "López"))))
    assert (found.surnames, found.counts[1]) == (("lopez", "lopez"), 2)


def test_an_age_leaves_the_days_between_two_birthdays():
    found = features(Description(age=10, stated_on=date(2026, 1, 1)))
    assert [date.fromordinal(day) for day in found.birth[1:]] == [date(2015, 1, 2), date(2016, 1, 1)]


def test_an_age_without_its_day_is_not_used():
    assert features(Description(age=10)).birth == (0, 0, 0)


@given(DESCRIPTIONS)
def test_whatever_is_typed_is_kept_as_it_is_compared(description):
    found = features(description)
    assert decode(encode(found)) == found


@pytest.mark.parametrize("stored", [b"", b"\x00", b"\xff" * 40])
def test_bytes_of_another_version_are_refused(stored):
    with pytest.raises(UnknownVersion):
        decode(stored)


@pytest.mark.parametrize("text", ["", "  ", "\x00\u202e", "Ñandú 7", "A" * 10_000])
def test_tidy_text_stays_as_it_is(text):
    assert tidy(tidy(text)) == tidy(text)


def test_tidy_keeps_codes():
    assert tidy("GT-0101") == "gt 0101"


@pytest.mark.parametrize(
    ("description", "person", "sibling", "children"),
    [
        (Description(), False, False, False),
        (Description(sex="female", country="GT", birth=PartialDate(2012)), False, False, False),
        (Description(names=(Written("de la", "FNU"),)), False, False, False),
        (Description(names=(Written("Ana"),)), True, False, False),
        (Description(nicknames=("Chepe",)), True, False, False),
        (Description(numbers=(("DPI", "1"),)), True, False, False),
        (Description(names=(Written("", "Tot"),)), True, True, False),
        (Description(fathers=("Pedro",)), True, True, True),
        (Description(phones=("5555 0101",)), True, True, True),
    ],
)
def test_what_is_enough_to_search_by(description, person, sibling, children):
    found = features(description)
    assert [found.enough_for(sought) for sought in ("person", "sibling", "children")] == [
        person,
        sibling,
        children,
    ]
    assert found.enough_for("duplicate") is person

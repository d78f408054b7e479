from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines import identifiers
from reencuentro.engines.identifiers import Reading, check
from reencuentro.engines.partial_date import PartialDate

PLACES = {"0101": "GT.07.101", "1333": "GT.08.1333", "0801": "HN.08.0801", "NE": "", "SL": "MX.25"}


def test_a_curp_gives_birth_date_and_no_warning():
    reading = check("CURP", "boxw310820-HNERXN09", {"SL": "MX.25"})
    assert reading == Reading("CURP", "BOXW310820HNERXN09", True, True, PartialDate(1931, 8, 20), None, ())


def test_a_curp_with_sex_x_is_read():
    digit = "BOXW310820XNERXN0"
    readings = [check("CURP", digit + last, {}) for last in "0123456789"]
    assert [reading.checksum_ok for reading in readings].count(True) == 1
    assert all(reading.format_ok for reading in readings)


def test_a_curp_letter_in_place_17_means_born_from_2000():
    reading = check("CURP", "GALJ140312HSLRPNA0", PLACES)
    assert (reading.birth_hint, reading.place_hint) == (PartialDate(2014, 3, 12), "MX.25")


def test_a_curp_with_an_enye_is_read():
    assert check("CURP", "ÑAAA140312HSLRPNA1", PLACES).format_ok


def test_a_curp_with_an_impossible_date_or_unknown_state_warns():
    reading = check("CURP", "GALJ141332HZZRPNA0", PLACES)
    assert {"impossible_date", "unknown_place"} <= set(reading.warnings)


@pytest.mark.parametrize(
    ("text", "checksum_ok", "place", "warnings"),
    [
        ("1234 56789 0101", True, "GT.07.101", ()),
        ("1234 56782 0101", False, "GT.07.101", ("bad_checksum",)),
        ("0000 00000 1333", True, "GT.08.1333", ()),
        ("0000 00000 2301", True, None, ("unknown_department",)),
        ("0000 00000 1399", True, None, ("unknown_place",)),
        ("1000 00002 0101", True, "GT.07.101", ()),
    ],
)
def test_a_cui(text, checksum_ok, place, warnings):
    reading = check("CUI", text, PLACES)
    assert (reading.checksum_ok, reading.place_hint, reading.warnings) == (checksum_ok, place, warnings)


def test_a_cui_whose_check_would_be_ten_is_not_issued():
    # 5 x 2 = 10
    assert check("CUI", "5000000000101", PLACES).warnings == ("bad_checksum", "not_issued")


def test_a_dui():
    assert check("DUI", "00016297-5", {}) == Reading("DUI", "000162975", True, True)
    assert check("DUI", "00016297-6", {}).warnings == ("bad_checksum",)


def test_a_honduran_number_gives_the_year_and_the_place_and_has_no_check():
    reading = check("DNI", "0801-1990-12345", PLACES)
    assert reading == Reading("DNI", "0801199012345", True, None, PartialDate(1990), "HN.08.0801")
    assert check("DNI", "0899-1990-12345", PLACES).warnings == ("unknown_place",)
    assert check("DNI", "1901199012345", PLACES).warnings == ("bad_format",)


def test_a_cedula_gives_the_latest_birth_that_can_hold_one():
    today = date(2026, 11, 24)
    assert check("cedula", "001-130180-0008B", {}, today=today).birth_hint == PartialDate(1980, 1, 13)
    assert check("cedula", "001-130109-0008B", {}, today=today).birth_hint == PartialDate(2009, 1, 13)
    assert check("cedula", "001-130120-0008B", {}, today=today).birth_hint == PartialDate(1920, 1, 13)
    assert check("cedula", "001-130180-0008B", {}).birth_hint is None


def test_a_cedula_letter_that_does_not_fit_only_warns():
    readings = [check("cedula", f"001-130180-0008{letter}", {}) for letter in "ABCDEFGHJKLMNPQRSTUVWXY"]
    assert [reading.checksum_ok for reading in readings].count(True) == 1
    assert all(reading.format_ok for reading in readings)
    assert {reading.warnings for reading in readings} == {(), ("bad_checksum_unofficial",)}


def test_another_kind_is_only_brought_to_its_normal_form():
    assert check("passport", " c 123-456 ", {}) == Reading("passport", "C123456", True)


def test_a_swapped_day_and_month_shows_as_a_disagreement():
    reading = check("CURP", "GALJ140312HSLRPNA0", PLACES)
    stated, swapped = date(2014, 12, 3), date(2014, 3, 12)
    assert identifiers.birth_disagrees(reading, stated, stated)
    assert not identifiers.birth_disagrees(reading, swapped, swapped)


@given(st.sampled_from([*identifiers.KINDS, "passport"]), st.text(), st.none() | st.just(date(2026, 11, 24)))
def test_no_text_raises(kind, text, today):
    reading = check(kind, text, PLACES, today=today)
    assert reading.kind == kind


digits = st.text(alphabet="0123456789", min_size=8, max_size=18)


@given(st.sampled_from(identifiers.KINDS), digits)
def test_no_number_raises(kind, text):
    assert check(kind, text, PLACES, today=date(2026, 11, 24)).kind == kind


@given(st.text())
def test_the_normal_form_is_stable(text):
    once = identifiers.normal_form(text)
    assert identifiers.normal_form(once) == once

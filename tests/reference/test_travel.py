import pytest

from reencuentro.reference import places
from reencuentro.reference.travel import start_hours


def test_hours_are_the_straight_line_at_the_speed_of_the_policy_in_half_hours_and_half_an_hour_more() -> None:
    km = places.distance_km("HN.08", "HN.06")
    assert km is not None
    assert start_hours("HN.08", "HN.06") == round(2 * km / 40) / 2 + 0.5


def test_ones_own_department_is_half_an_hour_away() -> None:
    assert start_hours("HN.08", "HN.08") == 0.5


def test_an_unknown_place_is_an_error() -> None:
    with pytest.raises(KeyError):
        start_hours("HN.08", "HN.99")

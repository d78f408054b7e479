import pytest

from reencuentro.engines.names import called, formal
from reencuentro.engines.names.diminutives import small_forms
from reencuentro.engines.names.nicknames import GIVEN_NAMES


@pytest.mark.parametrize(
    ("name", "small"),
    [
        ("pedro", {"pedrito"}),
        ("rosa", {"rosita"}),
        ("blanca", {"blanquita"}),
        ("diego", {"dieguito"}),
        ("carlos", {"carlitos", "carlosito"}),
        ("jose", {"josito", "josita", "josecito", "josecita"}),
        ("ramon", {"ramonito", "ramonita", "ramoncito", "ramoncita"}),
    ],
)
def test_small_forms(name, small):
    assert small_forms(name) == small
    assert small <= called(name)


@pytest.mark.parametrize("name", sorted(GIVEN_NAMES)[::7])
def test_a_small_form_leads_back_to_its_name(name):
    for small in small_forms(name) - GIVEN_NAMES:
        assert name in formal(small)


def test_words_that_are_no_names_have_no_small_form():
    assert called("lopez") == {"lpz"}

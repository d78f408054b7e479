"""Opening a case: what was typed survives every step, and nothing is written before the answers were checked."""

import re

import pytest
from django.urls import reverse

from reencuentro.casework.models import Case, Obstacle, Person, Placement, Sponsor
from tests import cast as the

from .sign_in import as_

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.case_urls")]

TYPED = {
    "client_id": "5b0f6f0e-3f0c-4c39-9df4-0e6d5f3a8f01",
    "given": "Nahum Isaí",
    "surname1": "Quetzalteco",
    "surname2": "O’Ñurinda",
    "birth_date_0": "",
    "birth_date_1": "3",
    "birth_date_2": "2014",
    "country": "HN",
    "custody_since_0": "3",
    "custody_since_1": "7",
    "custody_since_2": "2026",
    "facility": "Casa Ceibalito",
    "obstacles": ["child_birth_record_missing", "sponsor_income_unproved"],
    "sponsor_given": "Berta",
    "sponsor_surname1": "Quetzalteco",
    "relationship": "aunt",
    "category": "2B",
    "narrative": "He is afraid of an uncle.",
}
URL = "/cases/open/"


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def post(user, step, **changes):
    return as_(user).post(URL, {**TYPED, **changes, "step": step})


def test_the_answers_are_shown_in_words_before_anything_is_saved(cast):
    text = post(cast.advocate, "check").content.decode()
    assert "Nothing is saved yet." in text
    assert "March 2014" in text
    assert "Honduras" in text
    assert "The child&#x27;s birth record is lost or destroyed" in text
    assert Case.objects.count() == 0


def test_what_was_typed_travels_with_the_check_page_to_the_saved_case(cast):
    page = post(cast.advocate, "check").content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    sent: dict[str, list[str]] = {}
    for name, value in hidden:
        sent.setdefault(name, []).append(value)
    answer = as_(cast.advocate).post(URL, {**sent, "step": "save"})
    case = Case.objects.get()
    assert answer.url == reverse("case", args=[case.code])
    child = Person.objects.get(case=case, is_child=True)
    assert child.full_name == "Nahum Isaí Quetzalteco O’Ñurinda"
    assert str(child.birth_date) == "2014-03"
    assert Placement.objects.get(case=case).facility == "Casa Ceibalito"
    assert set(Obstacle.objects.filter(case=case).values_list("code", flat=True)) == set(TYPED["obstacles"])
    assert Sponsor.objects.get(case=case).person.full_name == "Berta Quetzalteco"
    assert case.narrative == "He is afraid of an uncle."


def test_changing_something_shows_the_form_with_everything_typed(cast):
    text = post(cast.advocate, "change").content.decode()
    assert 'value="Nahum Isaí"' in text
    assert "He is afraid of an uncle." in text
    assert "Please look at this again" not in text


def test_saving_twice_opens_one_case(cast):
    assert post(cast.advocate, "save").url == post(cast.advocate, "save").url
    assert Case.objects.count() == 1
    assert Placement.objects.count() == 1


def test_an_impossible_month_is_refused_at_its_field_and_shown_again(cast):
    text = post(cast.advocate, "check", birth_date_1="13").content.decode()
    assert "Write the month as a number from 1 to 12." in text
    assert 'value="13"' in text
    assert 'value="Nahum Isaí"' in text


def test_a_child_without_any_name_is_refused_and_nothing_is_half_done(cast):
    text = post(cast.advocate, "save", given="", surname1="").content.decode()
    assert "Write at least one name of the child." in text
    assert Case.objects.count() == 0


def test_a_sponsor_without_category_is_refused_with_what_to_do(cast):
    text = post(cast.advocate, "save", category="").content.decode()
    assert "Choose the sponsor&#x27;s relationship and category, or leave the sponsor empty." in text
    assert Case.objects.count() == 0


def test_a_birth_date_in_the_future_is_refused(cast):
    text = post(cast.advocate, "save", birth_date_2="2199").content.decode()
    assert "This date lies in the future." in text
    assert Case.objects.count() == 0


def test_only_advocates_open_cases(cast):
    for user in (cast.coordinator, cast.defender, cast.administrator, cast.editor):
        assert as_(user).get(URL).status_code == 404

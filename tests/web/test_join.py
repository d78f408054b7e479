from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from reencuentro.network.models import Application
from tests import cast as the
from tests.cast import Cast

from .defender import words

FORM = "/join/hn/"
TYPED: dict[str, Any] = {
    "full_name": "Zenobia Xicohtla",
    "email": "Zenobia@Example.org",
    "phone": "+504 5550 0147",
    "organisation": "",
    "credential": "Colegiada 14703",
    "base": "HN.08",
    "departments": ["HN.08", "HN.02"],
    "speaks_spa": "3",
    "speaks_miq": "i2",
    "does": ["birth_certificate", "locate_person"],
    "reference_1": "Judge Amador, Choluteca",
    "reference_2": "Casa Uno",
    "why": "I know these families.",
    "heard": "From a colleague.",
    "consent": "on",
    "website": "",
    "client_id": "6f1c2f3e-5c0d-4d52-8f6a-0d3f8f4f3b11",
}


@pytest.fixture
def cast(db: None) -> Cast:
    cache.clear()
    return the.people()


def visitor(language: str = "en") -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE=language)


def test_anybody_reads_what_is_asked_and_chooses_a_country(cast: Cast) -> None:
    for language, said in (("en", "In which country do you work?"), ("es", "¿En qué país trabaja usted?")):
        page = words(visitor(language).get("/join/"))
        assert said in page and "14" in page
        assert {f'href="/join/{code}/"' in page for code in ("mx", "gt", "sv", "hn", "ni")} == {True}
    assert visitor().get("/join/us/").status_code == 404


def test_what_was_written_is_kept_as_it_was_written(cast: Cast) -> None:
    answer = visitor("es").post(FORM, TYPED)
    assert (answer.status_code, answer.url) == (302, "/join/thanks/")
    row = Application.objects.get()
    assert (row.country, row.language, row.full_name, row.email) == (
        "HN",
        "es",
        "Zenobia Xicohtla",
        "Zenobia@Example.org",
    )
    assert row.answers == the.ANSWERS


def test_the_answer_says_what_happens_next_and_by_when_in_both_languages(cast: Cast) -> None:
    assert "You hear from us by" in words(visitor().get("/join/thanks/"))
    assert "Le respondemos a más tardar el" in words(visitor("es").get("/join/thanks/"))


def test_a_double_click_is_one_application(cast: Cast) -> None:
    client = visitor()
    assert {client.post(FORM, TYPED).status_code for _again in "ab"} == {302}
    assert Application.objects.count() == 1


@pytest.mark.parametrize("email", ["delia-defender@example.org", "nobody@example.org"])
def test_known_or_not_the_answer_is_the_same(cast: Cast, email: str) -> None:
    answer = visitor().post(FORM, TYPED | {"email": email})
    assert (answer.status_code, answer.url, Application.objects.count()) == (302, "/join/thanks/", 1)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("full_name", "", "This field is required"),
        ("email", "zenobia", "valid email"),
        ("base", "GT.01", "GT.01"),
        ("departments", [], "This field is required"),
        ("does", ["moon_permit"], "moon_permit"),
        ("reference_2", "", "This field is required"),
        ("consent", "", "Without this we may not keep what you write."),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, field: str, typed: Any, told: str
) -> None:
    answer = visitor().post(FORM, TYPED | {field: typed})
    page = words(answer)
    assert (answer.status_code, Application.objects.count()) == (200, 0)
    assert told in page and 'class="errors"' in page
    assert "I know these families." in page and "Judge Amador, Choluteca" in page


def test_what_is_missing_is_listed_in_the_order_of_the_page(cast: Cast) -> None:
    form = visitor().post(FORM, {"website": ""}).context["form"]
    assert list(form.errors) == [
        *("full_name", "email", "credential", "base", "departments", "does"),
        *("reference_1", "reference_2", "why", "consent"),
    ]


@pytest.mark.parametrize(("miskito", "lies_open"), [("0", False), ("i2", True), ("7", True)])
def test_other_languages_lie_open_when_one_of_them_was_chosen(
    cast: Cast, miskito: str, lies_open: bool
) -> None:
    form = visitor().post(FORM, TYPED | {"why": "", "speaks_miq": miskito}).context["form"]
    assert form.speaks_more is lies_open


def test_how_long_it_is_kept_is_said_before_the_consent(cast: Cast) -> None:
    assert "everything is erased 180 days after the decision" in words(visitor().get(FORM))


def test_a_program_that_fills_in_every_field_gets_the_same_answer_and_leaves_nothing(cast: Cast) -> None:
    answer = visitor().post(FORM, TYPED | {"website": "https://spam.example/"})
    assert (answer.status_code, answer.url, Application.objects.count()) == (302, "/join/thanks/", 0)


def test_too_many_from_one_address_wait_and_keep_what_they_typed(cast: Cast) -> None:
    client = visitor()
    answers = [client.post(FORM, TYPED | {"client_id": ""}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    page = words(answers[-1])
    assert "Too many applications came from here." in page and "I know these families." in page
    assert Application.objects.count() == 3


def test_who_signs_in_is_shown_the_way_to_join(cast: Cast) -> None:
    assert 'href="/join/"' in words(visitor().get("/account/sign-in/"))

"""Pages of attempts, of who may not be traced, of a look on behalf of no case, and of the door."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from reencuentro.casework.actions import cases
from reencuentro.casework.models import Case, CaseLink, Person
from reencuentro.tracing.models import Attempt, Lead, Look
from tests import cast as the
from tests.leaks.test_secrecy import knock, taken_back
from tests.tracing.two_cases import TwoCases, two_cases

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def two(cast: the.Cast) -> TwoCases:
    return two_cases(cast)


def day(name: str) -> dict[str, str]:
    today = timezone.localdate()
    return {f"{name}_0": str(today.day), f"{name}_1": str(today.month), f"{name}_2": str(today.year)}


# --- what was tried --------------------------------------------------------------------------------------------------
def test_an_attempt_is_written_down(two: TwoCases, cast: the.Cast) -> None:
    url = reverse("attempt_add", args=[two.request.pk])
    typed = {"where": "church", "outcome": "heard_of", "said": "Padre Anselmo knows the family.", **day("on")}
    assert as_(cast.advocate).post(url, typed).status_code == 302
    assert Attempt.objects.get().said == "Padre Anselmo knows the family."


def test_what_was_typed_stays_when_something_is_missing(two: TwoCases, cast: the.Cast) -> None:
    url = reverse("attempt_add", args=[two.request.pk])
    answer = as_(cast.advocate).post(url, {"said": "Padre Anselmo", "outcome": "nothing"})
    assert (answer.status_code, Attempt.objects.count()) == (200, 0)
    assert "Padre Anselmo" in answer.content.decode()


# --- do not trace ----------------------------------------------------------------------------------------------------
def test_a_person_is_taken_out_with_a_reason_that_the_team_reads_and_let_back(
    two: TwoCases, cast: the.Cast
) -> None:
    hide, again = (reverse(name, args=[two.found.pk]) for name in ("person_hide", "person_show_again"))
    person = reverse("person", args=[two.found.pk])
    assert as_(cast.stranger).post(hide, {"because": "She fears him."}).status_code == 302
    assert b"She fears him." in as_(cast.other_coordinator).get(person).content
    assert as_(cast.other_coordinator).post(again, {"because": "He was arrested."}).status_code == 302
    assert b"She fears him." not in as_(cast.stranger).get(person).content


def test_a_child_advocate_reads_no_word_of_it(two: TwoCases, cast: the.Cast) -> None:
    person = reverse("person", args=[two.person.pk])
    before = knock(cast.child_advocate, person)
    as_(cast.advocate).post(reverse("person_hide", args=[two.person.pk]), {"because": "She fears him."})
    assert Person.objects.get(pk=two.person.pk).do_not_trace
    assert knock(cast.child_advocate, person) == before


# --- a look ----------------------------------------------------------------------------------------------------------
def look(cast: the.Cast, **typed: str) -> Any:
    return as_(cast.coordinator).post(reverse("look_up"), {"because": "A priest called.", **typed})


def test_a_look_shows_the_least_and_nothing_by_which_anybody_could_be_known(
    two: TwoCases, cast: the.Cast
) -> None:
    page = look(cast, given="Crisanto", surnames="Xolotzul").content.decode()
    assert "Partner Two" in page
    assert "of 100 such leads are the same person" in page
    for secret in (two.there.code, str(two.found.pk), "Ñamazte", "1979", "Guarcax"):
        assert secret not in page


def test_nothing_of_a_look_stands_in_an_address(two: TwoCases, cast: the.Cast) -> None:
    answer = as_(cast.coordinator).get(reverse("look_up"), {"given": "Crisanto", "because": "x"})
    assert (b'value="Crisanto"' in answer.content, Look.objects.count()) == (False, 0)
    assert look(cast, given="Crisanto").status_code == 200  # no address to go to


ODD = {
    "nothing": ({}, "Write a name, or something else that is known."),
    "one letter": ({"given": "a"}, "Nobody fits"),
    "only particles": ({"surnames": "de la y"}, "Nobody fits"),
    "not Latin": ({"given": "王小明"}, "Nobody fits"),
    "10,000 characters": ({"given": "ab" * 5000}, "at most 200 characters"),
    "an impossible date": (
        {"given": "Zoilo", "birth_date_0": "31", "birth_date_1": "2", "birth_date_2": "2014"},
        "This month does not have that day.",
    ),
    "a month without a year": ({"given": "Zoilo", "birth_date_1": "2"}, "Write the year"),
    "an age alone": ({"given": "Zoilo", "age": "11"}, "Nobody fits"),
    "an age in words": ({"given": "Zoilo", "age": "eleven"}, "Enter a whole number"),
    "an age of a tree": ({"given": "Zoilo", "age": "900"}, "less than or equal to 120"),
    "a control character": ({"given": "Zoi\x07lo\tKu"}, "Nobody fits"),
    "a null character": ({"given": "Zoi\x00lo"}, "Null characters are not allowed"),
}


@pytest.mark.parametrize(("typed", "said"), ODD.values(), ids=ODD.keys())
def test_odd_input_is_kept_and_answered(
    two: TwoCases, cast: the.Cast, typed: dict[str, str], said: str
) -> None:
    answer = look(cast, **typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "A priest called." in page
    for value in typed.values():
        if "\x00" not in value:
            assert value in page


def test_a_look_without_a_reason_looks_nowhere(two: TwoCases, cast: the.Cast) -> None:
    answer = look(cast, given="Crisanto", because="")
    assert (answer.status_code, b"Partner Two" in answer.content, Look.objects.count()) == (200, False, 0)


# --- at the door -----------------------------------------------------------------------------------------------------
UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ANA = {"given": "Anastasia", "surname1": "Xolotzul", "surname2": "Quiej", "country": "GT", "step": "save"}


def open_case(user: Any) -> Any:
    return as_(user).post(reverse("case_open"), ANA)


def newest() -> Case:
    return Case.objects.order_by("opened_at").last()  # type: ignore[return-value]


def test_whoever_enters_a_child_that_they_know_already_is_asked_what_it_is(cast: the.Cast) -> None:
    open_case(cast.advocate)
    first = newest()
    answer = open_case(cast.advocate)
    case = newest()
    assert answer.headers["Location"] == reverse("alike", args=[case.code])
    page = as_(cast.advocate).get(answer.headers["Location"]).content.decode()
    assert "The same child?" in page
    assert first.code in page


def test_they_say_what_it_is_on_a_page_of_its_own(cast: the.Cast) -> None:
    open_case(cast.advocate)
    open_case(cast.advocate)
    case, lead = newest(), Lead.objects.get()
    url = reverse("alike_settle", args=[case.code, lead.pk])
    assert as_(cast.advocate).post(url, {"verdict": "same"}).status_code == 200  # the reason is missing
    assert as_(cast.advocate).post(url, {"verdict": "same", "because": "Entered twice."}).status_code == 302
    assert CaseLink.objects.filter(case=case).count() == 1
    page = as_(cast.advocate).get(reverse("alike", args=[case.code])).content.decode()
    assert "Nothing to decide" in page


def test_who_only_reads_the_other_case_cannot_link_it(cast: the.Cast) -> None:
    open_case(cast.stranger)
    cases.add_member(newest(), cast.advocate, "child_advocate", by=cast.stranger, because="Appointed.")
    open_case(cast.advocate)
    url = reverse("alike_settle", args=[newest().code, Lead.objects.get().pk])
    page = as_(cast.advocate).get(url).content.decode()
    assert ('value="not_same"' in page, 'value="same"' in page) == (True, False)


def test_a_match_in_a_case_of_another_office_changes_not_one_byte_for_who_enters(cast: the.Cast) -> None:
    """To the letter what they would see if nobody were known: the answer, where it leads, the case and the person."""

    def entered() -> tuple[Any, ...]:
        answer = open_case(cast.advocate)
        case = newest()
        child = Person.objects.get(case=case, is_child=True)
        urls = [
            answer.headers["Location"],
            reverse("person", args=[child.pk]),
            reverse("cases"),
            reverse("notices"),
        ]
        urls.append(reverse("alike", args=[case.code]))
        seen = [knock(cast.advocate, url) for url in urls]
        words = [(one[0], one[1], UUIDS.sub("id", one[2].replace(case.code, "R-CODE"))) for one in seen]
        leads_to = answer.headers["Location"].replace(case.code, "R-CODE")
        return (answer.status_code, leads_to, words, Lead.objects.count())

    with taken_back():
        alone = entered()
    with taken_back():
        open_case(cast.stranger)
        known = entered()
    assert (alone[3], known[3]) == (0, 1)  # there was something to hide
    assert known[:3] == alone[:3]


def test_the_page_of_the_coordination_shows_the_least_and_the_way_to_the_case(cast: the.Cast) -> None:
    open_case(cast.stranger)
    other = newest()
    open_case(cast.advocate)
    page = as_(cast.coordinator).get(reverse("at_door")).content.decode()
    assert newest().code in page
    assert "Partner Two" in page
    assert reverse("case_take", args=[newest().code]) in page
    for secret in (other.code, "Anastasia", "Quiej"):
        assert secret not in page

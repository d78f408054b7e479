"""What goes wrong as people meet it: a sentence, nothing lost, nothing done twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reencuentro.accounts.models import Session
from reencuentro.casework.models import Assignment, Case, Document, Person, Request
from reencuentro.casework.states import STEPS
from tests import cast as the
from tests.cast import Cast

from . import defender, julio, papers
from .somebody import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Somebody]
LONG = "He was raised by his father. " * 40


def run_out(somebody: Somebody) -> None:
    """Nobody touched the page for longer than a session lasts."""
    Session.objects.filter(user=somebody.user).update(last_seen=timezone.now() - timedelta(hours=2))


def test_a_session_that_runs_out_in_a_long_form_costs_no_word(cast: Cast, window: Window) -> None:
    ada = window(cast.advocate)
    ada.sign_in()
    ada.go("/cases/open/")
    ada.write("Given names", julio.GIVEN)
    ada.write("Privileged note", LONG)
    ada.choose(julio.HONDURAS)
    run_out(ada)
    ada.press("Check the answers")
    ada.is_told("Your session had run out. What you typed is kept: sign in and it is there again.")
    ada.type_password()
    ada.comes_to("Open a case")
    assert ada.field("Given names").input_value() == julio.GIVEN
    assert ada.field("Privileged note").input_value().strip() == LONG.strip()
    ada.press("Check the answers")
    ada.comes_to("Check your answers")
    assert Case.objects.count() == 0


def test_a_session_that_runs_out_on_a_phone_abroad_costs_no_word(cast: Cast, window: Window) -> None:
    work = the.assigned(cast)
    delia = window(cast.defender, width=390, language="es")
    delia.sign_in()
    delia.go(f"/work/{work.pk}/step/")
    delia.choose(STEPS["visited"])
    delia.write("In your words", julio.STEP)
    run_out(delia)
    delia.press("Send")
    delia.is_told("Your session had run out. What you typed is kept: sign in and it is there again.")
    delia.type_password()
    delia.comes_to("Tell a step")
    assert delia.field("In your words").input_value() == julio.STEP
    delia.press("Send")
    delia.is_told("Thank you. It stands in the thread.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_double_click_is_one_act(scripts: bool, cast: Cast, window: Window) -> None:
    case = the.a_case(cast)
    ada = window(cast.advocate, scripts=scripts)
    ada.sign_in()
    ada.go(f"/cases/{case.code}/people/add/")
    ada.write("Given names", julio.FATHER)
    ada.button(ada.t("Add")).dblclick()
    ada.sees(julio.FATHER)
    ada.go("/cases/open/")
    ada.write("Given names", julio.GIVEN)
    ada.choose(julio.HONDURAS)
    ada.press("Check the answers")
    ada.comes_to("Check your answers")
    ada.button(ada.t("Save and open the case")).dblclick()
    ada.is_told("No obstacle is named yet. Naming them makes the list of what must be done.")
    assert (Person.objects.filter(case=case).count(), Case.objects.count()) == (2, 2)


def test_two_tabs_edit_the_same_person_and_both_texts_stand_there(cast: Cast, window: Window) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    ada = window(cast.advocate)
    ada.sign_in()
    ada.go(f"/cases/people/{child.pk}/edit/")
    other = ada.another_tab()
    other.go(f"/cases/people/{child.pk}/edit/")
    ada.write("Note for the team", "He speaks Garifuna.")
    other.write("Note for the team", "He has a scar.")
    ada.press("Save")
    ada.sees("He speaks Garifuna.")
    other.press("Save")
    other.is_told("Somebody else saved this while you were writing. Compare, then save again.")
    other.is_told("They wrote: %(theirs)s", theirs="He speaks Garifuna.")
    assert other.field("Note for the team").input_value() == "He has a scar."
    other.write("Note for the team", "He speaks Garifuna. He has a scar.")
    other.press("Save")
    other.sees("He speaks Garifuna. He has a scar.")


def test_an_offer_accepted_in_two_tabs_is_one_work(cast: Cast, window: Window) -> None:
    offer = the.offered(cast)
    delia = window(cast.defender, width=390, language="es")
    delia.sign_in()
    delia.go(f"/offers/{offer.pk}/")
    other = delia.another_tab()
    other.go(f"/offers/{offer.pk}/")
    defender.say_yes(delia)
    other.press("I accept")
    expect(other.page).to_have_url(delia.page.url)  # the same work sheet
    assert Assignment.objects.count() == 1


BAD_FILES = {
    "not a paper": (b"<html><script>alert(1)</script>", "This kind of file cannot be accepted"),
    "empty": (b"", "file is empty"),
    "too large": (b"\xff\xd8\xff" + bytes(26 * 1024 * 1024), "This file is too large"),
}


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_gets_a_sentence_and_the_words_stay(
    content: bytes, sentence: str, cast: Cast, window: Window
) -> None:
    case = the.a_case(cast)
    ada = window(cast.advocate)
    ada.sign_in()
    ada.go(f"/cases/{case.code}/documents/add/")
    ada.pick("What is it?", julio.SCHOOL_CARD)
    ada.write("In your words", "Found in his shoe")
    ada.attach("carne.jpg", content)
    ada.press("Add")
    expect(ada.page.get_by_role("main").get_by_text(sentence).first).to_be_visible()
    assert ada.field("In your words").input_value() == "Found in his shoe"
    assert Document.objects.count() == 0
    ada.attach("carne.jpg", papers.school_card(julio.CHILD))
    ada.press("Add")
    ada.is_told("The document was added.")


def test_bad_pages_of_a_delivery_are_named_and_the_good_ones_kept(cast: Cast, window: Window) -> None:
    work = the.assigned(cast)
    delia = window(cast.defender, width=390)
    delia.sign_in()
    delia.go(f"/work/{work.pk}/deliver/")
    delia.write("What should the coordination know?", julio.STEP)
    for name, (content, sentence) in BAD_FILES.items():
        delia.attach(f"{name}.jpg", content, "Choose photographs or a PDF")
        expect(delia.page.locator("#wrong").get_by_text(sentence)).to_be_visible()
    delia.attach("hoja.jpg", papers.birth_record(julio.CHILD), "Choose photographs or a PDF")
    expect(delia.page.locator("#pages li")).to_have_count(1)
    assert delia.field("What should the coordination know?").input_value() == julio.STEP


def test_the_back_button_of_the_browser_keeps_every_answer_of_the_questions(
    cast: Cast, window: Window
) -> None:
    case = the.a_case(cast)
    ada = window(cast.advocate)
    ada.sign_in()
    ada.go(f"/cases/{case.code}/ask/")
    ada.comes_to("What do you need?")
    ada.choose(julio.SERVICE)
    ada.press("Continue")
    ada.comes_to("In which country?")
    ada.press("Continue")
    ada.comes_to("Which document?")
    ada.page.go_back()
    ada.page.go_back()
    ada.comes_to("What do you need?")
    assert ada.page.get_by_role("radio", checked=True).count() == 1
    ada.press("Continue")  # leads to the first question that is still open
    ada.comes_to("Which document?")
    ada.follow("Back")
    ada.comes_to("In which country?")
    assert ada.page.get_by_role("radio", checked=True).input_value() == "HN"
    assert Request.objects.count() == 0

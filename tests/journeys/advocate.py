"""The advocate's part of the story, page by page."""

from datetime import timedelta

from django.utils import timezone

from reencuentro.casework.queries.releasable import ITEMS
from reencuentro.casework.states import OUTCOMES
from reencuentro.casework.terms import MOVES
from reencuentro.reference import catalogue, places, vocabularies
from reencuentro.reference.search_fields import SearchField

from . import papers
from .julio import (
    A_NUMBER,
    CHILD,
    DANGER,
    FACILITY,
    FATHER,
    GIVEN,
    HONDURAS,
    LOST_FATHER,
    NO_RECORD,
    NOTE,
    RECORD,
    RECORD_TYPE,
    SCHOOL_CARD,
    SERVICE,
    SPONSOR_ADDRESS,
    STEP,
    SURNAMES,
    TOWN,
    WHY,
)
from .somebody import Plain, Somebody


def search_field(key: str) -> SearchField:
    return next(field for field in catalogue.fields("HN", "birth_certificate") if field.key == key)


def open_case(ada: Somebody) -> str:
    """Returns the code of the case."""
    ada.follow("Open a case")
    ada.comes_to("Open a case")
    ada.write("Given names", GIVEN)
    ada.write("First surname", SURNAMES[0])
    ada.write("Second surname", SURNAMES[1])
    ada.write_day("Date of birth", 12, 3, 2014)
    ada.choose(HONDURAS)
    since = timezone.localdate() - timedelta(days=74)
    ada.write_day("In custody since", since.day, since.month, since.year)
    ada.write("Facility", FACILITY)
    ada.choose(Plain(LOST_FATHER.what(ada.t.language)))
    ada.choose(Plain(NO_RECORD.what(ada.t.language)))
    ada.write("Privileged note", NOTE)
    ada.press("Check the answers")
    ada.comes_to("Check your answers")
    ada.sees(GIVEN, FACILITY)
    ada.press("Save and open the case")
    ada.is_told("The case is open. Next: ask for what is missing.")
    ada.does_not_see(FACILITY, NOTE)  # hidden until somebody asks for it
    return ada.page.url.rstrip("/").rsplit("/", 1)[-1]


def open_what_is_hidden(ada: Somebody) -> None:
    """There is something that could leak: it opens for the legal team, on request."""
    ada.press("Show the facility")
    ada.sees(FACILITY)
    ada.press("Show address and contact")
    ada.sees(SPONSOR_ADDRESS)


def add_the_number(ada: Somebody, code: str) -> None:
    ada.go(f"/cases/{code}/")
    ada.follow(Plain(CHILD))
    ada.arrives_at(CHILD)
    ada.click(ada.page.locator('a[href$="/numbers/add/"]').first)
    ada.pick("Which number?", vocabularies.get("identifier_kinds", "a_number"))
    ada.write("Number", A_NUMBER)
    ada.press("Add")
    ada.sees(ada.t("Hidden. Opening it is recorded."))
    ada.does_not_see(A_NUMBER)


def add_the_father(ada: Somebody, code: str) -> None:
    ada.go(f"/cases/{code}/")
    ada.press("Add a person")
    ada.comes_to("Add a person")
    ada.write("Given names", FATHER)
    ada.write("First surname", SURNAMES[0])
    ada.pick("Who is this person to the child?", vocabularies.get("relationships", "father"))
    ada.tick("Nobody knows where this person is")
    ada.write("How was this person last reached?", "A cousin in Choluteca used to pass messages on.")
    ada.press("Add")
    ada.sees(FATHER)
    ada.follow("Name a sponsor")
    ada.comes_to("Name a sponsor")
    ada.pick("Who is it?", Plain(f"{FATHER} {SURNAMES[0]}"))
    ada.choose(vocabularies.get("categories", "1"))
    ada.pick("The sponsor is the child's", vocabularies.get("relationships", "father"))
    ada.write("Address", SPONSOR_ADDRESS)
    ada.press("Save")
    ada.sees(ada.t("Show address and contact"))
    ada.does_not_see(SPONSOR_ADDRESS)


def add_the_school_card(ada: Somebody) -> None:
    ada.press("Add a document")
    ada.comes_to("Add a document")
    ada.attach("carne.jpg", papers.school_card(CHILD))
    ada.pick("What is it?", SCHOOL_CARD)
    ada.write("In your words", "School card from his shoe")
    ada.pick("Whom does it concern?", Plain(CHILD))
    ada.tick("It is damaged")
    ada.press("Add")
    ada.is_told("The document was added.")
    ada.sees("School card from his shoe")


def ask_for_the_record(ada: Somebody) -> None:
    """Every question of the wizard, the answers once more, and sent."""
    ada.press("Ask for something")
    ada.comes_to("What should it help to solve?")
    ada.choose(NO_RECORD)
    ada.press("Continue")
    ada.comes_to("What do you need?")
    ada.choose(SERVICE)
    ada.press("Continue")
    ada.comes_to("In which country?")
    ada.press("Continue")
    ada.comes_to("Which document?")
    ada.choose(RECORD)
    ada.press("Continue")
    ada.comes_to("Whose document is it, or about whom?")
    ada.picture("question")
    ada.press("Continue")
    _say_where_and_why(ada)
    _say_how_and_what_may_be_known(ada)
    ada.comes_to("Check your answers")
    ada.sees(WHY, TOWN)
    ada.picture("check")
    ada.press("Send the request")
    ada.is_told("Sent. The coordination has been told and will look at it.")


def _say_where_and_why(ada: Somebody) -> None:
    ada.comes_to("Where should the Defender look?")
    ada.pick(Plain(HONDURAS.department_label(ada.t.language)), places.get("HN.02"))
    ada.write("Municipality, and village or neighbourhood", TOWN)
    ada.press("Continue")
    ada.comes_to("What the registry needs to search")
    ada.write(search_field("registration_municipality"), TOWN)
    ada.press("Continue")
    ada.comes_to("Why is it needed, and who will read it?")
    ada.choose(vocabularies.get("readers", "orr"))
    ada.write("Why it is needed", WHY)
    ada.press("Continue")


def _say_how_and_what_may_be_known(ada: Somebody) -> None:
    ada.comes_to("In which form do you need it?")
    ada.press("Continue")
    ada.comes_to("By when do you need it?")
    needed = timezone.localdate() + timedelta(days=30)
    ada.write_day("Needed by", needed.day, needed.month, needed.year)
    ada.press("Continue")
    ada.comes_to("Which languages do the people there speak?")
    ada.press("Continue")
    ada.comes_to("What must the Defender be careful about?")
    ada.write("Who must never learn of this", DANGER)
    ada.press("Continue")
    ada.comes_to("What may the Defender know?")
    for item in ("names", "birth_date"):
        ada.tick(ITEMS[item])
    ada.press("Continue")
    ada.comes_to("What has been tried already?")
    ada.press("Continue")


def follow_the_work(ada: Somebody, code: str) -> None:
    """The advocate reads what was done, and nothing of the delivery before it was checked."""
    ada.go(f"/cases/{code}/")
    ada.picture("case")
    ada.follow(RECORD_TYPE)
    ada.sees(STEP)
    ada.does_not_see("hoja-1.jpg", "Libro 12, folio 34.")
    ada.picture("request")


def look_at_the_result(ada: Somebody) -> None:
    ada.go("/cases/")
    ada.click(ada.page.get_by_role("table").get_by_role("link").first)
    ada.follow(RECORD_TYPE)
    ada.is_told("It is here. Look at it, and say whether you can use it.")
    ada.picture("received")


def use(ada: Somebody) -> None:
    ada.press("I have it and can use it")
    ada.is_told("Good. It is marked as received.")


def end_the_case(ada: Somebody, code: str) -> None:
    ada.go(f"/cases/{code}/")
    ada.follow(NO_RECORD)
    ada.arrives_at(ada.t(NO_RECORD))
    ada.choose(MOVES["remove"])
    ada.write("Why?", "The record is here.")
    ada.press("Save")
    ada.is_told("Saved.")
    ada.follow("The case has ended")
    ada.choose(OUTCOMES["released"])
    today = timezone.localdate()
    ada.write_day("On which day?", today.day, today.month, today.year)
    ada.press("End the case")
    ada.is_told("The case has ended. Everybody on it is told.")
    ada.sees(ada.t(OUTCOMES["released"]))
    ada.picture("released")

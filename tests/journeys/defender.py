"""The Defender's part of the story, page by page."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from reencuentro.casework.states import RESULTS, STEPS

from . import papers
from .julio import BACK, CHILD, DANGER, FATHER, GIVEN, IDENTITIES, STEP, SURNAMES, TOWN, WHY
from .somebody import Somebody


def open_the_offer(delia: Somebody) -> None:
    delia.follow("Offers")
    delia.comes_to("Offers")
    delia.click(delia.page.get_by_role("main").locator("li a").first)
    delia.sees(delia.t("If it is not safe for you, say so: it never counts against you."))


def say_yes(delia: Somebody) -> None:
    delia.press("I accept")
    delia.is_told("Thank you. The work is yours; here is all you may know.")


def accept_the_offer(delia: Somebody) -> None:
    """Before the answer no identity, afterwards exactly what counsel released."""
    open_the_offer(delia)
    delia.does_not_see(*IDENTITIES, WHY, DANGER)
    delia.picture("offer")
    say_yes(delia)
    delia.sees(GIVEN, SURNAMES[0], TOWN, WHY, DANGER)
    delia.does_not_see(FATHER)
    delia.picture("sheet")


def work(delia: Somebody) -> None:
    """A day is promised, a step told, a cost reported with its receipt."""
    delia.press("Name a day")
    delia.comes_to("Name a day")
    day = timezone.localdate() + timedelta(days=9)
    delia.write_day("By which day can you have it?", day.day, day.month, day.year)
    delia.press("Save")
    delia.is_told("Thank you. The coordination sees the day.")
    delia.press("Tell a step")
    delia.comes_to("Tell a step")
    delia.choose(STEPS["visited"])
    delia.write("In your words", STEP)
    delia.press("Send")
    delia.is_told("Thank you. It stands in the thread.")
    delia.sees(STEP)
    delia.press("Add a cost")
    delia.comes_to("Add a cost")
    delia.write("Amount", "320")
    delia.write("What was it for?", "Búsqueda manual y copia")
    delia.attach("recibo.jpg", papers.receipt())
    delia.press("Send")
    delia.is_told("This is within the limit: approved.")


def deliver(delia: Somebody, *pages: int) -> None:
    delia.press("Deliver")
    delia.comes_to("Deliver")
    for page in pages:
        delia.attach(f"hoja-{page}.jpg", papers.birth_record(CHILD, page), "Choose photographs or a PDF")
        if not delia.scripts:
            delia.press("Add")
        expect(delia.page.locator("#pages li")).to_have_count(pages.index(page) + 1)
    delia.choose(RESULTS["obtained"])
    delia.write("What should the coordination know?", "Libro 12, folio 34.")
    delia.picture("deliver")
    delia.press("Deliver")
    delia.is_told("Delivered. The coordination looks at it and tells you.")


def deliver_again(delia: Somebody, *pages: int) -> None:
    delia.go("/work/")
    delia.click(delia.page.get_by_role("main").locator("li a").first)
    delia.sees(BACK)
    delia.picture("sent-back")
    deliver(delia, *pages)

"""A coordinator works through the day's requests at the desk, and meets what can go wrong there."""

from collections.abc import Callable

import pytest

from reencuentro.casework.models import Offer
from reencuentro.network.actions import wishes
from reencuentro.network.models import Proposal, Wish
from tests.cast import Cast
from tests.network.desk import let_go, line_of, proposed, waiting

from .somebody import Plain, Somebody
from .typist import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Somebody]
CHILD = ("Nahum", "Quetzalteco")


def at_the_desk(cast: Cast, window: Window, width: int = 1240, language: str = "en", **more) -> Somebody:
    carmen = window(cast.coordinator, width=width, language=language, never=CHILD, **more)
    carmen.sign_in()
    carmen.go("/network/desk/")
    return carmen


def tick(somebody: Somebody, line) -> None:
    somebody.check(somebody.page.locator(f'input[name="line"][value="{line.pk}"]'))


@pytest.mark.parametrize(
    ("width", "language", "scripts"), [(1240, "en", True), (390, "es", True), (390, "en", False)]
)
def test_the_days_requests_from_the_proposal_to_the_offers(
    width: int, language: str, scripts: bool, cast: Cast, window: Window
) -> None:
    first, second, third, fourth = waiting(cast, 4)
    let_go(cast, fourth)
    carmen = at_the_desk(cast, window, width, language, scripts=scripts)
    carmen.press("Make the proposal")
    carmen.is_told("The proposal is new. Nothing has been asked yet.")
    assert carmen.page.evaluate("document.documentElement.scrollWidth") <= width

    one = line_of(first)
    carmen.go(f"/network/desk/{one.pk}/")
    carmen.sees(carmen.t("Alternatives"), one.defender.full_name)
    carmen.press("Ask")
    carmen.arrives_at(one.defender.full_name)
    carmen.press("Send the offer")
    carmen.is_told("The Defender has been asked.")

    tick(carmen, line_of(second))
    tick(carmen, line_of(third))
    carmen.press("Check and ask those ticked")
    carmen.press("Send")
    carmen.sees(second.ref, third.ref)
    carmen.press("Back to today")
    carmen.press("Take the case and ask")
    carmen.press("Send the offer")
    carmen.is_told("Every request that waited has been decided.")
    assert {offer.request_id for offer in Offer.objects.filter(state="made")} == {
        row.pk for row in (first, second, third, fourth)
    }


def test_why_not_her_and_a_wish(cast: Cast, window: Window) -> None:
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    other = cast.defender if line.defender == cast.other_defender else cast.other_defender
    carmen = at_the_desk(cast, window)
    carmen.follow("Reasons, change")
    carmen.pick("Any Defender of this country", Plain(other.full_name))
    carmen.press("Why not?")
    carmen.sees(carmen.t("Where it differs"))
    carmen.go(f"/network/desk/{line.pk}/")
    carmen.follow("Record a wish")
    carmen.choose("Ask this Defender")
    carmen.pick("Which Defender?", Plain(other.full_name))
    carmen.write("Why", "She knows the registrar.")
    carmen.press("Record the wish")
    carmen.is_told("Recorded. It counts from the next proposal on.")
    carmen.go("/network/desk/")
    carmen.press("Make the proposal anew")
    carmen.sees(carmen.t("Wish kept: %(name)s", name=other.full_name))
    assert line_of(row).defender == other


def test_the_desk_by_keyboard(cast: Cast, window: Window) -> None:
    first, second = waiting(cast, 2)
    carmen = at_the_desk(cast, window, kind=Typist)
    carmen.press("Make the proposal")
    carmen.is_told("The proposal is new. Nothing has been asked yet.")
    tick(carmen, line_of(first))
    tick(carmen, line_of(second))
    carmen.press("Check and ask those ticked")
    carmen.press("Send")
    carmen.sees(first.ref, second.ref)
    assert Offer.objects.filter(state="made").count() == 2


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_double_click_is_one_proposal_and_one_offer(scripts: bool, cast: Cast, window: Window) -> None:
    row = waiting(cast, 1)[0]
    carmen = at_the_desk(cast, window, scripts=scripts)
    carmen.button(carmen.t("Make the proposal")).dblclick()
    carmen.is_told("The proposal is new. Nothing has been asked yet.")
    tick(carmen, line_of(row))
    carmen.press("Check and ask those ticked")
    carmen.button(carmen.t("Send")).dblclick()
    carmen.sees(row.ref)
    assert (Proposal.objects.count(), Offer.objects.count()) == (1, 1)


def test_two_coordinators_on_the_same_line(cast: Cast, window: Window) -> None:
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    carmen = at_the_desk(cast, window)
    otto = window(cast.other_coordinator)
    otto.sign_in()
    otto.go("/network/desk/")
    otto.press("Take the case and ask")
    tick(carmen, line)
    carmen.press("Check and ask those ticked")
    otto.press("Send the offer")
    otto.is_told("The Defender has been asked.")
    carmen.press("Send")
    carmen.sees(carmen.t("Back to today"), row.ref)
    assert Offer.objects.get().made_by == cast.other_coordinator


def test_a_defender_leaves_between_the_check_and_the_sending(cast: Cast, window: Window) -> None:
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    carmen = at_the_desk(cast, window)
    tick(carmen, line)
    carmen.press("Check and ask those ticked")
    line.defender.is_active = False
    line.defender.save(update_fields=["is_active"])
    carmen.press("Send")
    carmen.sees(carmen.t("cannot be asked now"))
    carmen.press("Back to today")
    carmen.sees(carmen.t("cannot be asked now"))
    assert not Offer.objects.exists()


def test_a_wish_is_ended(cast: Cast, window: Window) -> None:
    row = waiting(cast, 1)[0]
    wishes.wish(row, cast.defender, "ban", by=cast.coordinator)
    proposed(cast)
    carmen = at_the_desk(cast, window, 390, "es")
    carmen.follow("Reasons, change")
    carmen.press("End this wish")
    carmen.is_told("The wish has ended. It counts no more from the next proposal on.")
    assert Wish.objects.get().ended_by == cast.coordinator

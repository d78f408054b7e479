"""The pages on which somebody says who must not be asked, and what they give away: nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import conflicts, offers
from reencuentro.casework.models import Conflict, Offer
from reencuentro.network.models import NextInLine
from tests import cast as the
from tests.cast import Cast

from .defender import browser, words

FLAT = "This Defender cannot be asked for this request now."


@pytest.fixture
def cast(db: None) -> Cast:
    return the.people()


def note(cast: Cast, by: str, case: Any, **data: str) -> Any:
    url = reverse("do_not_ask", args=[case.code])
    return browser(getattr(cast, by)).post(
        url, {"whole": "one", "because": "Their cousin."} | data, follow=True
    )


def test_a_coordinator_names_a_defender_and_can_take_it_back(cast: Cast) -> None:
    case = the.a_request(cast).case
    url = reverse("do_not_ask", args=[case.code])
    page = words(browser(cast.coordinator).get(f"{url}?defender={cast.defender.pk}"))
    assert f'value="{cast.defender.pk}" selected' in page and cast.other_defender.full_name in page
    page = words(note(cast, "coordinator", case, who=str(cast.defender.pk)))
    assert "Noted. Nobody else sees it." in page and "Their cousin." in page
    told = Conflict.objects.get()
    answer = browser(cast.coordinator).post(
        reverse("do_not_ask_lift", args=[case.code, told.pk]), follow=True
    )
    assert "Nothing is noted." in words(answer)


def test_noting_it_and_taking_it_back_leave_what_reloading_the_page_leaves(cast: Cast) -> None:
    case = the.a_request(cast).case
    client, url = browser(cast.coordinator), reverse("do_not_ask", args=[case.code])

    def left(*acts: Callable[[], Any]) -> list[tuple[str, str, Any]]:
        before = Entry.objects.count()
        for act in acts:
            act()
        return list(Entry.objects.order_by("seq").values_list("verb", "about", "details")[before:])

    typed = {"who": str(cast.defender.pk), "whole": "one", "because": "Their cousin."}
    looks = left(*[lambda: client.get(url)] * 2)
    assert left(lambda: client.post(url, typed, follow=True)) == looks
    lift = reverse("do_not_ask_lift", args=[case.code, Conflict.objects.get().pk])
    assert left(lambda: client.post(lift, follow=True)) == looks


def test_the_whole_organisation_can_be_meant(cast: Cast) -> None:
    case = the.a_request(cast).case
    note(cast, "coordinator", case, who=str(cast.defender.pk), whole="all")
    assert Conflict.objects.get().organisation == cast.defender.organisation


def test_an_advocate_learns_nothing_about_who_is_a_defender(cast: Cast) -> None:
    case = the.a_request(cast).case
    pages = []
    for email in ("delia-defender@example.org", "nobody@example.org", "carmen-coordinator@example.org"):
        pages.append(words(note(cast, "advocate", case, who=email)).replace(email, ""))
    assert len({page.split("<main")[1].split("csrfmiddlewaretoken")[0] for page in pages}) == 1
    assert "Delia" not in "".join(pages)
    assert Conflict.objects.get().defender == cast.defender
    for email in ("delia-defender@example.org", "nobody@example.org"):
        assert "Taken back." in words(note(cast, "advocate", case, who=email, act="lift"))
    assert not Conflict.objects.filter(lifted=False).exists()


def test_a_defender_notes_a_case_by_its_code_and_gets_the_same_answer_for_any_code(cast: Cast) -> None:
    case, client = the.a_request(cast).case, browser(cast.defender)
    for code in (case.code, "R-999999"):
        page = words(client.post("/availability/not-for/", {"code": code}, follow=True))
        assert "Noted. You are not asked for this case, and nobody is told." in page and code in page
    told = Conflict.objects.get(about=Conflict.index_of_case(case.code))
    client.post(reverse("own_conflict_lift", args=[told.pk]))
    assert not Conflict.objects.filter(about=told.about, lifted=False).exists()


def test_a_defender_who_works_on_that_case_is_led_to_hand_it_back(cast: Cast) -> None:
    item = the.assigned(cast)
    answer = browser(cast.defender).post("/availability/not-for/", {"code": item.case.code})
    assert answer.url == f"/work/{item.pk}/hand-back/"


def test_nobody_lifts_or_sees_what_somebody_else_noted(cast: Cast) -> None:
    case = the.a_request(cast).case
    told = conflicts.do_not_ask(case, cast.defender, by=cast.advocate, because="The father's lawyer.")
    assert told is not None
    assert "lawyer" not in words(browser(cast.coordinator).get(reverse("do_not_ask", args=[case.code])))
    assert "Nothing is noted." in words(browser(cast.defender).get("/availability/not-for/"))
    for who, url in (
        ("coordinator", reverse("do_not_ask_lift", args=[case.code, told.pk])),
        ("defender", reverse("own_conflict_lift", args=[told.pk])),
    ):
        assert browser(getattr(cast, who)).post(url).status_code == 404


@pytest.mark.parametrize("cause", ["conflict", "paused", "declined", "nobody"])
def test_a_posted_offer_to_who_cannot_be_asked_gets_one_flat_answer(cast: Cast, cause: str) -> None:
    row = the.reviewed(cast)
    target = cast.other_defender.pk
    if cause == "conflict":
        conflicts.do_not_ask(row.case, cast.other_defender, by=cast.advocate, because="Cousin.")
    elif cause == "paused":
        cast.other_defender.defender_profile.paused = True
        cast.other_defender.defender_profile.save()
    elif cause == "declined":
        offers.decline(
            offers.offer(row, cast.other_defender, by=cast.coordinator), "not_safe", by=cast.other_defender
        )
    else:
        target = cast.advocate.pk
    before, url = Offer.objects.count(), reverse("offer_make", args=[row.pk, target])
    client = browser(cast.coordinator)
    for knock in (client.get, lambda url: client.post(url, {"hours": "48", "because": "Please."})):
        answer: Any = knock(url)
        assert (answer.status_code, answer.url) == (302, reverse("candidates", args=[row.pk]))
        assert FLAT in words(client.get(answer.url))
    assert Offer.objects.count() == before


def test_an_offer_carries_hours_fee_and_the_line_that_the_coordinator_chose(cast: Cast) -> None:
    row, client = the.reviewed(cast), browser(cast.coordinator)
    profile = cast.defender.defender_profile
    profile.fees = [{"kind": "", "amount": "450.00", "currency": "GTQ"}]
    profile.save()
    url = reverse("offer_make", args=[row.pk, cast.defender.pk])
    page = words(client.get(url))
    assert 'name="estimated_hours" value="3"' in page and 'value="450.00"' in page
    assert '<option value="GTQ" selected>' in page and "In this order: Dario Defender." in page
    sent = {"hours": "24", "because": "Near.", "estimated_hours": "4,5", "fee_0": "L 1,500", "fee_1": "HNL"}
    assert client.post(url, sent | {"go_on": "on"}).status_code == 302
    offer, line = Offer.objects.get(), NextInLine.objects.get()
    assert (offer.estimated_hours, offer.fee_amount, offer.fee_currency) == (4.5, 1500, "HNL")
    assert (line.defenders, line.hours) == ([str(cast.other_defender.pk)], 24)
    page = words(client.get(reverse("request", args=[row.pk])))
    assert "the next is asked: Dario Defender." in page
    client.post(reverse("line_stop", args=[line.pk]))
    assert NextInLine.objects.get().state == "stopped"


def test_an_amount_that_could_be_two_is_asked_for_again(cast: Cast) -> None:
    row, client = the.reviewed(cast), browser(cast.coordinator)
    url = reverse("offer_make", args=[row.pk, cast.defender.pk])
    page = words(client.post(url, {"hours": "24", "because": "Near.", "fee_0": "1,50,0", "fee_1": "HNL"}))
    assert "Write the amount in figures" in page and 'value="1,50,0"' in page
    assert not Offer.objects.exists()


def test_triage_asks_for_dangers_and_ticks_what_the_catalogue_knows(cast: Cast) -> None:
    row = the.a_request(cast, country="NI", department="NI.05")
    page = words(browser(cast.coordinator).get(reverse("request_review", args=[row.pk])))
    boxes = [part.split(">")[0] for part in page.split("<input")[1:] if 'name="safety"' in part.split(">")[0]]
    assert [("checked" in box) for box in boxes if 'value="politically_exposed"' in box] == [True]
    assert sum("checked" in box for box in boxes) == 1

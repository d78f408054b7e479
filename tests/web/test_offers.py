import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reencuentro.accounts import actions as accounts
from reencuentro.audit.models import Entry
from reencuentro.casework import clockwork
from reencuentro.casework.actions import conflicts
from reencuentro.casework.actions import offers as actions
from reencuentro.casework.models import Answer, Assignment, Conflict, Offer
from reencuentro.casework.states import DECLINE_REASONS
from reencuentro.reference.matching_policy import asking
from tests import cast as the
from tests.cast import Cast

from .defender import NAMES, NEVER, a_full_request, browser, offered, words


@pytest.fixture
def cast(db: None) -> Cast:
    return the.people()


def test_an_offer_says_what_where_and_when_and_nobodys_name(cast: Cast) -> None:
    offer = offered(cast)
    accounts.update_defender_profile(cast.defender, by=cast.defender, departments={"HN.02": 1.5})
    page = words(browser(cast.defender).get(f"/offers/{offer.pk}/"))
    for told in (
        "Birth certificate in Choluteca",
        "A child aged 12",
        "About 1.5 hours from you",
        "Registro Nacional de las Personas",
        "Costs up to 800 HNL without asking",
        "Names are shown once you accept",
        "So are the hours at which it is safe to ask.",
        "it never counts against you",
        "Please answer by",
    ):
        assert told in page
    for secret in (*NAMES, *NEVER, "El Triunfo", "Ramiro", "0601-2014", "112"):
        assert secret not in page


def test_an_offer_in_spanish(cast: Cast) -> None:
    page = words(browser(cast.defender, "es").get(f"/offers/{offered(cast).pk}/"))
    assert '<html lang="es">' in page
    for told in ("Partida o acta de nacimiento en Choluteca", "Responda antes del", "Acepto", "No puedo"):
        assert told in page


def test_an_information_request_says_that_it_can_be_turned_against_the_child(cast: Cast) -> None:
    offer = offered(cast, service="locate_person", document="")
    page = words(browser(cast.defender).get(f"/offers/{offer.pk}/"))
    assert "can be used against the child" in page


def test_every_look_at_an_offer_is_in_the_ledger(cast: Cast) -> None:
    offer = offered(cast)
    client = browser(cast.defender)
    for _again in "ab":
        client.get(f"/offers/{offer.pk}/")
    looks = Entry.objects.filter(verb="offer.look")
    assert [entry.actor for entry in looks] == [cast.defender.ledger_name] * 2


@pytest.mark.parametrize(
    "who", ["other_defender", "advocate", "coordinator", "administrator", "editor", "stranger"]
)
def test_nobody_else_finds_the_offer_or_can_answer_it(cast: Cast, who: str) -> None:
    offer = offered(cast)
    client = browser(getattr(cast, who))
    for answer in (
        client.get(f"/offers/{offer.pk}/"),
        client.get(f"/offers/{offer.pk}/decline/"),
        client.post(f"/offers/{offer.pk}/accept/"),
        client.post(f"/offers/{offer.pk}/decline/", {"reason": "too_far"}),
    ):
        assert answer.status_code == 404
    offer.refresh_from_db()
    assert offer.state == "made"


def test_accepting_leads_to_the_work_sheet_and_accepting_twice_is_once(cast: Cast) -> None:
    offer = offered(cast)
    client = browser(cast.defender)
    places = {client.post(f"/offers/{offer.pk}/accept/").url for _again in range(3)}
    work = Assignment.objects.get()
    assert places == {f"/work/{work.pk}/"}
    page = words(client.get(f"/offers/{offer.pk}/"))
    assert "You have accepted this" in page and f"/work/{work.pk}/" in page


def test_looking_never_accepts(cast: Cast) -> None:
    offer = offered(cast)
    assert browser(cast.defender).get(f"/offers/{offer.pk}/accept/").status_code == 405
    assert Assignment.objects.count() == 0


def test_a_script_is_told_where_to_go(cast: Cast) -> None:
    offer = offered(cast)
    answer = browser(cast.defender).post(f"/offers/{offer.pk}/accept/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/work/{Assignment.objects.get().pk}/")


def test_declining_asks_for_a_reason_and_keeps_the_note_for_the_defender_alone(cast: Cast) -> None:
    offer = offered(cast)
    client = browser(cast.defender)
    page = words(client.post(f"/offers/{offer.pk}/decline/", {"note": "The road is flooded."}))
    assert "The road is flooded." in page and 'class="errors"' in page
    sent = {"reason": "not_safe", "note": "They know me there."}
    for _again in "ab":  # a double tap is one answer
        assert client.post(f"/offers/{offer.pk}/decline/", sent).url == "/offers/"
    answer = Answer.objects.get()
    assert (answer.offer, answer.reason, answer.note) == (offer, "not_safe", "They know me there.")
    page = words(client.get(f"/offers/{offer.pk}/"))
    assert "You have declined this" in page and "You said: Not safe for me." in page
    page = words(browser(cast.coordinator).get(f"/requests/{offer.request_id}/"))
    assert "Declined" in page
    assert "Not safe" not in page and "They know me there." not in page


@pytest.mark.parametrize("reason", list(DECLINE_REASONS))
def test_every_reason_is_one_press_on_the_offer_itself(cast: Cast, reason: str) -> None:
    offer = offered(cast)
    client = browser(cast.defender, "es")
    buttons = re.findall(r"<button[^>]*>", words(client.get(f"/offers/{offer.pk}/")))
    assert any(f'value="{reason}"' in one and 'name="reason"' in one for one in buttons)
    assert client.post(f"/offers/{offer.pk}/decline/", {"reason": reason}).url == "/offers/"
    assert Answer.objects.get().reason == reason


def test_an_accepted_offer_can_no_longer_be_declined(cast: Cast) -> None:
    offer = offered(cast)
    client = browser(cast.defender)
    client.post(f"/offers/{offer.pk}/accept/")
    page = words(client.post(f"/offers/{offer.pk}/decline/", {"reason": "conflict"}, follow=True))
    assert "You have accepted this" in page
    assert not Answer.objects.exists() and not Conflict.objects.exists()


def test_an_offer_says_hours_and_fee_and_what_could_be_dangerous(cast: Cast) -> None:
    request = a_full_request(cast)
    request.safety = ["armed_groups"]
    request.save(update_fields=["safety"])
    offer = actions.offer(
        request,
        cast.defender,
        by=cast.coordinator,
        estimated_hours=Decimal("3.5"),
        fee_amount=Decimal(1500),
        fee_currency="HNL",
    )
    page = words(browser(cast.defender, "es").get(f"/offers/{offer.pk}/"))
    for told in ("Unas 3.5 horas de trabajo", "Su honorario: 1,500 HNL", "Pandillas o grupos armados"):
        assert told in page


@pytest.mark.parametrize(
    ("hours", "told"), [("3", "Unas 3 horas de viaje"), ("8", "Unas 8 horas de trabajo")]
)
def test_hours_that_are_those_of_the_travel_alone_are_not_called_work(
    cast: Cast, hours: str, told: str
) -> None:
    request = a_full_request(cast)
    accounts.update_defender_profile(cast.defender, by=cast.defender, departments={request.department: 1.5})
    offer = actions.offer(request, cast.defender, by=cast.coordinator, estimated_hours=Decimal(hours))
    page = words(browser(cast.defender, "es").get(f"/offers/{offer.pk}/"))
    assert told in page
    assert ("El trabajo mismo se suma a eso." in page) == (hours == "3")


def ended(cast: Cast, how: str) -> Offer:
    offer = offered(cast)
    if how == "withdrawn":
        actions.withdraw_offer(offer, by=cast.coordinator)
    else:
        Offer.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
        if how == "expired":
            actions.expire_late_offers()
    return offer


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("withdrawn", "This is no longer offered to you"),
        ("expired", "The time to answer is over"),
        ("late", "The time to answer is over"),
    ],
)
def test_an_offer_that_ended_says_how_and_shows_nothing_else(cast: Cast, how: str, told: str) -> None:
    offer = ended(cast, how)
    client = browser(cast.defender)
    page = words(client.get(f"/offers/{offer.pk}/"))
    assert told in page
    assert "Choluteca" not in page
    answer = client.post(f"/offers/{offer.pk}/accept/", follow=True)
    assert told in words(answer)
    assert Assignment.objects.count() == 0


def test_a_time_that_ran_out_says_for_how_many_days_nothing_new_comes(cast: Cast) -> None:
    page = words(browser(cast.defender).get(f"/offers/{ended(cast, 'expired').pk}/"))
    assert f"For {asking().cool_down_days} days you get no new request" in page


def the_team_says_no(cast: Cast, offer: Offer) -> None:
    conflicts.do_not_ask(offer.case, cast.defender, by=cast.advocate, because="The father's lawyer.")


def seen_by_the_defender(cast: Cast, offer: Offer) -> list[str]:
    client, here = browser(cast.defender), f"/offers/{offer.pk}/"
    pages = [client.get("/offers/"), client.get(here), client.get(f"{here}decline/", follow=True)]
    own = re.compile(rf'(value|nonce)="[^"]*"|{offer.case.code}')
    return [own.sub("", words(page)).replace(str(offer.pk), "id") for page in pages]


@pytest.mark.parametrize("whole", [False, True])
def test_an_offer_that_a_conflict_overtook_looks_taken_back_in_every_list_and_for_ever(
    cast: Cast, whole: bool
) -> None:
    taken_back, overtaken = ended(cast, "withdrawn"), offered(cast)
    assert "/offers/id/" in seen_by_the_defender(cast, overtaken)[0]
    meant: Any = cast.defender.organisation if whole else cast.defender
    conflicts.do_not_ask(overtaken.case, meant, by=cast.advocate, because="The father's lawyer.")
    looks = seen_by_the_defender(cast, taken_back)
    assert seen_by_the_defender(cast, overtaken) == looks
    with clockwork.telling(timezone.now() + timedelta(days=3)):
        assert actions.expire_late_offers() == 1
    assert seen_by_the_defender(cast, overtaken) == looks


def test_what_ended_before_the_conflict_was_told_looks_as_before(cast: Cast) -> None:
    offer = ended(cast, "expired")
    looks = seen_by_the_defender(cast, offer)
    the_team_says_no(cast, offer)
    assert seen_by_the_defender(cast, offer) == looks


def test_the_list_separates_what_waits_from_what_was(cast: Cast) -> None:
    client = browser(cast.defender)
    assert "No offer yet" in words(client.get("/offers/"))
    waiting, late = offered(cast), offered(cast)
    Offer.objects.filter(pk=late.pk).update(answer_by=timezone.now() - timedelta(minutes=1))
    page = words(client.get("/offers/"))
    before, after = page.split("Earlier")
    assert f"/offers/{waiting.pk}/" in before and f"/offers/{late.pk}/" in after
    assert "No answer in time" in after
    for secret in (*NAMES, *NEVER, "El Triunfo"):
        assert secret not in page


def test_a_withdrawn_offer_leaves_the_list(cast: Cast) -> None:
    offer = ended(cast, "withdrawn")
    assert str(offer.pk) not in words(browser(cast.defender).get("/offers/"))


def test_the_list_of_offers_takes_the_same_queries_with_3_and_30_rows(cast: Cast) -> None:
    client = browser(cast.defender)
    case = the.a_case(cast)
    counts: list[Any] = []
    for rows in (3, 30):
        while Offer.objects.count() < rows:
            the.offered(cast, the.reviewed(cast, the.a_request(cast, case)))
        client.get("/offers/")
        with CaptureQueriesContext(connection) as seen:
            page = words(client.get("/offers/"))
        assert page.count("Birth certificate in Choluteca") == rows
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_paused_defender_is_reminded(cast: Cast) -> None:
    accounts.pause_defender(cast.defender, by=cast.defender)
    assert "You have paused" in words(browser(cast.defender).get("/offers/"))


def test_there_is_something_to_leak(cast: Cast) -> None:
    request = a_full_request(cast)
    assert request.municipality == "El Triunfo"
    assert request.subject is not None and "Nahum" in request.subject.full_name

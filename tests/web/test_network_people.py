"""The coordinators' pages of the network: people, applications, trainings."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import DefenderProfile, User
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import offers
from reencuentro.network.models import Application, Training
from tests import cast as the
from tests.cast import Cast

from .defender import browser, words


@pytest.fixture
def cast(db: None) -> Cast:
    return the.people()


def test_the_list_says_who_is_there_and_how_much_they_have(cast: Cast) -> None:
    the.assigned(cast)
    accounts.pause_defender(cast.other_defender, by=cast.other_defender)
    page = words(browser(cast.coordinator).get("/network/"))
    for told in (
        "2 Defenders",
        "Delia Defender",
        "Casa Uno",
        "Honduras",
        "1 of 40",
        "Paused",
        "Available",
    ):
        assert told in page
    assert Entry.objects.get(verb="network_listed").details == {"found": 2}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=HN", {"Delia", "Dario"}),
        ("country=GT", set()),
        ("language=miq", {"Delia"}),
        ("standing=paused", {"Dario"}),
        ("language=miq&standing=paused", set()),
        ("country=nowhere&language=klingon", {"Delia", "Dario"}),
    ],
)
def test_the_list_is_narrowed_by_country_language_and_standing(
    cast: Cast, query: str, found: set[str]
) -> None:
    accounts.update_defender_profile(
        cast.defender, by=cast.defender, languages={"miq": {"level": 2, "who": "self"}}
    )
    accounts.pause_defender(cast.other_defender, by=cast.other_defender)
    page = words(browser(cast.coordinator).get(f"/network/?{query}"))
    assert {name for name in ("Delia", "Dario") if f"{name} D" in page} == found


def test_one_defender_is_shown_without_what_is_theirs_alone(cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=3)
    accounts.update_defender_profile(
        cast.defender,
        by=cast.defender,
        languages={"spa": 3, "miq": {"level": 2, "who": "interpreter"}},
        willing={"trafficking": False, "red_zone": True},
        absences=[[day.isoformat(), day.isoformat()]],
        fees=[{"kind": "", "amount": "300", "currency": "HNL"}],
    )
    offers.decline(the.offered(cast), "not_safe", by=cast.defender, note="The uncle Ramiro is near.")
    client = browser(cast.coordinator)
    page = words(client.get(f"/network/{cast.defender.pk}/"))
    for told in ("Delia Defender", "Choluteca (1.5 h)", "miskito (through an interpreter)", "300 HNL"):
        assert told.lower() in page.lower()
    for theirs in ("rafficking", "ed zone", "afety", "ot safe", "onflict", "Ramiro"):
        assert theirs not in page.replace("one for safety never counts", "")
    assert Entry.objects.get(verb="defender_looked_at").about == f"user:{cast.defender.pk}"


def test_what_a_defender_refuses_leaves_the_coordinators_page_as_it_was(cast: Cast) -> None:
    client = browser(cast.coordinator)
    before = client.get(f"/network/{cast.defender.pk}/").content
    accounts.update_defender_profile(
        cast.defender, by=cast.defender, willing=dict.fromkeys(["trafficking", "armed_groups"], False)
    )
    after = client.get(f"/network/{cast.defender.pk}/").content
    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(page: bytes) -> str:
    return re.sub(r'(value|nonce)="[^"]*"', "", page.decode())


def test_a_correction_keeps_what_the_form_does_not_show_and_tells_the_defender(cast: Cast) -> None:
    accounts.update_defender_profile(
        cast.defender, by=cast.defender, languages={"mam": {"level": 3, "who": "self"}}
    )
    client, address = browser(cast.coordinator), f"/network/{cast.defender.pk}/correct/"
    sent = {f"speaks-{code}": "0" for code in ("spa", "caa", "cab", "miq", "yan", "jic", "pay")}
    bad = client.post(address, sent | {"hours-HN.02": "far"})
    assert "Write the hours as a number" in words(bad)
    client.post(address, sent | {"hours-HN.02": "2,5", "speaks-spa": "3"})
    profile = DefenderProfile.objects.get(user=cast.defender)
    assert profile.departments == {"HN.02": 2.5}
    assert profile.languages == {
        "mam": {"level": 3, "who": "self"},
        "spa": {"level": 3, "who": "self"},
    }
    page = words(browser(cast.defender).get("/notices/"))
    assert "The coordination corrected your hours of travel" in page


def test_nobody_is_found_where_nobody_is(cast: Cast) -> None:
    client = browser(cast.coordinator)
    for pk in (cast.advocate.pk, the.a_case(cast).pk):
        assert client.get(f"/network/{pk}/").status_code == 404


# --- applications -------------------------------------------------------------------------------------------


def test_from_the_list_to_the_invitation_two_people_decide(cast: Cast) -> None:
    made = the.an_application()
    coordinator, administrator = browser(cast.coordinator), browser(cast.administrator)
    assert "Zenobia Xicohtla" in words(coordinator.get("/network/applications/"))
    page = f"/network/applications/{made.pk}/"
    first = words(coordinator.get(page))
    for told in ("Colegiada 14703", "Judge Amador, Choluteca", "Review this application"):
        assert told in first
    coordinator.post(f"{page}review/")
    assert "I have checked both references" in words(coordinator.get(page))
    assert "First check the references." in words(coordinator.post(f"{page}accept/", follow=True))
    coordinator.post(f"{page}references/")
    coordinator.post(f"{page}accept/")
    assert "Zenobia Xicohtla" in words(administrator.get("/administration/applications/"))
    invite = f"/administration/applications/{made.pk}/"
    shown = words(administrator.get(invite))
    assert "zenobia@example.org" in shown and "Colegiada" not in shown and "Amador" not in shown
    answer = administrator.post(invite, {"organisation": "", "handing": "here"})
    assert answer.url == "/administration/people/invite/link/"
    assert Application.objects.get().state == "invited"
    user = User.objects.by_email("zenobia@example.org")
    assert user is not None and user.role == "defender"
    assert "The invitation is on its way." in words(coordinator.get(page))
    assert administrator.get(invite).status_code == 404


def test_a_known_address_is_said_to_the_coordination_and_at_the_invitation(cast: Cast) -> None:
    made = the.an_agreed_application(cast.coordinator, email=cast.stranger.email)
    page = words(browser(cast.coordinator).get(f"/network/applications/{made.pk}/"))
    assert "This address is known" in page
    sent = {"organisation": "", "handing": "mail"}
    refused = words(browser(cast.administrator).post(f"/administration/applications/{made.pk}/", sent))
    assert "Somebody with this e-mail is a member or invited already." in refused


def test_what_is_to_be_done_stands_above_what_the_applicant_wrote(cast: Cast) -> None:
    row = the.an_application()
    page = words(browser(cast.coordinator).get(f"/network/applications/{row.pk}/"))
    assert page.index("Review this application") < page.index("What they wrote") < page.index("So far")


def test_declining_asks_for_the_reason_and_shows_what_became_of_the_mail(cast: Cast) -> None:
    made, client = the.an_application(), browser(cast.coordinator)
    page = f"/network/applications/{made.pk}/"
    assert client.get(f"{page}decline/").url == page
    client.post(f"{page}review/")
    assert "This field is required" in words(client.post(f"{page}decline/", {"because": ""}))
    client.post(f"{page}decline/", {"because": "Too few references."})
    shown = words(client.get(page))
    assert "Too few references." in shown and "The mail goes out in a moment" in shown


def test_notes_are_saved_and_two_coordinators_lose_no_words(cast: Cast) -> None:
    made = the.an_application()
    address = f"/network/applications/{made.pk}/notes/"
    browser(cast.coordinator).post(address, {"notes": "Spoke with the judge.", "version": "1"})
    both = words(browser(cast.other_coordinator).post(address, {"notes": "Mine.", "version": "1"}))
    assert "They wrote: Spoke with the judge." in both and "Mine." in both


def test_a_withdrawn_application_leaves_the_list_and_an_erased_one_shows_its_days_alone(cast: Cast) -> None:
    made, client = the.an_application(), browser(cast.coordinator)
    client.post(f"/network/applications/{made.pk}/withdraw/")
    assert "No application waits" in words(client.get("/network/applications/"))
    Application.objects.update(state="erased")
    assert ">erased<" in words(client.get("/network/applications/?state=erased"))
    page = words(client.get(f"/network/applications/{made.pk}/"))
    assert "cannot be read again" in page and "Zenobia" not in page
    assert client.post(f"/network/applications/{made.pk}/notes/", {"notes": "x"}).status_code == 302


# --- trainings ----------------------------------------------------------------------------------------------


def a_training(**changes: str) -> dict[str, Any]:
    day = timezone.localdate()
    dated = {"held_on_0": str(day.day), "held_on_1": str(day.month), "held_on_2": str(day.year)}
    return {
        "title_en": "Safety first",
        "title_es": "Primero la seguridad",
        "hours": "2.5",
        **dated,
        **changes,
    }


def test_a_training_is_noted_with_who_attended_and_stands_on_their_page(cast: Cast) -> None:
    client = browser(cast.coordinator)
    assert "No training is noted" in words(client.get("/network/trainings/"))
    address = client.post("/network/trainings/", a_training()).url
    client.post(address, {"defenders": [str(cast.defender.pk)]})
    assert "Safety first" in words(client.get("/network/trainings/"))
    assert "Safety first" in words(client.get(f"/network/{cast.defender.pk}/"))
    spanish = browser(cast.defender, "es")
    assert "Primero la seguridad" in words(spanish.get("/availability/"))
    assert "Safety first" not in words(client.get(f"/network/{cast.other_defender.pk}/"))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"held_on_2": "2999"}, "This date lies in the future."),
        ({"title_es": ""}, "This field is required"),
        ({"hours": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_training_that_cannot_be_is_said_at_its_field(cast: Cast, changes: Any, told: str) -> None:
    page = words(browser(cast.coordinator).post("/network/trainings/", a_training(**changes)))
    assert told in page and not Training.objects.exists()

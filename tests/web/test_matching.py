"""Choosing a Defender: ranked with reasons, nobody's conflict shown, one offer however often it is sent."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from reencuentro.accounts.models import Role
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import offers
from reencuentro.casework.models import Offer
from tests import cast as the

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def row(cast):
    return the.reviewed(cast)


def page(cast, row, language: str = "en"):
    browser = as_(cast.coordinator)
    browser.cookies["django_language"] = language
    return browser.get(reverse("candidates", args=[row.pk]))


def make(cast, row, defender, **data):
    url = reverse("offer_make", args=[row.pk, defender.pk])
    return as_(cast.coordinator).post(url, {"hours": "48"} | data)


def test_every_candidate_stands_there_with_reasons(cast, row):
    text = page(cast, row).content.decode()
    assert cast.defender.full_name in text
    assert cast.other_defender.full_name in text
    assert "Hours of travel" in text
    assert "The first two are nearly equal" in text


def test_reasons_are_in_the_readers_language(cast, row):
    text = page(cast, row, "es").content.decode()
    assert "Horas de viaje" in text
    assert "Hours of travel" not in text


def test_why_somebody_is_not_eligible_is_never_said(cast, row):
    offers.decline(offers.offer(row, cast.defender, by=cast.coordinator), "conflict", by=cast.defender)
    row.refresh_from_db()
    text = page(cast, row).content.decode()
    assert "1 other Defender of this country is not eligible" in text
    assert cast.defender.full_name not in text
    assert "onflict" not in text


def test_the_offer_shows_beforehand_what_the_defender_will_see(cast, row):
    text = as_(cast.coordinator).get(reverse("offer_make", args=[row.pk, cast.defender.pk])).content.decode()
    assert "Choluteca" in text
    assert "Quetzalteco" not in text.split("<main")[1]


def test_choosing_the_first_of_the_list_makes_the_offer(cast, row):
    first = page(cast, row).context["candidates"][0]
    defender = next(user for user in (cast.defender, cast.other_defender) if user.full_name == first.name)
    assert make(cast, row, defender).url == reverse("request", args=[row.pk])
    offer = Offer.objects.get()
    assert (offer.defender, offer.state) == (defender, "made")
    assert offer.ranking["options"][0]["defender"] == str(defender.pk)
    left = offer.answer_by - timezone.now()
    assert timedelta(hours=47) < left <= timedelta(hours=48)


def test_choosing_another_one_needs_the_reason(cast, row):
    first = page(cast, row).context["candidates"][0]
    other = next(user for user in (cast.defender, cast.other_defender) if user.full_name != first.name)
    assert make(cast, row, other).status_code == 200
    assert make(cast, row, other, because="She knows the registrar.").status_code == 302
    assert Offer.objects.get().because == "She knows the registrar."


def test_sending_the_offer_twice_is_one_offer(cast, row):
    first = page(cast, row).context["candidates"][0]
    defender = next(user for user in (cast.defender, cast.other_defender) if user.full_name == first.name)
    client_id = uuid4()
    for _ in range(2):
        assert make(cast, row, defender, client_id=client_id).status_code == 302
    assert Offer.objects.count() == 1


def test_somebody_who_is_not_on_the_list_cannot_be_asked(cast, row):
    abroad = the.organisation("defender", "Casa Dos", "GT")
    outside = the.person(Role.DEFENDER, abroad, "gaby-gt", departments={"GT.13": 1.0})
    make(cast, row, outside, because="Please")
    assert not Offer.objects.exists()


def test_the_offer_can_be_taken_back(cast, row):
    offer = the.offered(cast, row)
    as_(cast.coordinator).post(reverse("offer_withdraw", args=[offer.pk]))
    offer.refresh_from_db()
    row.refresh_from_db()
    assert (offer.state, row.state) == ("withdrawn", "reviewed")


def test_nobody_eligible_says_what_could_be_changed_and_is_counted(cast):
    languages = [{"code": "miq", "level": "required"}]
    row = the.reviewed(cast, languages=languages, needs_woman=True)
    text = page(cast, row).content.decode()
    assert "Nobody can be asked now" in text
    assert "It asks for a woman." in text
    assert "Miskito" in text
    entry = Entry.objects.filter(verb="match.look").latest("seq")
    assert (entry.details["eligible"], entry.details["languages"]) == (0, "miq")


def test_days_nobody_knows_are_called_not_known(cast):
    row = the.reviewed(cast, service="witness_declaration", document="")
    text = page(cast, row).content.decode()
    assert "not known" in text
    assert "% chance" not in text


def test_the_list_takes_the_same_number_of_queries_with_30_defenders(cast, row):
    abroad = the.organisation("defender", "Casa Tres", "HN")
    with CaptureQueriesContext(connection) as few:
        page(cast, row)
    for number in range(30):
        the.person(Role.DEFENDER, abroad, f"d-{number}")
    with CaptureQueriesContext(connection) as many:
        page(cast, row)
    assert len(few) == len(many)


@pytest.mark.parametrize("who", ["advocate", "other_coordinator", "stranger", "defender", "administrator"])
def test_only_the_coordinators_of_the_case_choose(cast, row, who):
    browser = as_(getattr(cast, who))
    assert browser.get(reverse("candidates", args=[row.pk])).status_code == 404
    assert browser.get(reverse("offer_make", args=[row.pk, cast.defender.pk])).status_code == 404


def test_translations_are_reset() -> None:
    assert translation.get_language() == "en"

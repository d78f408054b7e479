"""Pins and bans: kept when they can be, passed over without a word when they cannot."""

from uuid import uuid4

import pytest

from reencuentro.accounts.models import Role
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import offers
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.network.actions import wishes
from reencuentro.network.models import Wish
from reencuentro.network.queries import desk, keeping
from tests import cast as the

from .desk import line_of, proposed, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def row(cast):
    return waiting(cast, 1)[0]


def other_than(cast, line):
    return cast.defender if line.defender == cast.other_defender else cast.other_defender


def test_a_pin_is_kept(cast, row):
    proposed(cast)
    wanted = other_than(cast, line_of(row))
    wishes.wish(row, wanted, "pin", by=cast.coordinator)
    proposed(cast)
    assert line_of(row).defender == wanted
    assert keeping.suggestion_of(line_of(row)).pinned


def test_a_ban_is_kept(cast, row):
    proposed(cast)
    first = line_of(row).defender
    wishes.wish(row, first, "ban", by=cast.coordinator)
    proposed(cast)
    assert line_of(row).defender not in (None, first)


def test_a_wish_that_has_ended_counts_no_more(cast, row):
    proposed(cast)
    first = line_of(row).defender
    made = wishes.wish(row, first, "ban", by=cast.coordinator)
    wishes.end(made, by=cast.coordinator)
    wishes.end(made, by=cast.coordinator)
    proposed(cast)
    assert line_of(row).defender == first
    assert Entry.objects.filter(verb="wish.end").count() == 1


@pytest.mark.parametrize("cause", ["declined", "paused", "banned", "no_room"])
def test_a_pin_that_cannot_be_kept_looks_the_same_for_every_cause(cast, row, cause):
    wanted = cast.defender
    if cause == "declined":
        offers.decline(offers.offer(row, wanted, by=cast.coordinator), "conflict", by=wanted)
    elif cause == "paused":
        wanted.defender_profile.paused = True
        wanted.defender_profile.save()
    elif cause == "banned":
        wishes.wish(row, wanted, "ban", by=cast.coordinator)
    else:
        wanted.defender_profile.weekly_capacity = 0
        wanted.defender_profile.save()
    wishes.wish(row, wanted, "pin", by=cast.coordinator)
    proposed(cast)
    found = keeping.suggestion_of(line_of(row))
    assert line_of(row).defender == cast.other_defender
    assert (found.pinned, found.pin_cost) == (False, 0)


def test_contradicting_pins_keep_the_first(cast, row):
    wishes.wish(row, cast.other_defender, "pin", by=cast.coordinator)
    wishes.wish(row, cast.defender, "pin", by=cast.coordinator)
    proposed(cast)
    assert line_of(row).defender == cast.other_defender


def test_the_same_wish_again_is_the_first(cast, row):
    first = wishes.wish(row, cast.defender, "pin", by=cast.coordinator)
    assert wishes.wish(row, cast.defender, "pin", by=cast.coordinator) == first
    client_id = uuid4()
    ban = wishes.wish(row, cast.defender, "ban", by=cast.coordinator, client_id=client_id)
    assert wishes.wish(row, cast.defender, "ban", by=cast.coordinator, client_id=client_id) == ban
    assert Wish.objects.count() == 2


def test_the_reason_is_sealed_and_stands_in_no_ledger_entry(cast, row):
    made = wishes.wish(row, cast.defender, "ban", by=cast.coordinator, because="Her cousin is the clerk.")
    assert made.box_id == row.case.box_id
    assert Wish.objects.get().because == "Her cousin is the clerk."
    assert "cousin" not in str(Entry.objects.get(verb="wish.make").details)


def test_who_does_not_hold_the_case_wishes_nothing(cast, row):
    with pytest.raises(NotAllowed):
        wishes.wish(row, cast.defender, "pin", by=cast.other_coordinator)
    made = wishes.wish(row, cast.defender, "pin", by=cast.coordinator)
    with pytest.raises(NotAllowed):
        wishes.end(made, by=cast.other_coordinator)


def test_only_a_defender_of_the_country_can_be_wished_for(cast, row):
    elsewhere = the.person(Role.DEFENDER, the.organisation("defender", "Casa Dos", "GT"), "gilda-guatemala")
    for nobody in (elsewhere, cast.coordinator):
        with pytest.raises(Invalid):
            wishes.wish(row, nobody, "pin", by=cast.coordinator)
    with pytest.raises(Invalid):
        wishes.wish(row, cast.defender, "perhaps", by=cast.coordinator)


def test_everybody_of_the_country_can_be_named_whatever_keeps_them_from_it(cast, row):
    profile = cast.defender.defender_profile
    profile.paused, profile.weekly_capacity, profile.departments = True, 0, {}
    profile.save()
    assert {user.pk for user in desk.defenders_of("HN")} == {cast.defender.pk, cast.other_defender.pk}
    wishes.wish(row, cast.defender, "pin", by=cast.coordinator)


def test_a_wish_is_told_as_a_change_since_the_proposal(cast, row):
    made = proposed(cast)
    wishes.wish(row, cast.defender, "pin", by=cast.coordinator)
    assert desk.since(cast.coordinator, made).wishes == 1

"""Rows as the engine's values: slots of this week, use of late, how somebody answers, and one set of the barred."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reencuentro.accounts.actions import defenders
from reencuentro.accounts.models import Role, User
from reencuentro.casework import clockwork
from reencuentro.casework.actions import conflicts, offers, requests, work
from reencuentro.casework.models import Request
from reencuentro.casework.queries.askable import monday
from reencuentro.engines import matching
from reencuentro.network.queries.values import (
    defenders_as_values,
    excluded_municipalities,
    profiles_in,
    requests_as_values,
)
from tests import cast as the
from tests.cast import Cast


def wednesday() -> datetime:
    """Noon of a Wednesday to come: the week is neither fresh nor over, whenever the test runs."""
    return monday(timezone.localdate()) + timedelta(days=9, hours=12)


def value(user: User, at: datetime) -> matching.Defender:
    profiles = list(profiles_in(["HN"]))
    found = defenders_as_values(profiles, timezone.localdate(at))
    return next(one for one in found if one.id == str(user.pk))


def barred(request: Request, at: datetime) -> matching.Request:
    return requests_as_values([Request.objects.get(pk=request.pk)], list(profiles_in(["HN"])), at)[0]


def capacity(cast: Cast, number: int) -> None:
    defenders.update_defender_profile(cast.defender, by=cast.defender, weekly_capacity=number)


def test_open_offers_and_work_begun_this_week_take_slots_and_next_week_has_them_again(cast: Cast) -> None:
    capacity(cast, 3)
    at = wednesday()
    with clockwork.telling(at):
        the.assigned(cast)
        offer = the.offered(cast)
        assert value(cast.defender, at).slots_left == 1
        offers.withdraw_offer(offer, by=cast.coordinator)
        assert value(cast.defender, at).slots_left == 2
        the.offered(cast)
    later = at + timedelta(days=7)
    assert value(cast.defender, later).slots_left == 2  # the offer still waits; the work of last week is past
    assert value(cast.other_defender, later).slots_left == 40


def test_who_is_away_has_no_slot_and_who_paused_is_not_among_them(cast: Cast) -> None:
    at = wednesday()
    day = timezone.localdate(at).isoformat()
    defenders.update_defender_profile(cast.defender, by=cast.defender, absences=[[day, day]])
    assert value(cast.defender, at).slots_left == 0
    assert value(cast.defender, at + timedelta(days=1)).slots_left == 40
    defenders.pause_defender(cast.defender, by=cast.defender)
    assert cast.defender.pk not in {profile.user_id for profile in profiles_in(["HN"])}


def test_use_is_the_mean_of_four_weeks_each_at_most_full(cast: Cast) -> None:
    capacity(cast, 2)
    at = wednesday()
    for weeks, works in ((0, 1), (1, 2), (2, 2)):
        with clockwork.telling(at - timedelta(weeks=weeks)):
            for _number in range(works):
                the.assigned(cast)
    assert value(cast.defender, at).use == pytest.approx((0.5 + 1 + 1 + 0) / 4)
    capacity(cast, 1)
    assert value(cast.defender, at).use == pytest.approx(3 / 4)
    assert value(cast.other_defender, at).use == 0.0


def test_acceptance_is_a_prior_and_the_answers_without_those_for_safety(cast: Cast) -> None:
    at = wednesday()
    assert value(cast.defender, at).acceptance == (3.0, 1.0)
    with clockwork.telling(at):
        the.assigned(cast)
        offers.decline(the.offered(cast), "not_safe", by=cast.defender)
        assert value(cast.defender, at).acceptance == (4.0, 1.0)
        offers.decline(the.offered(cast), "too_far", by=cast.defender)
        assert value(cast.defender, at).acceptance == (4.0, 2.0)
    silent = at + timedelta(days=3)
    with clockwork.telling(silent):
        the.offered(cast)
    with clockwork.telling(silent + timedelta(days=3)):
        assert offers.expire_late_offers() == 1
    assert value(cast.defender, silent).acceptance == (4.0, 2.5)
    assert value(cast.defender, at + timedelta(days=300)).acceptance == (3.0, 1.0)


def test_a_rest_after_a_no_holds_for_two_days_and_not_for_critical_requests(cast: Cast) -> None:
    at, me = wednesday(), str(cast.defender.pk)
    with clockwork.telling(at):
        request, critical = the.reviewed(cast), the.reviewed(cast)
        Request.objects.filter(pk=critical.pk).update(urgency="critical")
        offers.decline(the.offered(cast), "no_time", by=cast.defender)
    assert barred(request, at + timedelta(hours=47)).blocked == {me}
    assert barred(critical, at + timedelta(hours=47)).blocked == frozenset()
    assert barred(request, at + timedelta(hours=49)).blocked == frozenset()


def test_conflicts_and_refused_dangers_stand_in_the_same_set(cast: Cast) -> None:
    at, request = timezone.now(), the.reviewed(cast)
    conflicts.do_not_ask(request.case, cast.defender, by=cast.coordinator, because="Cousin.")
    Request.objects.filter(pk=request.pk).update(safety=["red_zone"])
    defenders.update_defender_profile(
        cast.other_defender, by=cast.other_defender, willing={"red_zone": False}
    )
    assert barred(request, at).blocked == {str(cast.defender.pk), str(cast.other_defender.pk)}


def test_who_said_no_did_not_answer_or_handed_it_back_is_not_asked_again(cast: Cast) -> None:
    request = the.reviewed(cast)
    offers.withdraw_offer(the.offered(cast, request), by=cast.coordinator)
    assert barred(request, timezone.now()).declined_by == frozenset()
    fresh = Request.objects.get(pk=request.pk)
    work.hand_back(
        the.assigned(cast, the.offered(cast, fresh)), by=cast.defender, because="The letter is there."
    )
    assert barred(request, timezone.now()).declined_by == {str(cast.defender.pk)}


def test_places_excluded_in_words_count_where_they_name_a_whole_municipality(cast: Cast) -> None:
    assert excluded_municipalities("HN", "") == frozenset()
    town = excluded_municipalities("HN", "El Triunfo")
    assert excluded_municipalities("HN", "the cantina at the crossroads; EL TRIUNFO,") == town
    assert len(town) == 1
    assert excluded_municipalities("GT", "El Triunfo") == frozenset()
    with_words = the.reviewed(cast, excluded_places="El Triunfo")
    assert len(barred(with_words, timezone.now()).exclude_municipalities) == 1


def test_as_many_queries_for_one_request_and_one_defender_as_for_many(cast: Cast) -> None:
    abroad = the.organisation("defender", "Casa Tres", "HN")
    rows: list[Any] = [the.reviewed(cast)]

    def count() -> int:
        profiles = list(profiles_in(["HN"]))
        with CaptureQueriesContext(connection) as queries:
            requests_as_values(rows, profiles, timezone.now())
            defenders_as_values(profiles, timezone.localdate())
        return len(queries)

    few = count()
    for number in range(20):
        somebody = the.person(Role.DEFENDER, abroad, f"d-{number}")
        rows.append(the.reviewed(cast))
        conflicts.do_not_ask(rows[-1].case, somebody, by=cast.coordinator, because="Cousin.")
        offers.decline(
            offers.offer(the.reviewed(cast), somebody, by=cast.coordinator), "no_time", by=somebody
        )
    assert count() == few == 11


def test_triage_names_the_dangers_and_refuses_unknown_ones(cast: Cast) -> None:
    request = the.a_request(cast)
    with pytest.raises(Exception, match="safety"):
        requests.review(request, "high", by=cast.coordinator, safety=["dragons"])
    requests.review(request, "high", by=cast.coordinator, safety=["red_zone", "armed_groups", "red_zone"])
    assert Request.objects.get().safety == ["armed_groups", "red_zone"]

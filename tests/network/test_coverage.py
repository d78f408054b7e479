"""Coverage: exact counts for each department, whatever the size of the network; closed to whoever need not know."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reencuentro.accounts.models import DefenderProfile, Role, User
from reencuentro.casework import clockwork
from reencuentro.casework.actions import offers, requests
from reencuentro.casework.models import Request
from reencuentro.network.actions import gaps
from reencuentro.network.queries.coverage import Coverage, Department, coverage, open_by_country
from reencuentro.network.queries.evidence import Evidence
from reencuentro.network.queries.lacks import Lack, lacks, silent_languages, without_woman
from tests import cast as the

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    """The two Defenders of the cast, both in Choluteca, do not take work here: each test has Defenders of its own."""
    found = the.people()
    DefenderProfile.objects.update(paused=True)
    return found


def defender(key: str, country: str = "HN", **profile) -> User:
    return the.person(Role.DEFENDER, the.organisation("defender", f"Casa {key}", country), key, **profile)


def look(cast: the.Cast, country: str = "HN") -> Coverage:
    found = coverage(cast.coordinator, country, timezone.now())
    assert found is not None
    return found


def at(found: Coverage, code: str) -> Department:
    return next(one for one in found.departments if one.code == code)


def needing(*codes: str, level: str = "required") -> list[dict[str, str]]:
    return [{"code": code, "level": level} for code in codes]


def work_of_four_weeks(cast, case, user, in_a_week):
    """So many pieces of work begun in each of the last four weeks; returns their requests."""
    rows = []
    for weeks in range(4):
        with clockwork.telling(timezone.now() - timedelta(weeks=weeks)):
            for _ in range(in_a_week):
                row = the.reviewed(cast, the.a_request(cast, case, languages=needing("spa")))
                offers.accept(offers.offer(row, user, by=cast.coordinator), by=user)
                rows.append(row)
    return rows


def test_nobody_and_nothing_is_a_country_of_zeros(cast):
    found = look(cast)
    assert len(found.departments) == 18
    assert {(one.defenders, one.nearest, one.load, one.open, one.counted) for one in found.departments} == {
        (0, None, None, 0, 0)
    }
    assert lacks(found) == []
    assert len(without_woman(found)) == 18


def test_one_defender(cast):
    defender(
        "uno", departments={"HN.02": 2.5, "HN.17": 1}, languages={"spa": 3, "miq": 2, "cab": 1}, woman=True
    )
    found = look(cast)
    one = at(found, "HN.02")
    assert (one.defenders, one.nearest, one.women, one.load) == (1, 2.5, 1, 0)
    assert one.speakers == {"spa": 1, "miq": 1}  # a few words of Garifuna are not enough to work in it
    assert at(found, "HN.17").nearest == 1
    assert at(found, "HN.01").defenders == 0
    assert [len(silent_languages(found)[code]) for code in ("miq", "cab")] == [16, 18]


def test_three_defenders(cast):
    defender("uno", departments={"HN.02": 2.5}, languages={"spa": 3}, woman=True, weekly_capacity=2)
    defender("dos", departments={"HN.02": 1, "HN.09": 6}, languages={"spa": 3, "miq": 3}, woman=False)
    tres = defender("tres", departments={"HN.02": 4}, languages={"miq": 2}, weekly_capacity=1)
    defender("mx", "MX", departments={"MX.05": 1}, languages={"spa": 3, "mam": 3})
    row = the.reviewed(cast)
    offers.accept(offers.offer(row, tres, by=cast.coordinator), by=tres)
    found = look(cast)
    one = at(found, "HN.02")
    assert (one.defenders, one.nearest, one.women) == (3, 1, 1)
    assert one.speakers == {"spa": 2, "miq": 2}
    assert one.load == pytest.approx(1 / 3 / 4)  # one of three was full, in one of the last four weeks
    assert (at(found, "HN.09").defenders, at(found, "HN.09").load) == (1, 0)
    assert (one.open, one.nobody, one.all_asked) == (0, 0, 1)


def test_a_paused_defender_and_one_who_has_left_reach_nobody(cast):
    defender("uno", paused=True)
    gone = defender("dos")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert at(look(cast), "HN.02").defenders == 0


def test_open_requests_and_those_for_which_nobody_can_be_asked(cast):
    defender("uno", departments={"HN.02": 2}, languages={"spa": 3}, woman=False)
    case = the.a_case(cast)
    the.a_request(cast, case)
    the.reviewed(cast, the.a_request(cast, case, needs_woman=True))
    the.a_request(cast, case, languages=needing("miq"))
    the.a_request(cast, case, department="HN.09")
    the.a_request(cast, case, department="")
    found = look(cast)
    assert (at(found, "HN.02").open, at(found, "HN.02").nobody) == (3, 2)
    assert (at(found, "HN.09").open, at(found, "HN.09").nobody) == (1, 1)
    assert found.nowhere == 1
    assert open_by_country(cast.coordinator) == {"HN": 5}


def test_what_was_asked_for_and_is_missing_comes_first(cast):
    """First what waits in vain, then what was asked for, and last where the load is high."""
    busy = defender("uno", departments={"HN.02": 2}, languages={"spa": 3}, weekly_capacity=1)
    case = the.a_case(cast)
    for _ in range(2):
        the.a_request(cast, case, department="HN.09", languages=needing("miq", level="preferred"))
    first = work_of_four_weeks(cast, case, busy, 1)[0]
    Request.objects.filter(pk=first.pk).update(needs_woman=True)
    assert lacks(look(cast)) == [
        Lack("vain", "HN.09", 2),
        Lack("nobody", "HN.09", 2),
        Lack("language", "HN.09", 2, "miq"),
        Lack("woman", "HN.02", 1),
        Lack("load", "HN.02", 4, load=1.0),
    ]


def test_where_nobody_reaches_spanish_is_no_further_lack(cast):
    the.a_request(cast, languages=needing("spa"))
    assert lacks(look(cast)) == [Lack("vain", "HN.02", 1), Lack("nobody", "HN.02", 1)]


def test_a_past_request_still_counts_as_asked_for_a_year(cast):
    row = the.a_request(cast, department="HN.09", languages=needing("miq"))
    requests.withdraw(row, by=cast.advocate, because="Found")
    assert lacks(look(cast)) == [Lack("nobody", "HN.09", 1), Lack("language", "HN.09", 1, "miq")]
    assert at(look(cast), "HN.09").open == 0
    later = coverage(cast.coordinator, "HN", timezone.now() + timedelta(days=366))
    assert later is not None
    assert lacks(later) == []


def test_a_load_at_the_threshold_is_not_above_it(cast):
    full = defender("uno", departments={"HN.02": 2}, languages={"spa": 3}, weekly_capacity=5)
    case = the.a_case(cast)
    work_of_four_weeks(cast, case, full, 4)
    found = look(cast)
    assert found.high_load == 0.8
    assert at(found, "HN.02").load == 0.8
    assert lacks(found) == []


def test_days_without_anybody_are_added_up(cast):
    row = the.reviewed(cast)
    today = timezone.localdate()
    for days in (0, 1, 89, 90):
        gaps.count([row], today - timedelta(days=days))
    assert at(look(cast), "HN.02").counted == 3


def test_equal_needs_are_counted_each_and_a_declined_one_by_itself(cast):
    """Two alike wait for the same Defender; the third was declined by the only one who could do it."""
    only = defender("uno", departments={"HN.02": 1}, languages={"spa": 3})
    case = the.a_case(cast)
    rows = [the.reviewed(cast, the.a_request(cast, case)) for _ in range(3)]
    offers.decline(offers.offer(rows[2], only, by=cast.coordinator), "not_safe", by=only)
    one = at(look(cast), "HN.02")
    assert (one.open, one.nobody) == (3, 1)


def test_the_evidence_says_for_what_the_most_frequent_first(cast):
    case, today = the.a_case(cast), timezone.localdate()
    often = the.reviewed(cast, the.a_request(cast, case, department="HN.09", languages=needing("miq", "cab")))
    once = the.reviewed(cast, the.a_request(cast, case, needs_woman=True))
    gaps.count([often, once], today)
    gaps.count([often], today - timedelta(days=1))
    found = look(cast)
    assert found.evidence == (
        Evidence("HN.09", "birth_certificate", ("cab", "miq"), False, 2),
        Evidence("HN.02", "birth_certificate", (), True, 1),
    )
    assert (at(found, "HN.09").counted, at(found, "HN.02").counted) == (2, 1)


@pytest.mark.parametrize("who", ["advocate", "child_advocate", "defender", "editor"])
def test_others_get_nothing(cast, who):
    assert coverage(getattr(cast, who), "HN", timezone.now()) is None
    assert open_by_country(getattr(cast, who)) == {}


def test_an_administrator_sees_the_counts(cast):
    assert coverage(cast.administrator, "HN", timezone.now()) is not None


def test_the_number_of_queries_does_not_grow(cast):
    def grow(name: str, rows: int) -> int:
        case = the.a_case(cast)
        for number in range(rows):
            defender(f"{name}-{number}", languages={"spa": 3})
            the.a_request(cast, case)
        with CaptureQueriesContext(connection) as queries:
            look(cast)
        return len(queries)

    assert grow("few", 1) == grow("many", 12)

from datetime import date, timedelta

import pytest
from django.utils import timezone

from reencuentro.casework import clockwork
from reencuentro.casework.actions import offers
from reencuentro.casework.errors import NotAllowed
from reencuentro.casework.models import Answer
from reencuentro.casework.queries.refusals import refusals
from reencuentro.casework.states import DECLINE_REASONS
from tests import cast as the
from tests.cast import Cast

EVER = date(2020, 1, 1)


def declined(cast: Cast, reason: str, times: int) -> None:
    case = the.a_case(cast)
    for _number in range(times):
        offer = the.offered(cast, the.reviewed(cast, the.a_request(cast, case)))
        offers.decline(offer, "not_safe", by=cast.defender)
    for answer in Answer.objects.all():  # all at once: any other reason would have brought a rest
        answer.reason = reason
        answer.save()


@pytest.mark.parametrize(("times", "shown"), [(1, None), (4, None), (5, 5), (7, 7)])
def test_fewer_than_five_are_never_shown_nor_told_from_none(
    cast: Cast, times: int, shown: int | None
) -> None:
    declined(cast, "conflict", times)
    assert refusals(EVER, by=cast.coordinator) == []  # a month that goes on would tell each new answer
    month = timezone.localdate().replace(day=1)
    with clockwork.telling(timezone.now() + timedelta(days=31)):
        found = refusals(EVER, by=cast.coordinator)
    assert [row.reason for row in found] == list(DECLINE_REASONS)
    assert {row.reason: row.number for row in found} == dict.fromkeys(DECLINE_REASONS) | {"conflict": shown}
    assert {(row.month, row.country) for row in found} == {(month, "HN")}


def test_nobody_else_counts_refusals(cast: Cast) -> None:
    assert refusals(EVER, by=cast.administrator) == []
    for who in (cast.advocate, cast.defender, cast.editor):
        with pytest.raises(NotAllowed):
            refusals(EVER, by=who)

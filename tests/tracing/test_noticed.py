"""What was noticed at the door: the likeliest first, and as much work for a page however much waits."""

from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from django.utils import timezone

from reencuentro.casework.actions import people
from reencuentro.tracing.models import Lead
from reencuentro.tracing.queries.leads import BestFirst, noticed_at_the_door
from reencuentro.vault import sealing
from tests.cast import Cast

from .two_cases import TwoCases, a_lead, two_cases


@pytest.fixture
def two(cast: Cast) -> TwoCases:
    return two_cases(cast)


def noticed(two: TwoCases, *probabilities: str) -> None:
    """One lead at the door for each, the first the newest."""
    for ago, probability in enumerate(probabilities):
        found = people.add_person(two.there, by=two.there.opened_by, given=f"Otro{Lead.objects.count()}")
        lead = a_lead(None, found, person=two.person, probability=probability)
        lead.seen_at = timezone.now() - timedelta(hours=ago)
        lead.save(update_fields=["seen_at"])


def listed(cast: Cast, part: slice = slice(0, 25)) -> list[float]:
    return [row.probability for row in noticed_at_the_door(cast.coordinator)[part]]


def test_the_likeliest_comes_first_and_among_equals_the_newest(two: TwoCases, cast: Cast) -> None:
    noticed(two, "0.51", "0.93", "0.72", "0.93")
    assert listed(cast) == [0.93, 0.93, 0.72, 0.51]
    first, second = (row.lead.seen_at for row in noticed_at_the_door(cast.coordinator)[0:2])
    assert first > second


def test_every_one_stands_on_some_page_once(
    two: TwoCases, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BestFirst, "WINDOW", 4)
    noticed(two, "0.51", "0.62", "0.73", "0.84", "0.95", "0.56", "0.67")
    pages = Paginator(noticed_at_the_door(cast.coordinator), 2)
    shown = [[row.probability for row in pages.page(number)] for number in pages.page_range]
    assert shown == [[0.84, 0.73], [0.62, 0.51], [0.95, 0.67], [0.56]]


def test_a_page_opens_as_many_seals_with_three_rows_as_with_twelve(
    two: TwoCases, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BestFirst, "WINDOW", 3)

    def opened() -> int:
        seals: list[int] = []
        unseal = sealing.unseal
        with monkeypatch.context() as counted:
            counted.setattr(sealing, "unseal", lambda *a, **k: seals.append(1) or unseal(*a, **k))
            listed(cast, slice(0, 1))
        return len(seals)

    noticed(two, "0.51", "0.93", "0.72")
    few = opened()
    noticed(two, *["0.6"] * 9)
    assert (opened(), few > 0) == (few, True)

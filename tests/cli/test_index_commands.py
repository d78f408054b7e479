"""What the operator does with the card index, and what they are told."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from reencuentro.cardindex.models import Card, Index, Slip
from reencuentro.casework.models import Case
from reencuentro.cli.doctor import house
from reencuentro.vault.keyring import ring
from tests import cast as the


@pytest.fixture
def cast(db: None) -> the.Cast:
    return the.people()


@pytest.fixture(autouse=True)
def case(cast: the.Cast) -> Case:
    return the.a_case(cast)


def said(command: str, *arguments: str) -> list[str]:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().splitlines()


def refused(command: str) -> str:
    with pytest.raises(CommandError) as refusal:
        said(command)
    return str(refusal.value)


def doctor() -> list[str]:
    return [line.text for line in house.tracing(timezone.now())]


def test_a_house_in_good_order() -> None:
    assert said("index_state") == [
        "kind: sealed",
        "cards: 1",
        "searching process: not needed",
        "shelves: none",
        "changes that wait to be put away: 0",
        "persons without a card of this version: 0",
    ]
    assert doctor() == ["sealed index; 1 cards"]
    assert said("index_rebuild") == ["0 cards made."]


def test_missing_cards_are_told_and_made() -> None:
    Card.objects.all().delete()
    assert refused("index_state") == "Something is missing or does not open: run `reencuentro index_rebuild`."
    assert doctor() == ["sealed index; 0 cards", "1 persons cannot be found, as they have no card"]
    assert said("index_rebuild") == ["1 of 1", "1 cards made."]
    assert doctor() == ["sealed index; 1 cards"]


def test_the_searching_process_is_missed(settings: Any) -> None:
    settings.INDEX_PROCESS = True
    assert (
        refused("index_state") == "The searching process does not answer: start `reencuentro tracing_index`."
    )
    assert doctor()[1:] == ["nothing can be searched now"]


def test_shelves_are_built_where_they_are_wanted_and_only_once(settings: Any) -> None:
    settings.INDEX = "stored"
    assert doctor()[1:] == ["the shelves do not open or are not there"]
    assert said("index_rebuild")[-1] == "Index 1 is in use."
    assert said("index_rebuild") == ["0 cards made."]
    assert said("index_state")[0] == "kind: stored"
    assert said("index_rebuild", "--shelves")[-1] == "Index 2 is in use."


def test_the_index_gets_new_keys(settings: Any) -> None:
    assert said("index_rekey") == [
        "Nothing to do: the index stands in memory only, and its cards have their cases' keys."
    ]
    settings.INDEX = "stored"
    said("index_rebuild")
    assert said("index_rekey")[-1] == "Index 2 is in use, and the keys of the one before are destroyed."


def test_how_far_the_vocabulary_has_aged_is_told_and_from_half_of_the_cards_on_a_build_is_advised(
    cast: the.Cast, settings: Any
) -> None:
    settings.INDEX = "stored"
    the.a_case(cast)
    said("index_rebuild")

    def vocabulary() -> list[str]:
        return [line for line in said("index_state") if line.startswith(("vocabulary", "advice"))]

    told = "vocabulary: {} were written since it was made"
    assert vocabulary() == [told.format("0 of 2 cards (0%)")]
    the.a_case(cast)
    assert vocabulary() == [told.format("1 of 3 cards (33%)")]
    the.a_case(cast)
    assert vocabulary() == [
        told.format("2 of 4 cards (50%)"),
        "advice: run `reencuentro index_rekey`, as misspelt names of newer cards are found less surely",
    ]
    said("index_rekey")
    assert vocabulary() == [told.format("0 of 4 cards (0%)")]


def test_of_an_index_of_before_the_age_of_its_vocabulary_is_not_told(settings: Any) -> None:
    settings.INDEX = "stored"
    said("index_rebuild")
    Index.objects.update(newest=None)
    assert not [line for line in said("index_state") if line.startswith(("vocabulary", "advice"))]


def test_shelves_without_their_key_are_told_and_built_anew(settings: Any) -> None:
    settings.INDEX = "stored"
    said("index_rebuild")
    ring().destroy(Index.objects.get().box_id)
    assert refused("index_state") == "Something is missing or does not open: run `reencuentro index_rebuild`."
    assert doctor()[1:] == ["the shelves do not open or are not there"]
    assert said("index_rebuild")[-1] == "Index 2 is in use."
    assert len(doctor()) == 1


def test_a_build_that_was_cut_off_is_told(settings: Any) -> None:
    settings.INDEX = "stored"
    said("index_rebuild")
    Index.objects.update(state="building")
    said("index_rebuild")
    assert Index.objects.get(epoch=1).state == "current"  # it went on with that one
    Index.objects.create(
        box=Index.objects.get().box, epoch=9, state="building", secret="00", shelves=10, done=4
    )
    assert "being built: 4 of 10 shelves" in said_before_refusal("index_state")
    assert doctor()[1:] == ["a build of shelves is not finished"]


def said_before_refusal(command: str) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(command, stdout=out)
    return out.getvalue().splitlines()


def test_changes_that_nobody_puts_away_are_told_and_the_worker_does_it(
    cast: the.Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INDEX = "stored"
    said("index_rebuild")
    the.a_case(cast)
    monkeypatch.setattr(house, "MOST_SLIPS", 0)
    assert doctor()[1:] == ["1 changes wait for the shelves"]
    said("worker", "--once")
    assert Slip.objects.count() == 0

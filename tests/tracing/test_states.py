"""The tables of states: complete, closed, in both languages; and every way to the state that the leads call for."""

from itertools import product

import pytest

from reencuentro.casework.states import Life, State
from reencuentro.tracing import states
from reencuentro.tracing.actions.requests import SAYS_FOUND, WAY

ALL_STATES = [(life, state) for life in states.LIVES for state in life.states.values()]


@pytest.mark.parametrize(
    ("life", "state"), ALL_STATES, ids=lambda value: getattr(value, "code", getattr(value, "noun", ""))
)
def test_every_state_is_named_and_moves_within_its_noun(life: Life, state: State) -> None:
    assert [to for to in state.moves.values() if to not in life.states] == []
    assert state.words.en and state.words.es and state.words.en != state.words.es
    assert state.tone in ("wait", "go", "done", "late", "quiet")


@pytest.mark.parametrize("life", states.LIVES, ids=lambda life: life.noun)
def test_every_state_can_be_reached_from_the_first(life: Life) -> None:
    reached, frontier = {life.first}, [life.first]
    while frontier:
        following = set(life[frontier.pop()].moves.values()) - reached
        reached |= following
        frontier += following
    assert reached == set(life.states)


LIVING = ("open", "leads", "found", "confirmed")


@pytest.mark.parametrize(("at", "target"), [pair for pair in product(LIVING, LIVING) if pair[0] != pair[1]])
def test_a_search_gets_from_every_living_state_to_every_other(at: str, target: str) -> None:
    seen = []
    while at != target:
        assert at not in seen
        seen.append(at)
        at = states.TRACING.after(at, WAY[at, target])


def test_what_is_wanted_of_a_lead_has_a_state_of_its_own() -> None:
    assert set(states.WANTED) == set(states.SOUGHT)
    for verdict in states.WANTED.values():
        assert states.LEAD.after("open", verdict) == SAYS_FOUND[verdict]

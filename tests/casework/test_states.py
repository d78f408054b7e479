"""The table of states itself: complete, closed, in both languages, and no act without words for the thread."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.casework import states

ACTIONS = Path(states.__file__).parent / "actions"
ALL_STATES = [(life, state) for life in states.LIVES for state in life.states.values()]


@pytest.mark.parametrize(
    ("life", "state"), ALL_STATES, ids=lambda value: getattr(value, "code", getattr(value, "noun", ""))
)
def test_every_move_leads_to_a_state_of_the_same_noun(life: states.Life, state: states.State) -> None:
    assert [to for to in state.moves.values() if to not in life.states] == []


@pytest.mark.parametrize(
    ("life", "state"), ALL_STATES, ids=lambda value: getattr(value, "code", getattr(value, "noun", ""))
)
def test_every_state_is_named_in_both_languages_with_a_known_tone(
    life: states.Life, state: states.State
) -> None:
    assert state.words.en
    assert state.words.es
    assert state.words.en != state.words.es or life.noun == "none"
    assert state.tone in ("wait", "go", "done", "late", "quiet")


@pytest.mark.parametrize("life", states.LIVES, ids=lambda life: life.noun)
def test_every_state_can_be_reached_from_the_first(life: states.Life) -> None:
    reached, frontier = {life.first}, [life.first]
    while frontier:
        for to in life[frontier.pop()].moves.values():
            if to not in reached:
                reached.add(to)
                frontier.append(to)
    assert reached == set(life.states)


@given(
    st.sampled_from(states.LIVES),
    st.lists(st.text(max_size=12) | st.sampled_from(["accept", "offer", "withdraw"])),
)
def test_whatever_is_tried_a_life_never_leaves_its_table(life: states.Life, tries: list[str]) -> None:
    now = life.first
    for move in tries:
        allowed = life.allows(now, move)
        try:
            following = life.after(now, move)
        except states.NotNow as refused:
            assert not allowed
            assert (refused.noun, refused.state, refused.move) == (life.noun, now, move)
        else:
            assert allowed
            now = following
        assert now in life.states


def _recorded_verbs() -> set[str]:
    """The first argument of every `record(...)` in the actions, f-strings spelled out with the moves they can hold."""
    verbs: set[str] = set()
    house = ACTIONS.parents[1]
    others = (house / name / "actions" for name in ("network", "tracing"))
    for file in (*ACTIONS.glob("*.py"), *(file for folder in others for file in folder.glob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and node.args:
                verbs |= _spelled(node.args[0])
    return verbs


def _spelled(verb: ast.expr) -> set[str]:
    if isinstance(verb, ast.Constant):
        return {str(verb.value)}
    assert isinstance(verb, ast.JoinedStr)
    noun = str(verb.values[0].value).rstrip(".")  # type: ignore[attr-defined]
    life = next(life for life in states.LIVES if life.noun == noun)
    moves = {move for state in life.states.values() for move in state.moves}
    taken = {"request": {"decline", "withdraw"}}.get(noun, moves)
    return {f"{noun}.{move}" for move in moves & taken}


def test_every_act_has_its_words_for_the_thread_and_no_words_are_left_over() -> None:
    told_by_hand = {"offer.expire"}
    assert _recorded_verbs() - set(states.EVENTS) == set()
    assert set(states.EVENTS) - _recorded_verbs() - told_by_hand == set()


def test_words_follow_the_language_of_the_reader() -> None:
    words = states.REQUEST["asked"].words
    assert (words.label("en"), words.label("es"), words.label("es-gt")) == (
        "Waiting for review",
        "En espera de revisión",
        "En espera de revisión",
    )

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.names import Likeness, likeness, shape, two_usual_names, usual
from reencuentro.engines.names.nicknames import GIVEN_NAMES

WORDS = st.sampled_from(sorted(GIVEN_NAMES)) | st.text("abcehijlnosuyz", max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        ("tzul", "tzul", "SAME"),
        ("o", "o", "SAME"),
        ("tzul", "zul", "SOUND"),
        ("brayan", "brian", "SOUND"),
        ("deleon", "leon", "SOUND"),
        ("chepe", "jose", "NICKNAME"),
        ("pepe", "chepe", "NICKNAME"),
        ("carlitos", "carlos", "NICKNAME"),
        ("turcios", "turcois", "CLOSE"),
        ("pineda", "pinda", "CLOSE"),
        ("xol", "xox", "NONE"),
        ("crux", "cruz", "SOUND"),
        ("landaverde", "lamdaberde", "CLOSE"),
        ("menjivar", "mengibaar", "SOUND"),
        ("rodriguez", "redriguer", "CLOSE"),
        ("luis", "lus", "CLOSE"),
        ("rnarcos", "marcos", "CLOSE"),
        ("iambert", "lambert", "CLOSE"),
        ("geriaro", "genaro", "CLOSE"),
        ("gvstovo", "gustavo", "CLOSE"),
        ("turcios", "tarcies", "WEAK"),
        ("j", "juan", "INITIAL"),
        ("j", "maria", "NONE"),
        ("j", "k", "NONE"),
        ("mario", "maria", "WEAK"),
        ("ramon", "roman", "WEAK"),
        ("hernandez", "fernandez", "WEAK"),
        ("chub", "chuc", "WEAK"),
        ("tum", "tun", "NONE"),
        ("tot", "tut", "NONE"),
        ("lopez", "garcia", "NONE"),
        ("", "", "NONE"),
        ("", "a", "NONE"),
    ],
)
def test_the_ladder(one, other, step):
    assert likeness(one, other).name == step


def test_the_steps_are_in_order():
    assert [step.name for step in sorted(Likeness)] == [
        "NONE", "WEAK", "INITIAL", "CLOSE", "NICKNAME", "SOUND", "SAME",
    ]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [("mario", "maria"), ("silvio", "silvia"), ("choc", "chuc")])
def test_two_usual_names(one, other):
    assert two_usual_names(one, other)


@pytest.mark.parametrize(("one", "other"), [("mario", "mario"), ("mario", "marrio"), ("mario", "marip")])
def test_a_name_and_a_slip_of_it_are_not_two_names(one, other):
    assert not two_usual_names(one, other)


@pytest.mark.parametrize("word", ["mario", "fernandez", "fernandes", "silvio", "choc", "luz"])
def test_usual_names(word):
    assert usual(word)


@pytest.mark.parametrize("word", ["lus", "shoc", "marip", "zzz", ""])
def test_slips_are_no_usual_names(word):
    assert not usual(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("rnarcos", "marcos"), ("clelgado", "delgado"), ("juari", "juan"), ("arteaqa", "arteaga")],
)
def test_words_that_look_alike_to_a_machine_have_one_shape(one, other):
    assert shape(one) == shape(other)


@given(WORDS, WORDS)
def test_likeness_works_both_ways(one, other):
    assert likeness(one, other) is likeness(other, one)


@given(WORDS.filter(bool))
def test_every_word_is_the_same_as_itself_and_like_nothing_empty(word):
    assert likeness(word, word) is Likeness.SAME
    assert likeness(word, "") is Likeness.NONE

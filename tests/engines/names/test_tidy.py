import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.names import words
from reencuentro.engines.names.tidy import LONGEST_TEXT, LONGEST_WORD, MOST_WORDS, PARTICLES

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # surrogates and control signs too
NAME_LIKE = st.text("aeiouñáÉ lrnstzxJQ'’´-.,01580?Ã³±", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("María Elena", ("maria", "elena")),
        ("ORDÓÑEZ  YÁNEZ", ("ordonez", "yanez")),
        ("Mari\u0301a Gu\u0308icho", ("maria", "guicho")),
        ("Pérez-López", ("perez", "lopez")),
        ("J.Carlos", ("j", "carlos")),
        ("M.ª José", ("ma", "jose")),
        ("Mª José", ("ma", "jose")),
        ("Pérez\tLópez\nCruz", ("perez", "lopez", "cruz")),
    ],
)
def test_a_name_becomes_its_words_in_plain_letters(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("mark", "'`´’‘ʼʻʔꞌ＇")
def test_glottal_marks_of_every_kind_vanish_inside_words(mark):
    assert words(f"Tz{mark}ul K{mark}ut") == ("tzul", "kut")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juan de los Santos", ("juan", "santos")),
        ("María de la Cruz viuda de Paz", ("maria", "cruz", "paz")),
        ("Ana Turcios Vda. de Cálix", ("ana", "turcios", "calix")),
        ("Ortega y Gasset", ("ortega", "gasset")),
        ("San José", ("san", "jose")),
        ("de la", ()),
    ],
)
def test_particles_are_dropped_and_saints_stay(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "FNU",
        "LNU",
        "N.N.",
        "N. N.",
        "sin nombre",
        "No Name",
        "SIN APELLIDO",
        "no consta",
        "XXX",
        "123",
        "¿?",
        "李小龙",
    ],
)
def test_nothing_usable_is_no_word(text):
    assert words(text) == ()


def test_no_name_leaves_the_name_beside_it():
    assert words("FNU Pérez") == ("perez",)
    assert words("Sin Nombre López") == ("lopez",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ant0ni0", ("antonio",)),
        ("Ju1io", ("julio",)),
        ("1uis", ("luis",)),
        ("Cr1st1an", ("cristian",)),
        ("Ramo5", ("ramos",)),
        ("Ga8riel", ("gabriel",)),
        ("M4RT1N", ("martin",)),
        ("A123456789 Juan", ("juan",)),
        ("Juan 2", ("juan",)),
    ],
)
def test_digits_inside_words_are_read_as_letters_and_numbers_are_dropped(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text", ["OrdoÃ±ez", "Ordo?ez", "Ordo\ufffdez", "Ordo\u00ad\u200bñez", "Or\x00doñez"]
)
def test_what_programs_do_to_letters_is_undone(text):
    assert words(text) == ("ordonez",)


def test_long_texts_are_cut():
    assert words("a" * 10_000) == ("a" * LONGEST_WORD,)
    assert words("Juan " * 2_000) == ("juan",) * MOST_WORDS
    assert words("José " * 2_000) == ("jose",) * MOST_WORDS
    assert words(" " * LONGEST_TEXT + "Juan") == ()


@given(ANY_TEXT | NAME_LIKE)
def test_words_of_any_text_are_plain_and_few(text):
    found = words(text)
    assert len(found) <= MOST_WORDS
    for word in found:
        assert 1 <= len(word) <= LONGEST_WORD
        assert set(word) <= set("abcdefghijklmnopqrstuvwxyz")
        assert word not in PARTICLES


@given(ANY_TEXT | NAME_LIKE)
def test_tidying_twice_changes_nothing(text):
    once = words(text)
    assert words(" ".join(once)) == once


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=3))
def test_ten_thousand_signs_never_raise(piece):
    assert len(words(piece * (10_000 // len(piece)))) <= MOST_WORDS

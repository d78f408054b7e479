import numpy as np
import pytest

from reencuentro.engines.tracing.lexicon import Close, Lexicon, Texts

WORDS = {
    "maria": 900, "mario": 300, "garcia": 800, "garia": 4, "jose": 700, "chepe": 20, "j": 5, "guillermo": 60,
    "gilyermo": 1, "tzul": 40, "sebastian": 50, "sevastin": 1, "lopez": 500, "brayan": 30,
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon():
    words = Lexicon()
    for word in WORDS:
        words.intern(word)
    return words


def close(lexicon, asked, word):
    bearers = np.array([WORDS.get(known, 0) for known in lexicon.words], dtype=np.int32)
    found = lexicon.closeness([asked], [WORDS.get(asked, 0)], bearers)
    return Close(found[0, lexicon.number(word)])


@pytest.mark.parametrize(
    ("asked", "word", "expected"),
    [
        ("maria", "maria", Close.SAME),
        ("maria", "mario", Close.NEIGHBOUR),  # both are names of many
        ("garcia", "garia", Close.SLIP),  # four of eight hundred: a slip
        ("garca", "garcia", Close.SLIP),
        ("lopes", "lopez", Close.SOUND),
        ("tsul", "tzul", Close.SOUND),
        ("brian", "brayan", Close.SOUND),
        ("jose", "chepe", Close.NICKNAME),
        ("chepe", "jose", Close.NICKNAME),
        ("juan", "j", Close.INITIAL),
        ("j", "jose", Close.INITIAL),
        ("j", "j", Close.INITIAL),
        ("sebastain", "sebastian", Close.SLIP),  # two letters exchanged
        ("pedro", "lopez", Close.OTHER),
    ],
)
def test_closeness(lexicon, asked, word, expected):
    assert close(lexicon, asked, word) == expected


def test_no_word_is_close_to_nothing(lexicon):
    found = lexicon.closeness(["ana"], [10], np.zeros(len(lexicon), dtype=np.int32))
    assert found[0, 0] == Close.NOTHING


def test_a_word_asked_twice_is_answered_twice(lexicon):
    found = lexicon.closeness(["jose", "maria", "jose"], [1, 1, 1], np.zeros(len(lexicon), dtype=np.int32))
    assert (found[0] == found[2]).all()
    assert found[0, lexicon.number("jose")] == Close.SAME


def test_nothing_asked():
    assert Lexicon().closeness([], [], np.zeros(1, dtype=np.int32)).shape == (0, 1)


def test_numbers_stay():
    texts = Texts()
    assert [texts.intern(text) for text in ("b", "a", "b", "")] == [1, 2, 1, 0]
    assert (texts.number("a"), texts.number("c"), len(texts)) == (2, 0, 3)

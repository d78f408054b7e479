"""What agreement of a word is worth, in a base where José and Carlos are many and Ixcot is one."""

import numpy as np
import pytest

from reencuentro.engines.tracing.features import Features
from reencuentro.engines.tracing.lexicon import Close
from reencuentro.engines.tracing.rarity import worth_of_words
from reencuentro.engines.tracing.statistics import ROLES, Statistics


@pytest.fixture(scope="module")
def base():
    many = [Features(given=("jose",), surnames=("lopez",))] * 300
    others = [Features(given=("carlos",), surnames=("garcia",))] * 600
    return Statistics.of([*many, *others, *[Features(given=("otto",), surnames=("ixcot",))] * 3])


def worth(base, word, role, close):
    found = worth_of_words([word], [role], frozenset(), base)
    return found[0, ROLES.index(role), close]


def test_a_rare_surname_says_more_than_a_common_one(base):
    rare, common = (worth(base, word, "surnames", Close.SAME) for word in ("ixcot", "lopez"))
    assert rare > common + 3


def test_a_name_that_half_of_all_bear_says_next_to_nothing(base):
    assert worth(base, "carlos", "given", Close.SAME) < 0.7


def test_a_misspelling_says_as_much_as_the_name(base):
    spelt, slip = worth(base, "carlos", "given", Close.SAME), worth(base, "carkos", "given", Close.SLIP)
    assert slip == pytest.approx(spelt, abs=0.8)


def test_a_nickname_says_nearly_as_much_as_the_name(base):
    name, called = worth(base, "jose", "given", Close.SAME), worth(base, "chepe", "given", Close.NICKNAME)
    assert called == pytest.approx(name, abs=0.8)


def test_another_word_speaks_against(base):
    assert worth(base, "otto", "given", Close.OTHER) < -2


def test_an_initial_says_little(base):
    assert 0 < worth(base, "j", "given", Close.INITIAL) < 2


def test_words_that_are_never_compared_are_worth_nothing(base):
    found = worth_of_words(["jose"], ["given"], frozenset(), base)
    assert np.all(found[0, ROLES.index("mother")] == 0)


def test_statistics_come_back_from_their_bytes(base):
    back = Statistics.from_bytes(base.to_bytes())
    asked = (["jose", "ixcot"], ["given", "surnames"], frozenset())
    assert np.array_equal(worth_of_words(*asked, back), worth_of_words(*asked, base))
    assert back.records == base.records


def test_removing_takes_back_what_adding_counted(base):
    counted = Statistics.of([Features(given=("ana",), birth=(4, 735000, 735000), places=("gt", "", "", ""))])
    counted.remove(Features(given=("ana",), birth=(4, 735000, 735000), places=("gt", "", "", "")))
    assert counted.count("ana") == (0, 0, 0, 0)
    assert (counted.years.sum(), counted.days.sum(), counted.texts["gt"]) == (0, 0, 0)

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines import names
from reencuentro.engines.names import skeleton, sound

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40)


@pytest.mark.parametrize(
    "spellings",
    [
        # Spanish
        "hernandez ernandes hernandes ernandez",
        "vasquez bazquez vazques basques",
        "gonzalez gonzales gonsales",
        "chavez chabes chaves",
        "ceballos seballos zevallos ceballoz",
        "trujillo trugillo trujiyo",
        "castillo castiyo kastillo",
        "jimenez gimenez ximenez",
        "mejia megia mejilla",
        "reyes relles rreyes",
        "ayala allala aiala",
        "quiroz kiroz quiros",
        "zuniga suniga",
        "enviado embiado",
        "isabel ysabel yzabel",
        "david davit",
        "isaac isac izak",
        "nahual nagual naual",
        "christian cristian kristian",
        "xavier javier",
        "ximena jimena gimena",
        "ascencio asencio acencio",
        # Maya and Nahua
        "tzul zul sul tzull",
        "xol shol",
        "caal cal kal",
        "kut cut qut",
        "poop pop",
        "quej kej qej",
        "cahuec cawec kawek",
        "tzunun sunun zunun",
        "ixcoy ishcoy",
        "xochitl sochitl xochil",
        # English by ear
        "brayan brian bryan",
        "yeimi jeimy jamie",
        "jonathan yonatan jhonatan",
        "wilmer guilmer huilmer uilmer",
        "steven estiven stiven",
        "kevin quebin kebin",
        "jessica yessica yesica llesica",
        "jennifer yennifer yenifer",
        "geovany giovanni jovani yovany",
        "michelle michel mishel",
        "alexander alecsander aleksander",
        "elizabeth elisabet elizabet",
        "edwin eduin",
        "leslie lesly lesley",
    ],
)
def test_spellings_of_one_name_sound_alike(spellings):
    assert len({sound(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tot", "tut"), ("coc", "cuc"), ("chub", "choc"), ("pop", "pap"), ("tum", "tun"), ("cal", "cali"),
        ("mario", "maria"), ("marco", "marcos"), ("jaime", "yeimi"), ("jackson", "mason"), ("jose", "josue"),
        ("choc", "coc"), ("luis", "lucia"), ("pena", "pineda"),
    ],
)  # fmt: skip
def test_names_that_are_not_one_do_not_sound_alike(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("word", "key", "bones"),
    [
        ("guillermo", "wiermo", "wrm"),
        ("hernandez", "ernandes", "ernnds"),
        ("xol", "sol", "sl"),
        ("steven", "estiben", "estbn"),
        ("juan", "jwan", "jn"),
        ("o", "o", "o"),
        ("h", "h", "h"),
        ("hh", "hh", "hh"),
    ],
)
def test_the_keys_are_these(word, key, bones):
    assert (sound(word), skeleton(word)) == (key, bones)


@given(WORDS)
def test_a_key_is_never_empty_and_has_plain_letters_only(word):
    assert set(sound(word)) <= set("abcdefghijklmnopqrstuvwxyz")
    assert len(sound(word)) >= 1
    assert skeleton(word)[0] == sound(word)[0]


@given(
    st.lists(st.sampled_from(["pa", "no", "du", "mi", "te", "ro", "sa", "fu", "bo"]), min_size=1, max_size=6)
)
def test_doubled_letters_are_heard_once(syllables):
    doubled = "".join(syllable[0] * 2 + syllable[1] * 2 for syllable in syllables)
    assert sound(doubled[1:]) == sound("".join(syllables))


def test_no_spelling_stands_twice_in_the_table_of_names_by_ear():
    table = resources.files(names).joinpath("by_ear.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    spellings = [word for row in rows for word in row["spellings"].split()]
    assert len(rows) > 70
    assert sorted(spellings) == sorted(set(spellings))
    assert all(names.words(word) == (word,) for word in spellings)

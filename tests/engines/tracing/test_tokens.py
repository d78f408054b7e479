from reencuentro.engines.tracing.asking import known_of
from reencuentro.engines.tracing.features import features
from reencuentro.engines.tracing.tokens import Kind, Known, Reading, compounds, texts, value
from reencuentro.engines.tracing.types import Description, Written

from .shelved import SECRET, WENDY


def slot(*readings: tuple[str, float]) -> tuple[Reading, ...]:
    return tuple(Reading(text, 0, likelihood) for text, likelihood in readings)


def plain(*given: str) -> tuple[tuple[Reading, ...], ...]:
    return tuple(slot((text, 1.0)) for text in given)


def test_a_record_is_kept_under_pairs_of_what_is_known_the_most_telling_first():
    known = Known(names=plain("ana", "lopes"), years=plain("2010"), phones=plain("98712345"))
    assert texts(known) == [
        "phone\x1f98712345",
        "names\x1fana\x1flopes",
        "name-year\x1f2010\x1fana",
        "name-year\x1f2010\x1flopes",
        "names-year\x1f2010\x1fana\x1flopes",
    ]


def test_no_name_stands_alone():
    alone = Known(names=plain("ana"), mother=plain("rosa"), places=plain("juticalpa"), days=plain("03-05"))
    assert all(text.count("\x1f") > 1 for text in texts(alone))
    assert texts(Known(names=plain("ana"))) == []


def test_given_name_and_surname_in_each_others_place_make_the_same_value():
    assert set(texts(Known(names=plain("juan", "pedro")))) == set(texts(Known(names=plain("pedro", "juan"))))


def test_a_mother_known_by_one_name_meets_the_mother_known_by_two_through_the_childs_surname():
    one = texts(Known(names=plain("kalis"), mother=plain("rosa")))
    two = texts(Known(mother=plain("rosa", "kalis")))
    assert set(one) & set(two) == {"mother\x1fkalis\x1frosa"}


def test_mother_and_father_of_the_same_name_make_different_values():
    assert not set(texts(Known(mother=plain("a", "b")))) & set(texts(Known(father=plain("a", "b"))))


def test_a_pair_of_one_role_takes_two_different_slots():
    kind = Kind("names", ("names", "names"))
    chosen = list(kind.choose(Known(names=plain("a", "b", "c"))))
    assert [(x[0].text, y[0].text) for x, y in chosen] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_search_takes_every_reading_that_is_likely_enough():
    known = Known(names=(slot(("ana", 1.0), ("anna", 0.1)), slot(("lopes", 1.0), ("lopas", 0.02))))
    found = {one.text.split("\x1f", 1)[1]: one.likelihood for one in compounds(known, least=0.02)}
    assert found == {"ana\x1flopes": 1.0, "ana\x1flopas": 0.02, "anna\x1flopes": 0.1}


def test_values_say_nothing_without_the_secret():
    assert value(SECRET, "names\x1fana\x1flopes") == value(SECRET, "names\x1fana\x1flopes")
    assert value(SECRET, "names\x1fana\x1flopes") != value(bytes(32), "names\x1fana\x1flopes")


def test_a_record_is_known_by_sounds_and_an_initial_is_none():
    known = known_of(features(Description(names=(Written("Wilmer J", "Vásquez"),))))
    assert [slot[0].text for slot in known.names] == [
        one[0].text for one in known_of(features(Description(names=(Written("Wilmer", "Básques"),)))).names
    ]


def test_day_and_month_in_each_others_place_are_the_same_day():
    assert [slot[0].text for slot in known_of(features(WENDY)).days] == ["03-05"]

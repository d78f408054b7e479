import pytest

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.features import features
from reencuentro.engines.tracing.types import Description, Written

from .shelved import EVERYBODY, JUANA, OSCAR, WENDY, index_of


def refs(people, asked: Description, sought="person") -> list[int]:
    return index_of(people).candidates(features(asked), sought).refs.tolist()


@pytest.mark.parametrize("ref", range(len(EVERYBODY)))
def test_everybody_is_found_by_their_own_record(ref):
    assert refs(EVERYBODY, EVERYBODY[ref])[0] == ref
    assert index_of(EVERYBODY).search(EVERYBODY[ref])[0].ref == ref


@pytest.mark.parametrize(
    "asked",
    [
        Description(names=(Written("Wendi", "Turcio"),), birth=PartialDate.parse("2015")),
        Description(names=(Written("Turcios", "Wendy"),)),
        Description(names=(Written("Wendy", "Turcioscálix"),)),
        Description(names=(Written("Lizbet", ""),), municipality="Jutikalpa"),
        Description(names=(Written("Wendy", "Calix"),), birth=PartialDate.parse("2014-05-03")),
        Description(phones=("98712345",)),
        Description(birth=PartialDate.parse("2014-03-06"), names=(Written("Nobody", "Knows"),)),
        Description(names=(Written("Wendy", ""),), mothers=("Roza",)),
        Description(fathers=("Hulio Turcios",), names=(Written("Wendy", ""),)),
    ],
    ids=lambda asked: "-".join(name.given for name in asked.names) or "phone",
)
def test_what_is_written_otherwise_finds_her(asked):
    assert 0 in refs(EVERYBODY, asked)


def test_an_age_finds_who_was_born_in_either_year():
    asked = Description(
        names=(Written("Juana", ""),), age=16, stated_on=PartialDate.parse("2026-01-01").earliest()
    )
    assert refs(EVERYBODY, asked) == [2]


def test_a_sibling_is_found_by_what_siblings_share():
    luis = Description(names=(Written("Luis", "Turcios Cálix"),), municipality="Juticalpa")
    assert refs(EVERYBODY, luis, "sibling") == [0, 1]


def test_children_are_found_by_their_mother():
    assert refs(EVERYBODY, Description(mothers=("Rosa Cálix",)), "children") == [0, 1]


def test_children_whose_papers_do_not_name_the_mother_are_found_by_her_surname_and_place():
    papers = (Description(names=(Written("Wendy", "Turcios Cálix"),), municipality="Juticalpa"), JUANA)
    asked = Description(mothers=("Rosa Cálix",), municipality="Juticalpa")
    assert refs(papers, asked, "children") == [0]


def test_who_agrees_in_more_comes_first_and_equal_ones_by_their_number():
    twins = (JUANA, WENDY, OSCAR, WENDY)
    assert refs(twins, WENDY)[:3] == [1, 3, 2]


def test_nothing_usable_finds_nobody():
    index = index_of(EVERYBODY)
    for asked in (
        Description(),
        Description(names=(Written("", "de la"),)),
        Description(sex="female", country="HN"),
    ):
        assert index.search(asked) == ()


def test_odd_input_finds_nobody_and_raises_nothing():
    index = index_of(EVERYBODY)
    for odd in ("a", "\x00\x1f", "x" * 10_000, "ñ'" * 500, "名前", "\ud800"):
        index.search(Description(names=(Written(odd, odd),), mothers=(odd,), municipality=odd))


def test_without_the_secret_nothing_is_found():
    assert index_of(EVERYBODY, secret=bytes(32)).search(WENDY) == ()


def test_an_empty_base_finds_nobody():
    assert index_of(()).search(WENDY) == ()


def test_a_card_that_is_gone_is_not_among_the_answers():
    index = index_of(EVERYBODY)
    index._cards.content.pop(0)
    assert 0 not in [match.ref for match in index.search(WENDY)]

from reencuentro.engines import names
from reencuentro.engines.tracing.features import features
from reencuentro.engines.tracing.statistics import Statistics
from reencuentro.engines.tracing.types import Description, Written
from reencuentro.engines.tracing.vocabulary import MOST, NICKNAME, PART, SAME, Vocabulary


def vocabulary(*people: tuple[str, str], places: tuple[str, ...] = ()) -> Vocabulary:
    described = [Description(names=(Written(given, surnames),)) for given, surnames in people]
    described += [Description(municipality=place) for place in places]
    return Vocabulary.of(Statistics.of(map(features, described)))


def likelihoods(base: Vocabulary, word: str) -> dict[str, float]:
    return dict(base.readings(word))


def test_a_word_stands_for_itself_first_also_where_nobody_is_called_so():
    assert vocabulary().readings("ochoa") == [(names.sound("ochoa"), SAME)]


def test_a_word_stands_for_its_neighbours_and_the_less_for_rarer_ones():
    base = vocabulary(*[("Ana", "Ochoa")] * 20, ("Ana", "Ocho"))
    found = likelihoods(base, "ochoe")
    assert found[names.sound("ochoe")] == SAME > found[names.sound("ochoa")] > found[names.sound("ocho")] > 0


def test_a_slip_on_paper_that_changes_the_sound_is_met():
    assert names.sound("ochoa") in likelihoods(vocabulary(("Susana", "Ochoa")), "ocnoa")


def test_two_slips_are_met_in_long_words_only():
    base = vocabulary(("Ana", "Hernandez"), ("Ana", "Tzul"))
    assert names.sound("hernandez") in likelihoods(base, "henrnandes")
    assert names.sound("tzul") not in likelihoods(base, "tiil")


def test_a_nickname_stands_for_every_formal_name_of_the_base_and_the_reverse():
    base = vocabulary(*[("José", "")] * 20, *[("Chepe", "")] * 20)
    assert likelihoods(base, "chepe")[names.sound("jose")] == NICKNAME
    assert likelihoods(base, "jose")[names.sound("chepe")] == NICKNAME


def test_a_merged_word_stands_for_its_parts_if_the_base_knows_both():
    base = vocabulary(*[("Juana", "Morales Tzul")] * 2)
    found = likelihoods(base, "moralestzul")
    assert (found[names.sound("morales")], found[names.sound("tzul")]) == (PART, PART)
    assert names.sound("morales") not in likelihoods(base, "moraleskukulcan")


def test_two_words_are_merged_if_the_base_has_them_as_one():
    base = vocabulary(("Juana", "Moralestzul"))
    assert base.merged(["juana", "morales", "tzul"]) == ["moralestzul"]


def test_no_word_stands_for_more_than_can_be_asked_for():
    alike = [("", f"Mora{letter}es") for letter in "abcdefghijklmnopqrstuvwxyz"]
    assert len(vocabulary(*alike).readings("morales")) == MOST


def test_a_place_stands_for_places_written_nearly_so():
    base = vocabulary(places=("Juticalpa", "Tela"))
    assert [place for place, _ in base.place_readings("juticalpo")] == ["juticalpo", "juticalpa"]

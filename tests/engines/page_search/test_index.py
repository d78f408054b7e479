from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.page_search import Document, Index
from reencuentro.engines.page_search.index import BEGINS, SAME, SAME_STEM, TYPING_ERROR, likeness
from reencuentro.engines.page_search.words import fold, stem, telling, words

PAGES = [
    Document(1, "Family reunification", "To a parent, or back home.", "A child may go to a parent."),
    Document(2, "Birth certificates", "How to obtain a birth record.", "The registry issues certificates."),
    Document(
        3, "Niñez detenida", "La iniciativa en breve.", "Niñas y niños esperan en centros de detención."
    ),
    Document(
        4, "Team", "Who works here.", "Lawyers and coordinators; a certificate is checked by one of them."
    ),
]


def found(typed: str) -> list[int]:
    return [hit.key for hit in Index(PAGES).search(typed)]


def test_accents_and_capitals_do_not_matter() -> None:
    assert found("DETENCION") == found("detención") == [3]
    assert fold("Ñandú ÁÉÍ") == "nandu aei"


def test_the_title_counts_for_more_than_the_body() -> None:
    assert found("certificate") == [2, 4]


def test_endings_do_not_matter_in_either_language() -> None:
    assert found("niña")[0] == found("niños")[0] == 3
    assert found("families") == [1]
    assert stem("ninas") == stem("nino") == "nin"
    assert stem("es") == "es"


def test_typing_errors_are_forgiven_the_longer_the_word_the_more() -> None:
    assert found("famliy") == [1]  # two letters swapped
    assert found("certifcates")[0] == 2  # one left out
    assert found("reunifacation") == [1]  # two wrong in a long word
    assert found("xyz") == []


def test_a_word_that_is_still_being_typed_is_found() -> None:
    assert found("reuni") == [1]


def test_a_page_with_all_words_comes_before_one_with_one_of_them() -> None:
    assert found("birth certificate")[0] == 2
    assert found("lawyers certificate")[0] == 4


def test_every_answer_says_which_words_fitted() -> None:
    [hit] = Index(PAGES).search("famliy reuni")
    assert hit.because == ("family", "reunification")


def test_small_words_alone_are_searched_all_the_same() -> None:
    assert telling("the child of a") == ["child"]
    assert telling("to a") == ["to", "a"]


def test_how_like_two_words_are() -> None:
    def like(typed: str, word: str) -> float:
        return likeness(typed, stem(typed), word, stem(word))

    assert like("visa", "visa") == SAME
    assert like("visas", "visa") == SAME_STEM
    assert like("work", "worker") == BEGINS
    assert like("wrok", "work") == TYPING_ERROR[1]
    assert like("financials", "finnancals") == TYPING_ERROR[2]
    assert like("cat", "car") == 0.0


def test_an_empty_index_and_an_empty_question_have_no_answer() -> None:
    assert Index([]).search("anything") == []
    assert Index(PAGES).search("  …  ") == []


@given(st.text(max_size=60))
def test_whatever_is_typed_never_fails_and_gives_at_most_the_limit(typed: str) -> None:
    assert len(Index(PAGES).search(typed, limit=2)) <= 2
    assert all(word == fold(word) for word in words(typed))

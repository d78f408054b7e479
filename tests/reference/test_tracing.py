"""Tracing's policy and words: every code of the engine is said in both languages, and a bad number stops the start."""

from pathlib import Path

import pytest

from reencuentro.engines.tracing.codes import CODES
from reencuentro.engines.tracing.scoring import FIELDS
from reencuentro.engines.tracing.types import Evidence
from reencuentro.reference import rows, tracing_policy, tracing_words
from reencuentro.reference.rows import ReferenceDataError

# "sibling" is said of the family as a whole and of no field.
SAID = [*((field, code) for field in FIELDS for code in CODES if code != "sibling"), ("kin", "sibling")]


@pytest.mark.parametrize(("field", "code"), SAID)
def test_every_code_of_the_engine_has_words_of_its_own_in_both_languages(field: str, code: str) -> None:
    assert {code, f"{field}.{code}"} & tracing_words.codes()
    one = Evidence(field, code, 1.0)
    assert tracing_words.how(one, "en") != tracing_words.how(one, "es")
    assert tracing_words.field(field, "en") != tracing_words.field(field, "es")


def test_a_code_of_one_field_alone_is_said_in_its_own_words() -> None:
    assert (
        tracing_words.how(Evidence("birth", "swapped", 1.0), "en") == "the same with day and month exchanged"
    )
    assert tracing_words.how(Evidence("given", "swapped", 1.0), "en") == (
        "a given name stands as a surname or the reverse"
    )
    assert tracing_words.how(Evidence("kin", "sibling", -1.0), "es") == (
        "una hermana o un hermano se vería muy parecido"
    )


@pytest.mark.parametrize(("weight", "words"), [(0.5, "agrees in part"), (-0.5, "different")])
def test_a_code_without_words_is_said_by_its_weight(weight: float, words: str) -> None:
    assert tracing_words.how(Evidence("given", "made_up", weight), "en") == words


def test_the_policy_says_that_it_is_our_own_choice() -> None:
    policy = tracing_policy.policy()
    assert (policy.source, policy.unverified) == (("own choice of the project",), True)
    assert (policy.least("person"), policy.least("sibling")) == (policy.lead_from, policy.sibling_from)


@pytest.mark.parametrize("wrong", ["lead_from: 1.5", "lead_from: 0", "grant_days: 0", "grant_days: 1.5"])
def test_a_number_that_cannot_be_right_names_the_file(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = wrong.split(":")[0]
    lines = (rows.DATA / tracing_policy.FILE).read_text().splitlines()
    (tmp_path / tracing_policy.FILE).write_text(
        "\n".join(wrong if line.startswith(f"{key}:") else line for line in lines)
    )
    monkeypatch.setattr(rows, "DATA", tmp_path)
    with pytest.raises(ReferenceDataError, match=f"{tracing_policy.FILE}: {key}"):
        tracing_policy.policy.__wrapped__()

from datetime import date

import pytest

from reencuentro.engines.partial_date import PartialDate
from reencuentro.reference.rows import Label, ReferenceDataError, Row, index, read_csv, read_yaml


def row(**cells):
    return Row("facts.yaml", "GT birth", cells)


@pytest.mark.parametrize(
    ("read", "problem"),
    [
        (lambda: row().text("name"), "name is missing"),
        (lambda: row(name=" ").text("name"), "name is empty"),
        (lambda: row(name=3).text("name"), "name is a int"),
        (lambda: row(amount=True).whole("amount"), "amount is a bool"),
        (lambda: row(amount="3").whole("amount"), "amount is a str"),
        (lambda: row(kind="x").one_of("kind", ["a", "b"]), "kind is 'x', not one of the allowed values"),
        (lambda: row(days=["x"]).wholes("days"), "days holds something that is not int"),
        (lambda: row(as_of="2025-13").as_of(), "as_of is not a date (month: out_of_range)"),
        (lambda: row(a=1, b=2, c=3).done(), "unknown cells: a, b, c"),
        (lambda: Row("facts.yaml", "GT birth", ["x"]), "is not a mapping"),
    ],
)
def test_a_bad_cell_names_file_row_and_problem(read, problem):
    with pytest.raises(ReferenceDataError) as caught:
        read()
    assert str(caught.value) == f"facts.yaml, row GT birth: {problem}"


def test_a_label_needs_both_languages_and_nothing_else():
    assert row(label={"en": "a", "es": "b"}).label() == Label("a", "b")
    for bad in ({"en": "a"}, {"en": "a", "es": ""}, {"en": "a", "es": "b", "fr": "c"}):
        with pytest.raises(ReferenceDataError) as caught:
            row(label=bad).label()
        assert caught.value.row == "GT birth.label"


def test_a_label_speaks_spanish_to_spanish_readers_and_english_to_all_others():
    label = Label("child", "niña o niño")
    assert [label(lang) for lang in ("en", "es", "es-gt", "ES", "fr")] == [
        "child",
        "niña o niño",
        "niña o niño",
        "niña o niño",
        "child",
    ]


def test_good_cells_are_read_as_they_are():
    good = row(
        name=" Ixil ", amount=3, fee=1.5, yes=True, since=date(2025, 3, 7), list=["a", "b"], as_of="2025-10"
    )
    assert good.text("name") == "Ixil"
    assert good.whole("amount") == 3
    assert good.number("fee") == 1.5
    assert good.flag("yes")
    assert good.day("since") == date(2025, 3, 7)
    assert good.texts("list") == ("a", "b")
    assert good.as_of() == PartialDate(2025, 10)
    good.done()


def test_what_is_null_stays_unknown():
    empty = row(amount=None, fee=None, since=None)
    assert (empty.whole("amount"), empty.number("fee"), empty.day("since"), empty.as_of()) == (None,) * 4


def test_a_file_that_is_no_yaml_names_itself(tmp_path):
    (tmp_path / "broken.yaml").write_text("a: [1", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"^broken\.yaml: cannot be read"):
        read_yaml("broken.yaml", tmp_path)


def test_a_csv_with_another_header_is_refused(tmp_path):
    (tmp_path / "places.csv").write_text("code,name\nGT.01,Alta Verapaz\n", encoding="utf-8")
    assert [one.text("name") for one in read_csv("places.csv", ("code", "name"), tmp_path)] == [
        "Alta Verapaz"
    ]
    with pytest.raises(ReferenceDataError):
        read_csv("places.csv", ("code", "label"), tmp_path)


def test_a_code_that_comes_twice_is_refused():
    assert index("x.yaml", ["a", "b", "c"], str) == {"a": "a", "b": "b", "c": "c"}
    with pytest.raises(ReferenceDataError, match="comes twice"):
        index("x.yaml", ["a", "b", "a"], str)

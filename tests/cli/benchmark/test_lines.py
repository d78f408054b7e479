import gzip

import pytest

from reencuentro.cli.benchmark.lines import STATED_ON, BadLine, description, lines, sought
from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.types import Description, Written

WENDY = '{"rid": 7, "given": "Wendy", "sur": "Turcios"}\n'


def test_a_record_becomes_a_description_key_by_key():
    line = {
        "rid": 7, "pid": 1, "fid": 2, "given": "Wendy", "sur": "Turcios", "nick": "Wen", "sex": "F", "country": "HN",
        "dob": "2014-03", "muni": "Juticalpa", "dept": "Olancho", "mother": "Rosa", "father": "Julio",
        "phone": "98712345",
    }  # fmt: skip
    assert description(line) == Description(
        names=(Written("Wendy", "Turcios"),),
        nicknames=("Wen",),
        sex="female",
        birth=PartialDate.parse("2014-03"),
        stated_on=STATED_ON,
        country="HN",
        department="Olancho",
        municipality="Juticalpa",
        mothers=("Rosa",),
        fathers=("Julio",),
        phones=("98712345",),
    )


@pytest.mark.parametrize("line", [{}, {"sex": "X", "dob": "14/03/05", "age": "nine", "nick": None}])
def test_what_is_missing_or_cannot_be_used_is_left_out(line):
    assert description(line) == Description(names=(Written(),), stated_on=STATED_ON)


def test_an_age_was_true_on_the_first_of_january():
    assert (description({"age": 9}).age, description({"age": 9}).stated_on.isoformat()) == (9, "2026-01-01")


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("self", "person"),
        ("none", "person"),
        ("near", "person"),
        ("sibling", "sibling"),
        ("parent", "children"),
    ],
)
def test_the_kind_of_a_query_says_what_is_sought(kind, wanted):
    assert sought({"kind": kind}) == wanted


def test_plain_and_gzipped_files_are_read_up_to_a_limit(tmp_path):
    plain, zipped = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_text(WENDY * 3)
    zipped.write_bytes(gzip.compress(WENDY.encode() * 3))
    assert len(list(lines(plain, "rid"))) == len(list(lines(zipped, "rid"))) == 3
    assert len(list(lines(zipped, "rid", 2))) == 2


@pytest.mark.parametrize("bad", ["{Wendy", '["Wendy"]', '{"given": "Wendy"}', ""])
def test_a_bad_line_is_named_by_its_number_and_not_by_what_it_says(tmp_path, bad):
    file = tmp_path / "a.jsonl"
    file.write_text(WENDY + bad + "\n")
    with pytest.raises(BadLine) as refused:
        list(lines(file, "rid"))
    assert str(refused.value) == f"{file}, line 2: not a JSON object with 'rid'."


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    missing, damaged = tmp_path / "missing.jsonl", tmp_path / "damaged.jsonl.gz"
    damaged.write_bytes(gzip.compress(WENDY.encode() * 100)[:40])
    for file, why in ((missing, "No such file or directory"), (damaged, "it is damaged or no text in UTF-8")):
        with pytest.raises(BadLine, match=why):
            list(lines(file, "rid"))

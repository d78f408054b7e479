"""The command as a stranger would run it: in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reencuentro.cli.benchmark import house

PEOPLE = [("Wendy Lisbeth", "Turcios"), ("Óscar", "Cálix"), ("Juana", "Tzul Morales")]
RECORDS = [
    {
        "rid": 10 * place,
        "pid": place,
        "fid": place,
        "given": given,
        "sur": surnames,
        "dob": f"201{place}-03-05",
    }
    for place, (given, surnames) in enumerate(PEOPLE)
]
QUERIES = [
    {"qid": 1, "kind": "self", "pid": 0, "q": {"given": "Wendi", "sur": "Turcios", "dob": "2010-05-03"}},
    {"qid": 2, "kind": "none", "pid": None, "q": {"given": "Nobody", "sur": "Knows"}},
]


def write(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        *(sys.executable, "-m", "reencuentro.cli.main", "tracing_benchmark"),
        *("--base", str(folder / "base.jsonl"), "--queries", str(folder / "queries.jsonl")),
        *("--answers", str(folder / "answers.jsonl"), *options),
    ]
    house = {"REENCUENTRO_HOME": str(folder / "installation"), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **house}, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "base.jsonl", RECORDS)
    write(tmp_path / "queries.jsonl", QUERIES)
    return tmp_path


@pytest.mark.parametrize("kind", ["stored", "sealed"])
def test_every_query_is_answered_with_the_numbers_of_the_file(folder, kind):
    done = run(folder, "--index", kind)
    assert (done.returncode, done.stderr) == (0, "")
    figures = json.loads(done.stdout)
    assert (figures["index"], figures["records"], figures["queries"]) == (kind, 3, 2)
    assert {"build_s", "start_s", "bytes_per_record", "p50_ms", "p95_ms"} <= figures.keys()
    found = [json.loads(line) for line in (folder / "answers.jsonl").read_text().splitlines()]
    assert [answer["qid"] for answer in found] == [1, 2]
    assert found[0]["answers"][0][0] == 0
    assert all(0 <= probability <= 1 for answer in found for _, probability in answer["answers"])


def test_the_installation_is_not_touched(folder):
    run(folder)
    assert not (folder / "installation").exists()


def test_a_limit_leaves_the_later_records_out(folder):
    assert json.loads(run(folder, "--limit-base", "2").stdout)["records"] == 2


def test_the_dump_has_every_record_under_tokens_without_words(folder):
    run(folder, "--dump-tokens", str(folder / "tokens.jsonl"))
    tokens = [json.loads(line) for line in (folder / "tokens.jsonl").read_text().splitlines()]
    assert {rid for token in tokens for rid in token["rids"]} == {0, 10, 20}
    assert all(len(bytes.fromhex(token["token"])) == 8 for token in tokens)


def test_a_bad_line_ends_with_one_sentence_that_does_not_repeat_it(folder):
    (folder / "base.jsonl").write_text(json.dumps(RECORDS[0]) + "\n{Wendy\n")
    done = run(folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"CommandError: {folder / 'base.jsonl'}, line 2: not a JSON object with 'rid'.\n"


def test_a_missing_file_ends_with_one_sentence(folder):
    (folder / "queries.jsonl").unlink()
    done = run(folder)
    assert done.returncode == 2
    assert done.stderr.endswith("cannot be read: No such file or directory.\n")


def test_answers_that_cannot_be_written_end_with_one_sentence(folder):
    (folder / "answers.jsonl").mkdir()
    done = run(folder)
    assert (done.returncode, done.stderr) == (
        2,
        f"CommandError: {folder / 'answers.jsonl'}: Is a directory.\n",
    )


@pytest.mark.django_db
def test_a_database_that_somebody_uses_is_refused():
    with pytest.raises(house.NotEmpty):
        house.prepare()

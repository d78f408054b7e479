"""What the doctor says of a house in order, and of each thing that can be wrong with it."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from reencuentro.audit.log import record
from reencuentro.cli.doctor import house, lines, machine
from reencuentro.cli.doctor.lines import Line, State
from reencuentro.cli.management.commands import doctor
from reencuentro.demo import marker
from reencuentro.vault import boxes, keyring
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Any:
    for name in ("DATA_DIR", "FILES_DIR", "KEYS_DIR"):
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        setattr(settings, name, folder)
    keyring._ring.cache_clear()
    keyring.ring().initialise()
    settings.DEMO = True
    yield settings
    keyring._ring.cache_clear()


def wrong(found: Any) -> list[tuple[State, str]]:
    return [(line.state, line.text) for line in found if line.state is not State.OK]


def run(*options: str) -> tuple[int, str]:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", *options, stdout=out)
    return int(str(ended.value.code)), out.getvalue()


def test_a_house_in_order_is_ok_in_every_section() -> None:
    marker.put()
    cast.people()
    code, said = run("--json")
    told = json.loads(said)
    assert [line for line in told["lines"] if line["state"] != "ok"] == []
    sections = dict.fromkeys(line["section"] for line in told["lines"])
    expected = ["Mode", "Folders", "Database", "Pages", "Keys", "Ledger", "Tracing", "Mail", "People", "Demo"]
    assert (list(sections), code, told["exit_code"]) == (expected, 0, 0)


def test_each_trouble_comes_with_what_to_do() -> None:
    code, said = run()
    assert code == 1  # nobody can sign in yet
    assert "  missing nobody can sign in yet\n          -> Run `reencuentro invite`" in said


def test_an_open_folder_is_unsafe_and_decides_the_exit_code(folders: Any) -> None:
    folders.FILES_DIR.chmod(0o755)
    code, _said = run()
    assert code == 2


def test_a_missing_folder_is_missing(folders: Any) -> None:
    folders.FILES_DIR.rmdir()
    assert wrong(machine.folders(timezone.now())) == [
        (State.MISSING, f"FILES_DIR {folders.FILES_DIR} does not exist")
    ]


def test_debug_and_the_rules_of_production_are_told(folders: Any) -> None:
    folders.DEBUG = True
    folders.MODE = "prod"
    assert wrong(machine.mode(timezone.now())) == [
        (State.UNSAFE, "debug mode is on"),
        (State.UNSAFE, "REENCUENTRO_MODE must be one of demo, test, production."),
    ]


def test_a_database_that_does_not_fit_the_code_is_told_and_the_house_is_not_asked() -> None:
    MigrationRecorder.Migration.objects.create(app="audit", name="9999_from_the_future")
    found = doctor.examine(timezone.now())
    assert wrong(line for line in found if line.section == "Database") == [
        (State.UNSAFE, "is newer than this code")
    ]
    assert "Keys" not in {line.section for line in found}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no pragmas")
def test_a_pragma_that_was_lost_is_unsafe() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
        try:
            assert wrong(machine.data(timezone.now())) == [(State.UNSAFE, "PRAGMA secure_delete is 0")]
        finally:
            cursor.execute("PRAGMA secure_delete=ON")


def test_a_ledger_entry_from_the_future_shows_a_wrong_clock() -> None:
    with transaction.atomic():
        record("page_seen", by="system", about="page")
    yesterday = timezone.now() - timedelta(days=1)
    assert wrong(machine.data(yesterday)) == [(State.UNSAFE, "the last ledger entry lies in the future")]


def test_a_lost_key_is_missing(folders: Any) -> None:
    box = boxes.create("case")
    [key] = folders.KEYS_DIR.rglob(str(box.pk))
    key.unlink()
    assert wrong(house.keys(timezone.now())) == [(State.MISSING, "1 boxes have lost their key")]


def test_outside_the_demo_a_ledger_without_checkpoint_is_told(folders: Any) -> None:
    assert wrong(house.ledger(timezone.now())) == []
    folders.DEMO = False
    assert wrong(house.ledger(timezone.now())) == [(State.MISSING, "no checkpoint was ever signed")]


def test_outside_the_demo_a_second_factor_must_be_required(folders: Any) -> None:
    cast.people()
    folders.SECOND_FACTOR_REQUIRED = False
    assert wrong(house.people(timezone.now())) == []
    folders.DEMO = False
    assert wrong(house.people(timezone.now())) == [(State.UNSAFE, "a second factor is not required")]


def test_the_demo_world_in_production_is_unsafe(folders: Any) -> None:
    folders.DEMO, folders.PRODUCTION = False, True
    assert wrong(house.demo(timezone.now())) == []
    marker.put()
    assert wrong(house.demo(timezone.now())) == [(State.UNSAFE, "this database holds the demo world")]


@pytest.mark.parametrize(
    ("states", "code"),
    [((), 0), ((State.OK,), 0), ((State.MISSING, State.OK), 1), ((State.UNSAFE, State.MISSING), 2)],
)
def test_the_worst_line_is_the_exit_code(states: tuple[State, ...], code: int) -> None:
    assert lines.exit_code([Line("x", state, "x") for state in states]) == code

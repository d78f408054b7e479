"""From an empty folder to a page that works, and one sentence for whatever stands in the way."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder

from reencuentro.cli.start import database, demo, folders, port, static, words
from reencuentro.cli.start.errors import CannotStart

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "House"\nmsgstr "Casa"\n'


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number: int = server.getsockname()[1]
    return number


# --- port ----------------------------------------------------------------------------------------------------


def test_a_free_port_is_fine(free: int) -> None:
    port.require_free("127.0.0.1", free)


def test_a_taken_port_is_named_with_another_to_try(taken: int) -> None:
    with pytest.raises(CannotStart) as refused:
        port.require_free("127.0.0.1", taken)
    assert str(refused.value) == f"Port {taken} is taken by another program. Try: make run PORT={taken + 1}"


@pytest.mark.parametrize(
    ("host", "number", "sentence"),
    [
        ("no.such.host.invalid", 8000, "no.such.host.invalid:8000 is not an address of this machine."),
        ("127.0.0.1", 70_000, "70000 is not a port: they end at 65535."),
    ],
)
def test_a_wrong_address_is_named(host: str, number: int, sentence: str) -> None:
    with pytest.raises(CannotStart) as refused:
        port.require_free(host, number)
    assert str(refused.value) == sentence


# --- folders and disk ----------------------------------------------------------------------------------------


@pytest.fixture
def house(settings: Any, tmp_path: Path) -> Any:
    settings.HOME = tmp_path / "var"
    for name in ("DATA_DIR", "FILES_DIR", "KEYS_DIR"):
        setattr(settings, name, settings.HOME / name.lower())
    settings.STATIC_ROOT = settings.HOME / "static"
    return settings


def test_folders_are_for_their_user_alone(house: Any) -> None:
    folders.make()
    made = [getattr(house, name) for name in folders.NAMES]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in made] == [0o700] * 5


def test_a_file_where_a_folder_should_be_is_named(house: Any) -> None:
    house.HOME.mkdir()
    house.FILES_DIR.write_text("")
    with pytest.raises(CannotStart) as refused:
        folders.make()
    assert str(refused.value) == f"The folder {house.FILES_DIR} cannot be made: File exists."


def test_a_nearly_full_disk_is_named(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage("/")._replace(free=3 * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    with pytest.raises(CannotStart) as refused:
        folders.make()
    assert str(refused.value) == f"The disk of {house.DATA_DIR} has 3 MB left; 200 MB are needed."


# --- database ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_database_newer_than_the_code_is_refused() -> None:
    assert database.unknown() == []
    MigrationRecorder.Migration.objects.create(app="audit", name="9999_from_the_future")
    with pytest.raises(CannotStart) as refused:
        database.bring_up_to_date(migrate=True)
    assert str(refused.value) == (
        "The database is newer than this code (it has audit.9999_from_the_future). Start the newer version."
    )


@pytest.mark.django_db
def test_an_older_database_is_refused_where_nothing_is_migrated_by_itself() -> None:
    assert database.bring_up_to_date(migrate=False) is False
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    MigrationRecorder.Migration.objects.filter(app="audit").delete()
    with pytest.raises(CannotStart, match=r"older than this code \(\d+ migrations\)"):
        database.bring_up_to_date(migrate=False)


# --- languages and style sheets ------------------------------------------------------------------------------


def test_only_changed_catalogues_are_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "PACKAGE", tmp_path)
    folder = tmp_path / "ui" / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = folder / "django.po"
    catalogue.write_text(CATALOGUE)
    assert (words.compile_all(), words.compile_all(), words.compile_all(again=True)) == (1, 0, 1)
    os.utime(catalogue, (2e9, 2e9))
    assert words.compile_all() == 1
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
    assert b"Casa" in (folder / "django.mo").read_bytes()


def test_style_sheets_are_gathered_once(house: Any) -> None:
    folders.make()
    assert (static.gather(), static.gather()) == (True, False)
    assert (house.STATIC_ROOT / "ui" / "app.css").exists()
    shutil.rmtree(house.STATIC_ROOT)
    assert static.gather() is True


# --- the demo's people ---------------------------------------------------------------------------------------


def test_people_are_shown_in_columns() -> None:
    rows = [("role", "name"), ("advocate", "Ada"), ("Defender", "Delia")]
    assert demo.as_table(rows) == ["role      name", "advocate  Ada", "Defender  Delia"]


# --- all of it, in real processes ----------------------------------------------------------------------------


def serve(home: Path, number: int, **extra: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REENCUENTRO_")}
    return subprocess.Popen(
        [sys.executable, "-m", "reencuentro.cli.main", "serve", "--port", str(number)],
        env={**clean, "PYTHONPATH": "src", "REENCUENTRO_HOME": str(home), **extra},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_reaches_a_page_and_ends_cleanly(tmp_path: Path, free: int, number: int) -> None:
    process = serve(tmp_path, free, REENCUENTRO_MODE="test")
    try:
        assert port.wait_until_open("127.0.0.1", free, seconds=120)
        with urllib.request.urlopen(f"http://127.0.0.1:{free}/account/sign-in/") as page:
            assert (page.status, page.headers["Server"]) == (200, None)
    finally:
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in out + err
    assert port.wait_until_open("127.0.0.1", free, seconds=0.3) is False


def test_serve_names_a_taken_port_at_once(tmp_path: Path, taken: int) -> None:
    process = serve(tmp_path, taken)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == (
        f"Reencuentro cannot start: Port {taken} is taken by another program. Try: make run PORT={taken + 1}\n"
    )
    assert list(tmp_path.iterdir()) == []


SLEEPER = "import os, time; os.write(1, b'up\\n'); time.sleep(60)"
PARENT = """
import os
import sys
from reencuentro.cli.start import processes
code = processes.run([[sys.executable, "-c", each] for each in sys.argv[1:]], ready=lambda: os.write(1, b"ready\\n"))
sys.exit(code)
"""


def parent(*children: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, *children],
        env={**os.environ, "PYTHONPATH": "src"},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_when_one_child_ends_the_other_ends_too_and_its_code_is_told() -> None:
    process = parent("raise SystemExit(3)", SLEEPER)
    out, _err = process.communicate(timeout=30)  # returns only when no child holds the pipe any more
    assert (process.returncode, "ready" in out) == (3, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_children(number: int) -> None:
    process = parent(SLEEPER, SLEEPER)
    assert process.stdout is not None
    said = [process.stdout.readline() for _line in range(3)]
    process.send_signal(number)
    process.communicate(timeout=30)
    assert (process.returncode, sorted(said)) == (0, ["ready\n", "up\n", "up\n"])

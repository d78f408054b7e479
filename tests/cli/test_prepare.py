"""tools/prepare.py speaks before anything is installed: each refusal is one sentence, without a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools import prepare

ROOT = Path(__file__).resolve().parents[2]


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said.removeprefix("Reencuentro cannot start: ").rstrip("\n")


@pytest.mark.parametrize(("version", "word"), [((3, 9), "older"), ((3, 14), "newer")])
def test_another_python_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: tuple[int, int], word: str
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 1))
    with pytest.raises(SystemExit) as ended:
        prepare.check_python()
    assert ended.value.code == 1
    assert f"this is the {word} Python {version[0]}.{version[1]}." in refusal(capsys)


def test_a_python_without_venv_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit):
        prepare.check_python()
    assert refusal(capsys) == "this Python lacks the venv module. On Debian: apt install python3.11-venv"


def test_a_nearly_full_disk_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nearly_full = shutil.disk_usage(".")._replace(free=7 * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: nearly_full)
    with pytest.raises(SystemExit):
        prepare.check_folder("base")
    assert refusal(capsys) == "it needs 500 MB of free disk, and there are 7 MB."


def test_a_folder_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(SystemExit):
        prepare.check_folder("base")
    assert refusal(capsys) == "this folder cannot be written. Copy it to a place that is yours."


@pytest.mark.parametrize(
    ("pip_says", "told"),
    [
        ("[Errno 28] No space left on device", "The disk is full."),
        (
            "Failed to establish a new connection: [Errno -3]",
            "The package index cannot be reached. Is there a network?",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM",
            "A package is not the one we checked (its hash differs). Nothing was installed.",
        ),
        ("Killed", "Something could not be installed."),
    ],
)
def test_what_pip_says_becomes_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pip_says: str, told: str
) -> None:
    log = tmp_path / "install.log"
    with pytest.raises(SystemExit):
        prepare.call([sys.executable, "-c", f"print({pip_says!r}); raise SystemExit(1)"], str(log))
    assert refusal(capsys) == f"{told} Details: {log}"


def test_an_unchanged_house_is_ready_and_a_changed_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("requirements/base.txt", "pyproject.toml", ".venv/bin/python"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    assert prepare.is_ready("base") is False
    (tmp_path / prepare.stamp("base")).write_text(prepare.fingerprint("base"))
    assert prepare.is_ready("base") is True
    (tmp_path / "requirements" / "base.txt").write_text("django==6")
    assert prepare.is_ready("base") is False


def test_make_without_a_target_lists_the_targets() -> None:
    said = subprocess.run(["make"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    assert [name for name in ("run", "test", "demo-reset", "figures") if f"\n  {name} " not in said] == []

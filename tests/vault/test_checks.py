"""The start-up findings: each danger is named, and a safe vault has none."""

import os
from pathlib import Path
from typing import Any

import pytest

from reencuentro.vault import checks, keyring
from reencuentro.vault.keyring import ring


@pytest.fixture
def production(settings: Any, tmp_path: Path) -> Any:
    settings.PRODUCTION = True
    settings.DATA_DIR = tmp_path / "srv" / "data"
    settings.FILES_DIR = tmp_path / "srv" / "files"
    settings.KEYS_DIR = tmp_path / "secret" / "keys"
    ring().initialise()
    return settings


def codes() -> list[str]:
    keyring._ring.cache_clear()
    return [finding.code for finding in checks.findings()]


def test_a_safe_vault_has_no_findings(production: Any) -> None:
    assert codes() == []


def test_no_key_at_all(production: Any, tmp_path: Path) -> None:
    production.KEYS_DIR = tmp_path / "nothing" / "here"
    assert codes() == ["kek"]
    assert not (tmp_path / "nothing").exists()  # a check makes nothing


def test_a_key_file_open_to_others(production: Any) -> None:
    (production.KEYS_DIR / "kek.json").chmod(0o644)
    assert codes() == ["kek"]


def test_a_key_folder_open_to_others(production: Any) -> None:
    production.KEYS_DIR.chmod(0o750)
    assert codes() == ["keys_open"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_key_folder_of_another_user(production: Any) -> None:
    os.chown(production.KEYS_DIR, 65534, 65534)
    assert codes() == ["keys_open"]


@pytest.mark.parametrize("name", ["DATA_DIR", "FILES_DIR"])
@pytest.mark.parametrize("place", ["keys/data", "keys", ".", "beside"])
def test_keys_in_around_or_beside_the_data(production: Any, tmp_path: Path, name: str, place: str) -> None:
    setattr(production, name, tmp_path / "secret" / place)
    assert codes() == ["keys_beside_data"]


def test_a_link_does_not_hide_that_keys_lie_beside_the_data(production: Any, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(tmp_path / "secret")
    production.DATA_DIR = tmp_path / "elsewhere" / "data"
    assert codes() == ["keys_beside_data"]


def test_a_missing_or_foreign_blind_key(production: Any) -> None:
    blind = production.KEYS_DIR / "blind.json"
    content = blind.read_bytes()
    blind.unlink()
    assert codes() == ["blind"]
    blind.write_bytes(content)
    (production.KEYS_DIR / "kek.json").unlink()
    with keyring.disk.locked(production.KEYS_DIR / "lock", alone=True):
        ring().kek.ensure()  # type: ignore[attr-defined]
    assert codes() == ["blind"]


@pytest.mark.parametrize("source", ["nonsense", "service:no.such.function", "environment"])
def test_a_key_source_that_gives_no_key(
    production: Any, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.delenv("REENCUENTRO_KEK", raising=False)
    production.KEK_SOURCE = source
    assert codes() == ["kek"]

"""Blind indexes: equal for equal texts in one domain, and nothing else."""

import pytest

from reencuentro.vault import blind, keyring


def test_equal_texts_have_equal_indexes_in_every_process() -> None:
    first = blind.index("email", "maria@example.org")
    keyring._ring.cache_clear()
    assert blind.index("email", "maria@example.org") == first
    assert len(first) == 64
    assert int(first, 16) >= 0


@pytest.mark.parametrize(
    ("domain", "text"),
    [("email", "maria@example.com"), ("phone", "maria@example.org"), ("emailm", "aria@example.org")],
)
def test_other_texts_and_domains_have_other_indexes(domain: str, text: str) -> None:
    assert blind.index(domain, text) != blind.index("email", "maria@example.org")


def test_another_installation_has_other_indexes(settings: object, tmp_path: object) -> None:
    first = blind.index("email", "maria@example.org")
    settings.KEYS_DIR = tmp_path / "other"  # type: ignore[attr-defined,operator]
    assert blind.index("email", "maria@example.org") != first


def test_any_text_has_an_index() -> None:
    assert len({blind.index("name", text) for text in ("", "\ud800", "K'iche' ʼ", "\x00")}) == 4

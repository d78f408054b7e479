"""The list of sealed columns."""

from reencuentro.vault.registry import sealed_columns


def test_every_sealed_column_is_listed_in_order() -> None:
    places = [column.place for column in sealed_columns()]
    assert places == sorted(places)
    assert {"vault_sealedfile.name", "vault_sealedfile.sha256"} <= set(places)
    assert "vault_sealedfile.media_type" not in places

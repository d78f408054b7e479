"""Every test has its own keys and files folder, and one sealed table that only the tests know."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection, models

from reencuentro.vault import boxes, keyring
from reencuentro.vault.fields import SealedJSONField, SealedTextField
from reencuentro.vault.models import Box, SealedModel

# A registry of its own: the table must not show up in migrations, flushes and sweeps of other tests.
ALONE = Apps()
ALONE.register_model("vault", Box)


class Note(SealedModel):
    title = SealedTextField(max_length=40)
    text = SealedTextField(blank=True, null=True, multiline=True)
    facts = SealedJSONField(null=True)
    number = models.IntegerField(default=0)

    class Meta:
        apps = ALONE
        app_label = "vault"
        db_table = "test_note"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    Note._meta.get_field("box").db_constraint = False  # type: ignore[union-attr]  # else no flush of boxes
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Note)
    yield


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.KEYS_DIR = tmp_path / "keys"
    settings.FILES_DIR = tmp_path / "files"
    yield tmp_path
    keyring._ring.cache_clear()


@pytest.fixture
def note_model(db: None) -> Iterator[type[Note]]:
    yield Note
    if not connection.in_atomic_block:  # a test with real transactions
        Note.objects.all().delete()


@pytest.fixture
def box(db: None) -> Box:
    return boxes.create("case")

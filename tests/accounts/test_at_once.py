import json
from pathlib import Path

import pytest
from django.db import connection

from . import at_once, outside


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return outside.new_home(tmp_path)


def ends_of(name: str, home: Path) -> list[str]:
    """On a SQLite file in a process of its own: the tests' database in memory knows no waiting for a lock."""
    done = outside.python(home, "-m", "tests.accounts.at_once", name)
    assert done.returncode == 0, done.stderr
    ends: list[str] = json.loads(done.stdout)
    return ends


def test_two_clicks_on_one_invitation_make_one_person_with_one_password(home: Path) -> None:
    assert ends_of("two_clicks", home) == ["LinkUnusable", "done", "True"]


def test_two_administrators_cannot_end_each_other_at_once(home: Path) -> None:
    refused, *rest = ends_of("two_administrators", home)
    assert refused in (
        "LastAdministrator",
        "NotAllowed",
    )  # the second was too late, or no Administrator any more
    assert rest == ["done", "1"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "rest"), [("two_clicks", ["done", "True"]), ("two_administrators", ["done", "1"])]
)
def test_the_same_on_postgresql(name: str, rest: list[str]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("REENCUENTRO_DATABASE_URL names no PostgreSQL server")
    refused, *others = getattr(at_once, name)()
    assert refused in at_once.REFUSALS
    assert others == rest

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from reencuentro.public.site.actions.seed import seed
from tests import cast as the
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Enrolling a second factor is tested with the accounts; here everybody is through the door."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def cast(db: None) -> Cast:
    cache.clear()
    return the.people()


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """Made once for a module: each test works in a savepoint of its own, and what it does is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


@pytest.fixture
def site(seeded: int, db: None) -> int:
    """The pages that the site begins with; how many they are."""
    return seeded

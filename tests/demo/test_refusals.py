"""Where the demo must never be built, and what a reset must never empty."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.demo import marker, reset
from reencuentro.demo.build import Refused, build
from tests import cast as the

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["demo_build", "demo_reset"])
def test_production_is_refused(command: str, settings: Any) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="demo mode only"):
        call_command(command)


def test_a_database_with_people_is_left_alone_by_a_build() -> None:
    the.people()
    with pytest.raises(CommandError, match="not empty"):
        call_command("demo_build")
    assert User.objects.count() == 11


def test_a_database_that_holds_something_else_is_left_alone_by_a_reset() -> None:
    the.people()
    with pytest.raises(Refused, match="something else"):
        reset.empty()
    assert User.objects.count() == 11


def test_a_ledger_too_long_for_the_mark_to_be_found_is_refused() -> None:
    with transaction.atomic():
        for _entry in range(marker.FIRST_ENTRIES):
            log.record("refused", by="somebody", about="accounts")
    with pytest.raises(Refused, match="not empty"):
        build(lambda text: None, timezone.now())

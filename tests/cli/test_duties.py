from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reencuentro.accounts.models import Session
from reencuentro.cli import duties
from tests import cast


@pytest.mark.django_db
def test_a_tick_ends_what_has_run_out_and_nothing_else() -> None:
    client = Client()
    client.force_login(cast.people().advocate)
    now = timezone.now()
    assert duties.tick(now) == {"sessions": 0, "kept_texts": 0, "offers": 0}
    assert Session.objects.count() == 1
    assert duties.tick(now + timedelta(days=30))["sessions"] == 1

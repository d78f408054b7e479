"""What an applicant writes, and what a Defender notes about money, is nowhere but behind the keys."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from reencuentro.accounts import actions as accounts
from reencuentro.audit.models import Entry
from reencuentro.network.actions import applications, rounds
from reencuentro.network.models import Application
from tests import cast as the
from tests.leaks.test_canary import an_error_with_everything_in_it
from tests.leaks.thief import all_decrypted, database_as_a_thief_has_it
from tests.leaks.traces import traces
from tests.web.sign_in import as_
from tests.web.test_join import FORM, TYPED

SECRETS = {
    "full_name": "Zarzacandela Xilotepetl",
    "email": "zarzacandela@xilomail.example",
    "phone": "+504 8877 665544",
    "organisation": "Bufete Garzamorena",
    "credential": "Colegiada Lirioverde 99817",
    "reference_1": "Licenciado Pozonegro",
    "why": "conozco la aldea Vorazuela",
}
REASON = "mala fama en Tlalzarza"
NOTES = "hablamos con Cuauhzarza"
FEES = "cobro por Bancozarza"

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_application_leaves_no_trace_outside_its_box(home: Path, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    cache.clear()
    cast = the.people()
    client = Client()
    assert client.post(FORM, TYPED | SECRETS | {"consent": ""}).status_code == 200
    assert client.post(FORM, TYPED | SECRETS).status_code == 302
    made = Application.objects.get()
    applications.begin_review(made, by=cast.coordinator)
    applications.note(made, NOTES, by=cast.coordinator, version=1)
    page = as_(cast.coordinator).get(f"/network/applications/{made.pk}/")
    assert SECRETS["why"] in page.content.decode()
    applications.decline(made, REASON, by=cast.coordinator)
    assert rounds.go_round() == 1
    accounts.update_defender_profile(cast.defender, by=cast.defender, fee_notes=FEES)
    an_error_with_everything_in_it()
    secrets = [*SECRETS.values(), REASON, NOTES, FEES]

    all_decrypted(home.with_name(f"{home.name}-decrypted"))
    found = {line.split(": ", 1)[1] for line in traces(home.with_name(f"{home.name}-decrypted"), secrets)}
    assert found == set(secrets)  # there was something to find

    ledger = "\n".join(f"{e.verb} {e.about} {e.actor} {e.details}" for e in Entry.objects.all())
    (home / "ledger").write_text(ledger)
    database_as_a_thief_has_it(home / "database")
    # The mail that says no goes to the address that was given: that line, and nothing else, is in it.
    assert {line.split(": ", 1)[1] for line in traces(home / "mail", secrets)} == {SECRETS["email"]}
    (letter,) = (home / "mail").iterdir()
    letter.unlink()
    assert traces(home, secrets) == []

"""A name, an A-number and a facility that exist nowhere else go through the whole journey; afterwards they are nowhere.

Nowhere: the database (after VACUUM and in the write-ahead log, or the PostgreSQL dump), the file store, the folders for
temporary files, the logs, the mails, the ledger. The same search over the decrypted data finds every one of them.
"""

import io
import logging
import os
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from reencuentro.casework import clockwork
from reencuentro.casework.actions import (
    cases,
    consents,
    deliveries,
    documents,
    fees,
    messages,
    obstacles,
    offers,
    people,
    placements,
    requests,
    sponsors,
    work,
)
from reencuentro.casework.models import Case, Document, Person
from reencuentro.notify import worker
from tests import cast as the
from tests.leaks.thief import all_decrypted, database_as_a_thief_has_it, ledger_in_words
from tests.leaks.traces import traces

SECRETS = {
    "name": "Xiloteca",
    "second surname": "Ñurindavara",
    "A-number": "A987600123",
    "facility": "Albergue Garzamora",
    "sponsor": "77 Lirioazul Street",
    "father": "Chepezul",
    "note": "teme al tío Vorazneg",
    "message": "lo vieron en Pozoverdal",
    "paper": "LIBRO ZARZACANDIL",
}

pytestmark = pytest.mark.django_db(transaction=True)


def paper() -> SimpleUploadedFile:
    """A photograph that carries a secret inside its metadata, larger than what is kept in memory."""
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Comment", SECRETS["paper"])
    picture = io.BytesIO()
    Image.effect_noise((1800, 1600), 90).save(picture, "PNG", pnginfo=hidden)
    return SimpleUploadedFile(f"{SECRETS['name']}.png", picture.getvalue(), content_type="image/png")


def whole_journey(cast: the.Cast) -> Case:
    today = clockwork.today()
    case = the.a_case(
        cast,
        given=SECRETS["name"],
        surname1="Uno",
        surname2=SECRETS["second surname"],
        narrative=SECRETS["note"],
    )
    cases.take_case(case, by=cast.coordinator)
    child = Person.objects.get(case=case)
    people.add_number(child, "a_number", SECRETS["A-number"], by=cast.advocate)
    placements.place(case, by=cast.advocate, facility=SECRETS["facility"], since=today)
    father = people.add_person(case, by=cast.advocate, given=SECRETS["father"], relationship="father")
    sponsors.name_sponsor(
        case, father, by=cast.advocate, category="1", relationship="father", address=SECRETS["sponsor"]
    )
    obstacle = obstacles.raise_obstacle(case, "parent_unlocated", by=cast.advocate, note=SECRETS["note"])
    documents.add_document(
        case, paper(), by=cast.advocate, kind="school_record", damaged=True, title=SECRETS["paper"]
    )
    consents.record_consent(
        case,
        child,
        by=cast.advocate,
        recipients="defender",
        data_classes=["names"],
        purpose=SECRETS["note"],
        language="spa",
        signer=SECRETS["name"],
        signer_basis="counsel",
        given_on=today,
        expires_on=date(today.year + 1, 1, 1),
    )
    request = requests.ask(
        case,
        by=cast.advocate,
        service="locate_person",
        country="HN",
        department="HN.02",
        subject=father,
        obstacle=obstacle,
        why=SECRETS["note"],
        never_tell=SECRETS["note"],
        answers={"child_full_name": SECRETS["name"]},
        release={child: ["names"], father: ["names"]},
        excerpt=SECRETS["message"],
    )
    requests.ask_back(request, SECRETS["message"], by=cast.coordinator)
    requests.answer(request, SECRETS["message"], by=cast.advocate, version=request.version)
    requests.review(request, "high", by=cast.coordinator, because=SECRETS["note"], ceiling=Decimal(10))
    offered = offers.offer(request, cast.other_defender, by=cast.coordinator, because=SECRETS["note"])
    offers.decline(offered, "conflict", by=cast.other_defender, note=SECRETS["note"])
    assignment = offers.accept(offers.offer(request, cast.defender, by=cast.coordinator), by=cast.defender)
    work.report_step(assignment, "spoke", by=cast.defender, said=SECRETS["message"])
    fees.ask_fee(assignment, by=cast.defender, amount=Decimal(99), currency="HNL", what=SECRETS["message"])
    messages.write(case, "defender", SECRETS["message"], by=cast.defender, request=request)
    messages.write(case, "internal", SECRETS["note"], by=cast.coordinator)
    deliveries.deliver(assignment, [paper()], by=cast.defender, result="obtained", said=SECRETS["message"])
    return case


def an_error_with_everything_in_it() -> None:
    """What a careless programmer does: a secret in the exception, in its cause, in a variable and in a log line."""
    secret = " ".join(SECRETS.values())
    logger = logging.getLogger("django.request")
    try:
        try:
            int(secret)
        except ValueError as cause:
            raise RuntimeError(f"could not save {secret}") from cause
    except RuntimeError:
        logger.exception("could not save %s", secret)
        logger.warning(f"could not save {secret}")


def test_nothing_of_a_child_is_found_anywhere_but_behind_the_keys(home: Path, client: Any) -> None:
    cast = the.people()
    case = whole_journey(cast)
    an_error_with_everything_in_it()
    assert worker.run_once() > 0
    a_process_that_dies_in_the_middle(home)
    (home / "ledger").write_text(ledger_in_words())
    database_as_a_thief_has_it(home / "database")

    all_decrypted(home.with_name(f"{home.name}-decrypted"))
    found = {
        line.split(": ", 1)[1] for line in traces(home.with_name(f"{home.name}-decrypted"), SECRETS.values())
    }
    assert found == set(SECRETS.values())  # there was something to find
    assert any(case.code in mail.read_text() for mail in (home / "mail").iterdir())
    assert (home / "logs" / "server.log").stat().st_size > 0

    assert traces(home, SECRETS.values()) == []
    assert Document.objects.count() == 2


def a_process_that_dies_in_the_middle(home: Path) -> None:
    """A process seals half an upload and is killed: what it leaves in the folders must not be readable."""
    code = (
        "import os, signal, sys, django\n"
        "django.setup()\n"
        "from django.conf import settings\n"
        "from pathlib import Path\n"
        "settings.FILES_DIR = Path(sys.argv[1])\n"
        "from reencuentro.vault.uploads import SealedUploadHandler\n"
        "handler = SealedUploadHandler()\n"
        "handler.new_file('file', sys.argv[2] + '.png', 'image/png', 9_000_000, None)\n"
        "for number in range(80):\n"
        "    handler.receive_data_chunk((sys.argv[2] * 4000).encode()[:65536], number * 65536)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "reencuentro.config.settings",
        "PYTHONPATH": os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")]),
        "TMPDIR": str(home / "tmp"),
    }
    died = subprocess.run(
        [sys.executable, "-c", code, str(home / "files"), SECRETS["paper"]],
        env=environment,
        cwd=settings.PACKAGE.parent.parent,
        capture_output=True,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()

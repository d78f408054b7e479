"""Names that exist nowhere else go through tracing on both sides; afterwards they and their sounds are nowhere.

Nowhere: the database with cards, shelves and slips, files, temporary folders, logs, mails, ledger, and the folder of
the searching process, which is killed. What the keys open holds every one of them.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from reencuentro.accounts.models import User
from reencuentro.audit.models import Entry
from reencuentro.cardindex import cards
from reencuentro.cardindex.models import Card, Shelf
from reencuentro.casework import clockwork
from reencuentro.casework.actions import cases, consents, people
from reencuentro.casework.models import Case, Person
from reencuentro.engines import names
from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.features import decode
from reencuentro.notify import worker
from reencuentro.tracing.actions import (
    attempts,
    door,
    hiding,
    judging,
    knowing,
    requests,
    rounds,
    searching,
)
from reencuentro.tracing.models import Judgement, Lead, Look, NeedToKnow, TracingRequest
from tests import cast as the
from tests.cardindex.process import searching_process
from tests.leaks.thief import all_decrypted, database_as_a_thief_has_it, ledger_in_words
from tests.leaks.traces import traces
from tests.web.sign_in import as_

SECRETS = {
    "given name here": "Chepezulino",
    "surname here": "Ñurindavara",
    "given name there": "Xepesulinho",
    "surname there": "Nurindabarra",
    "mother": "Rosmelinda",
    "mother's surname": "Tlacoyunque",
    "nickname": "Zarzamandil",
    "village": "Pozoverdal",
    "telephone": "77413902",
    "number": "0801198777123",
    "child here": "Wendolinia",
    "child there": "Yuridelma",
    "why it is searched": "pregunta por el taller de Garzamora",
    "who must not be told": "teme al tío Vorazneg",
    "what was tried": "la comadre Lirioazul no sabe",
    "why to see more": "cicatriz de Quirimbaya",
    "why not": "demasiado pronto, dijo Cuaxicala",
    "judgement": "la misma casa de Tzinacapa",
    "why hidden": "huye de Malacatepec",
    "looked up": "Xochiquelma Ventolera",
    "why looked up": "llamó el párroco de Nextipalco",
}
SPOKEN = (
    "Chepezulino",
    "Ñurindavara",
    "Xepesulinho",
    "Nurindabarra",
    "Tlacoyunque",
    "Wendolinia",
    "Yuridelma",
)
SOUNDS = {names.sound(word) for name in SPOKEN for word in names.words(name)}
TIDY = {word for name in SPOKEN for word in names.words(name)}

pytestmark = pytest.mark.django_db(transaction=True)


def of_a_thief(home: Path) -> dict[str, str]:
    """The process writes below the same folder as the server."""
    return {"REENCUENTRO_DATA_DIR": str(home / "data"), "TMPDIR": str(home / "tmp")}


@pytest.fixture
def two(home: Path, settings: Any) -> tuple[the.Cast, Case, Case]:
    """The two cases, with everything that is compared."""
    (home / "data").mkdir(mode=0o700)
    settings.SECOND_FACTOR_REQUIRED = False
    settings.DATA_DIR, settings.INDEX, settings.INDEX_PROCESS = home / "data", "sealed", True
    cast = the.people()
    here = cases.open_case(by=cast.advocate, given=SECRETS["child here"], surname1="Uno", country="HN")
    for coordinator in (cast.coordinator, cast.other_coordinator):
        cases.take_case(here, by=coordinator)
    there = cases.open_case(by=cast.stranger, given=SECRETS["child there"], surname1="Dos", country="HN")
    _father(here, cast.advocate, SECRETS["given name here"], SECRETS["surname here"])
    return cast, here, there


def _father(case: Case, by: Any, given: str, surname: str) -> Person:
    place = {"country": "HN", "department": "HN.02", "village": SECRETS["village"]}
    father: Person = people.add_person(
        case, by=by, given=given, surname1=surname, relationship="father", sex="male", unlocated=True,
        birth_date=PartialDate(1987, 4, 9), birth_place=place, last_known=f"+504 {SECRETS['telephone']}",
    )  # fmt: skip
    people.add_name(father, by=by, given=SECRETS["nickname"], kind="nickname")
    people.add_number(father, "DNI", SECRETS["number"], by=by)
    mother = people.add_person(
        case, by=by, given=SECRETS["mother"], surname1=SECRETS["mother's surname"], relationship="grandparent",
        sex="female",
    )  # fmt: skip
    people.tie(mother, father, "biological", by=by)
    return father


def through_tracing(cast: the.Cast, here: Case, there: Case) -> TracingRequest:
    """Request, search, lead by the night, need to know, judgements, attempt, door, look, do not trace."""
    request = _ask(cast, here)
    searching.search(request, by=cast.advocate)
    found = _father(there, cast.stranger, SECRETS["given name there"], SECRETS["surname there"])
    door.look(found, by=cast.stranger)
    rounds.go_round()
    lead = Lead.objects.get(request=request)
    _judge(cast, lead)
    assert SECRETS["given name there"] in _page(cast.coordinator, "lead_both", lead.pk)
    given, surnames = SECRETS["looked up"].split()
    typed = {
        "given": given,
        "surnames": surnames,
        "mother": SECRETS["mother"],
        "because": SECRETS["why looked up"],
    }
    assert as_(cast.coordinator).post(reverse("look_up"), typed).status_code == 200
    hiding.hide(found, by=cast.stranger, because=SECRETS["why hidden"])
    return request


def _page(user: User, name: str, *args: object) -> str:
    return as_(user).get(reverse(name, args=args)).content.decode()


def _ask(cast: the.Cast, case: Case) -> TracingRequest:
    consent = consents.record_consent(
        case, Person.objects.get(case=case, is_child=True), by=cast.advocate, recipients="tracing",
        data_classes=["names"], purpose="Search", language="spa", signer="Ada", signer_basis="counsel",
        given_on=clockwork.today(), expires_on=clockwork.today() + timedelta(days=90),
    )  # fmt: skip
    request: TracingRequest = requests.ask(
        case, Person.objects.get(case=case, relationship="father"), by=cast.advocate, consent=consent,
        because=SECRETS["why it is searched"], do_not_tell=SECRETS["who must not be told"],
    )  # fmt: skip
    attempts.add(request, by=cast.advocate, where="town", outcome="nothing", on=clockwork.today(),
                 said=SECRETS["what was tried"])  # fmt: skip
    return request


def _judge(cast: the.Cast, lead: Lead) -> None:
    for who, second in (
        (cast.coordinator, cast.other_coordinator),
        (cast.other_coordinator, cast.coordinator),
    ):
        refused = knowing.ask(lead, by=who, because=SECRETS["why to see more"])
        knowing.refuse(refused, by=second, because=SECRETS["why not"])
        knowing.grant(knowing.ask(lead, by=who, because=SECRETS["why to see more"]), by=second)
        knowing.look(lead, by=who)
        judging.judge(lead, "same", by=who, because=SECRETS["judgement"])


def cards_decrypted(into: Path) -> None:
    """Cards are sealed by hand: what they hold, and what the index makes of it in memory."""
    words = {word for card in Card.objects.all() if (known := cards.opened(card)) for word in _words(known)}
    (into / "cards").write_text("\n".join([*words, *map(names.sound, words)]))


def _words(known: bytes) -> set[str]:
    held = decode(known)
    return {
        *held.given,
        *held.surnames,
        *held.called,
        *held.mother,
        *held.father,
        *held.phones,
        *held.numbers,
    }


def test_nothing_of_two_families_is_found_anywhere_but_behind_the_keys(
    home: Path, two: tuple[the.Cast, Case, Case]
) -> None:
    with searching_process(**of_a_thief(home)):
        request = through_tracing(*two)
    call_command("index_rebuild", "--shelves")
    people.add_name(
        request.person, by=two[0].advocate, given=SECRETS["given name there"], kind="former"
    )  # a slip
    assert worker.run_once() > 0
    (home / "ledger").write_text(ledger_in_words())
    database_as_a_thief_has_it(home / "database")

    decrypted = home.with_name(f"{home.name}-decrypted")
    all_decrypted(decrypted)
    cards_decrypted(decrypted)
    wanted = {*SECRETS.values(), *SOUNDS, *TIDY}
    on_no_card = {"nurindabarra"}  # who may not be traced stands on no card, not even on that of his child
    not_kept = {SECRETS["looked up"], *on_no_card}
    found = {line.split(": ", 1)[1] for line in traces(decrypted, wanted)}
    assert found == wanted - not_kept  # there was something to find, and what was looked up is kept nowhere
    assert Shelf.objects.exclude(sealed=b"").exists()
    assert (home / "data" / "tracing").is_dir()

    assert traces(home, wanted) == []


def test_a_search_and_a_look_leave_entries_with_a_reason_and_without_content(
    home: Path, two: tuple[the.Cast, Case, Case]
) -> None:
    with searching_process(**of_a_thief(home)):
        request = through_tracing(*two)
    searches = Entry.objects.filter(verb="tracing.search")
    assert {entry.about for entry in searches} == {request.ledger_ref}
    assert {key for entry in searches for key in entry.details} == {"case", "origin", "found", "leads"}
    assert TracingRequest.objects.get().because == SECRETS["why it is searched"]
    look = Look.objects.get()
    entry = Entry.objects.get(verb="tracing.look")
    assert (entry.about, set(entry.details), look.because) == (
        look.ledger_ref,
        {"found"},
        SECRETS["why looked up"],
    )
    assert (Judgement.objects.count(), NeedToKnow.objects.filter(state="refused").count()) == (2, 2)

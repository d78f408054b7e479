"""Ledger, keys, erasures, outbox: the state of the house, and nothing of any case but its code."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from reencuentro.audit import guard, keys
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, erasure, looking, messages
from reencuentro.casework.models import Case
from reencuentro.engines.ledger_tree.checkpoints import read
from reencuentro.notify.models import Notice
from reencuentro.vault import boxes
from reencuentro.vault.keyring import ring
from reencuentro.web.administration import entries
from reencuentro.web.administration import ledger as ledger_page
from tests import cast as the
from tests.cast import Cast

from .house import ADMINISTRATION, sure
from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> Cast:
    """Everybody in a house with key folder and checkpoints of its own."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir(mode=0o700)
    return the.people()


def text(response: Any) -> str:
    return response.content.decode()


def page(cast: Cast, path: str = "") -> str:
    response = as_(cast.administrator).get(ADMINISTRATION + path)
    assert response.status_code == 200
    return text(response)


def asked(cast: Cast) -> Case:
    case = the.a_case(cast)
    messages.write(case, "advocate", "He is home.", by=cast.advocate)
    cases.end_case(case, "reunited", by=cast.advocate, ended_on=timezone.localdate(), said="With his father.")
    erasure.ask_to_erase(case, by=cast.advocate, because="The family asked.")
    return case


# --- the door -----------------------------------------------------------------------------------------------


def addresses() -> list[str]:
    """Every address of this area, with something that exists or could exist in it."""
    samples = {"pk": "00000000-0000-4000-8000-000000000000", "code": "R-2B3C4D", "reference": "keys"}
    found = []
    for pattern in get_resolver("reencuentro.web.urls.administration").url_patterns:
        route = str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            kind = {"string": "str"}.get(kind, kind)
            route = route.replace(f"<{kind}:{name}>", samples[name])
        found.append(ADMINISTRATION + route)
    return found


@pytest.mark.parametrize(
    "who", ["advocate", "child_advocate", "coordinator", "defender", "editor", "stranger"]
)
def test_for_everybody_else_no_page_exists(cast: Cast, who: str) -> None:
    client = as_(getattr(cast, who))
    assert len(addresses()) == 30
    for address in addresses():
        assert "<" not in address
        for method in (client.get, client.post):
            assert method(address).status_code in (404, 405), address


def test_what_does_not_exist_is_not_found_by_an_administrator_either(cast: Cast) -> None:
    client = sure(cast.administrator)
    nobody = "00000000-0000-4000-8000-000000000000"
    for name in ("person_account", "organisation", "change_person_role", "bring_person_back"):
        assert client.get(reverse(name, args=[nobody])).status_code == 404
    assert client.get(reverse("erase_case", args=["R-2B3C4D"])).status_code == 404
    assert client.get(reverse("ledger_about", args=["Nahum"])).status_code == 404


def test_no_page_of_an_administrator_shows_anything_of_a_case(cast: Cast) -> None:
    case = the.delivered(cast).case
    asked(cast)
    looking.look(case, by=cast.advocate)
    Notice.objects.update(state="failed", trouble="refused")
    client = sure(cast.administrator)
    hidden = ("Quetzalteco", "Nahum", "birth_certificate", "Birth certificate", "reunited", "With his father")
    hidden += ("The family asked", "delivery.make", "case.open", "case.end", "delivered in case", "HN.02")
    for address in [*addresses(), reverse("ledger_about", args=[case.code])]:
        shown = text(client.get(address))
        for words in hidden:
            assert words not in shown, (address, words)


# --- overview -----------------------------------------------------------------------------------------------


def test_the_overview_says_what_to_do_first(cast: Cast) -> None:
    asked(cast)
    for _turn in range(3):
        the.offered(cast)
    notices = list(Notice.objects.all())
    Notice.objects.filter(pk=notices[0].pk).update(state="failed", trouble="refused")
    Notice.objects.filter(pk=notices[1].pk).update(state="unsure", trouble="line_broke")
    Notice.objects.exclude(pk__in=[notices[0].pk, notices[1].pk]).update(
        created=timezone.now() - timedelta(hours=1)
    )
    shown = page(cast)
    for words in (
        "Start the worker that sends mail",
        "Send failed mail again",
        "Decide about mail that perhaps arrived",
        "Erase 1 ended case",
        "Sign a checkpoint and give it to somebody outside",
        "Help people to add a second factor",
    ):
        assert words in shown
    assert shown.index("Send failed mail again") < shown.index("Sign a checkpoint")  # alarms come first


def test_a_damaged_ledger_is_the_first_thing_said(cast: Cast) -> None:
    guard.take_down(connection)
    shown = page(cast)
    assert "Find out what happened to the ledger" in shown
    assert "no longer refuses changes" in shown
    assert "The ledger is not as it was" in page(cast, "ledger/")


# --- ledger -------------------------------------------------------------------------------------------------


def test_a_checkpoint_is_signed_and_taken_as_a_file(cast: Cast) -> None:
    the.a_case(cast)
    the.a_case(cast)
    client = sure(cast.administrator)
    assert "No checkpoint was ever signed." in text(client.post(reverse("take_checkpoint"), follow=True))
    size = Entry.objects.count()
    answer = client.post(reverse("sign_checkpoint"), follow=True)
    assert "a checkpoint is signed" in text(answer)
    assert f"protects {size} entries" in text(answer)
    assert f"{size} entries, whole" in text(answer)
    note = client.post(reverse("take_checkpoint"))
    assert note["Content-Disposition"].startswith('attachment; filename="ledger-')
    assert read(text(note), keys.public_key()).size == size


def test_signing_asks_again(cast: Cast) -> None:
    answer = as_(cast.administrator).post(reverse("sign_checkpoint"))
    assert answer.url.startswith("/account/again/")


def test_a_ledger_that_does_not_verify_is_not_signed(cast: Cast) -> None:
    the.a_case(cast)
    client = sure(cast.administrator)
    guard.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 1")
    answer = text(client.post(reverse("sign_checkpoint"), follow=True))
    assert "No checkpoint was signed" in answer
    assert "Entry 1 was changed." in answer
    assert "Not whole" in answer


def test_a_long_ledger_is_signed_on_the_server(cast: Cast, monkeypatch: Any) -> None:
    the.a_case(cast)
    monkeypatch.setattr(ledger_page, "SIGN_HERE_AT_MOST", 0)
    client = sure(cast.administrator)
    shown = text(client.get(reverse("ledger")))
    assert "reencuentro audit_checkpoint" in shown
    assert "Verify and sign" not in shown
    assert client.post(reverse("sign_checkpoint")).status_code == 404


def test_a_search_leads_to_what_the_ledger_says(cast: Cast) -> None:
    case = the.a_case(cast)
    client = as_(cast.administrator)
    answer = client.post(reverse("ledger"), {"reference": f" {case.code} "}, follow=True)
    assert answer.redirect_chain == [(reverse("ledger_about", args=[case.code]), 302)]
    assert "Worked on a case" in text(answer)
    entry = Entry.objects.filter(verb="ledger_searched").get()
    assert (entry.about, entry.details) == ("ledger", {"reference": case.code})


@pytest.mark.parametrize("typed", ["Nahum", "Nahum Isaí", "A123456789", "a@b.c", "case:Nahum", "", "x" * 61])
def test_a_name_typed_by_mistake_goes_nowhere(cast: Cast, typed: str) -> None:
    answer = as_(cast.administrator).post(reverse("ledger"), {"reference": typed})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"reference"}
    assert not Entry.objects.filter(verb="ledger_searched").exists()


def test_what_a_person_did_is_found_by_id_in_every_role(cast: Cast) -> None:
    the.a_case(cast)
    wanted = entries.read(str(cast.advocate.pk))
    assert wanted is not None
    assert cast.advocate.ledger_name in wanted.actors
    assert cast.advocate.ledger_ref in wanted.about
    shown = page(cast, f"ledger/about/{cast.advocate.pk}/")
    assert "Worked on a case" in shown


def test_all_entries_are_read_page_by_page(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(ledger_page, "PER_PAGE", 3)
    for _turn in range(5):
        the.a_case(cast)
    client = as_(cast.administrator)
    first = client.get(reverse("ledger_entries"))
    earlier = first.context["earlier"]
    assert [line.seq for line in first.context["entries"]] == [earlier + 2, earlier + 1, earlier]
    second = client.get(f"{reverse('ledger_entries')}?before={earlier}")
    assert all(line.seq < earlier for line in second.context["entries"])
    assert client.get(f"{reverse('ledger_entries')}?before=nonsense").status_code == 200


def test_of_casework_only_looking_and_working_are_told(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.mark_medically_urgent(case, True, by=cast.advocate, because="Fever.")
    looking.look(case, by=cast.advocate)
    told = {line.what for line in entries.lines(Entry.objects.filter(about=case.ledger_ref))}
    assert told == {"Looked at casework", "Worked on a case"}
    assert {line.details for line in entries.lines(Entry.objects.filter(about=case.ledger_ref))} == {""}
    assert Entry.objects.filter(verb="case.medical_urgency").exists()  # there was something to hide


@pytest.mark.parametrize("path", ["ledger/", "ledger/entries/", "keys/", "erasures/", "outbox/", ""])
def test_pages_take_the_same_queries_however_much_there_is(cast: Cast, path: str) -> None:
    client = as_(cast.administrator)
    made = []
    for count in (3, 9):
        for _turn in range(count):
            asked(cast)
        Notice.objects.update(state="failed", trouble="refused")
        client.get(ADMINISTRATION + path)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADMINISTRATION + path)
        made.append(len(queries))
    assert made[0] == made[1]


# --- keys and erasures --------------------------------------------------------------------------------------


def test_keys_in_order_and_the_last_change(cast: Cast) -> None:
    shown = page(cast, "keys/")
    assert "All keys are in order" in shown
    assert "Never" in shown
    boxes.rotate()
    assert timezone.localdate().strftime("%Y") in page(cast, "keys/")
    assert "Never" not in page(cast, "keys/")


def test_a_change_under_way_shows_how_far_it_is(cast: Cast) -> None:
    ring().kek.begin_rotation()
    try:
        shown = page(cast, "keys/")
        assert "A change was begun and is not finished" in shown
        assert "Boxes with the new key" in shown
        assert "Finish the change of the key" in page(cast)
    finally:
        ring().rotate()


def test_a_lost_key_is_an_alarm(cast: Cast) -> None:
    lost = boxes.create("case")
    ring().store.destroy(str(lost.pk))
    assert "1 box has lost its key" in page(cast, "keys/")


def test_an_erasure_takes_the_code_and_a_fresh_confirmation(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    case = asked(cast)
    address = reverse("erase_case", args=[case.code])
    shown = page(cast, "erasures/")
    assert case.code in shown
    assert "Ada Advocate" in shown
    assert as_(cast.administrator).post(address, {"typed": case.code}).url.startswith("/account/again/")
    client = sure(cast.administrator)
    wrong = client.post(address, {"typed": "R-999999"})
    assert wrong.context["form"].errors.keys() == {"typed"}
    assert boxes.is_open(case.box)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"typed": case.code.lower()}, follow=True)
    assert f"Case {case.code} is erased." in text(answer)
    assert not boxes.is_open(Case.objects.get(pk=case.pk).box)
    assert Entry.objects.filter(verb="case.erase", about=case.ledger_ref).count() == 1
    assert client.get(address).status_code == 404


# --- outbox -------------------------------------------------------------------------------------------------


def test_a_failed_notice_is_sent_again(cast: Cast) -> None:
    the.offered(cast)
    notice = Notice.objects.filter(to=cast.defender).get()
    Notice.objects.filter(pk=notice.pk).update(state="failed", trouble="refused")
    client = as_(cast.administrator)
    shown = text(client.get(reverse("outbox")))
    for words in ("Delia Defender", "About a case", "Is the address right?"):
        assert words in shown
    assert notice.case_code not in shown  # who works on which case is not for this page
    answer = client.post(reverse("send_notice_again", args=[notice.pk]), follow=True)
    assert "It waits to be sent again." in text(answer)
    assert Notice.objects.get(pk=notice.pk).state == "queued"
    assert client.post(reverse("send_notice_again", args=[notice.pk])).status_code == 404


def test_an_empty_outbox_says_that_all_is_well(cast: Cast) -> None:
    assert "Every notice arrived" in page(cast, "outbox/")


def test_every_page_speaks_spanish(cast: Cast) -> None:
    asked(cast)
    client = sure(cast.administrator)
    client.cookies["django_language"] = "es"
    for path, words in {
        "": "Lo que necesita su atención",
        "people/": "Situación",
        "people/invite/": "Función y organización",
        f"people/{cast.advocate.pk}/": "Cómo inicia sesión esta persona",
        f"people/{cast.advocate.pk}/leave/": "Terminar la pertenencia",
        "organisations/": "Organizaciones",
        "ledger/": "Punto de control",
        "keys/": "Todas las llaves están en orden",
        "erasures/": "Borrados definitivos",
        "outbox/": "Todos los avisos llegaron",
    }.items():
        assert words in text(client.get(ADMINISTRATION + path)), path

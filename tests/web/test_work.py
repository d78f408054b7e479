from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import deliveries, messages, offers, work
from reencuentro.casework.models import Assignment, Fee, Message, Step
from tests import cast as the
from tests.casework.test_deliveries import photo
from tests.cast import Cast

from .defender import NAMES, NEVER, assigned, browser, withdraw, words

PAGES = ("", "counter/", "day/", "step/", "cost/", "messages/", "deliver/", "hand-back/")


@pytest.fixture
def cast(db: None) -> Cast:
    return the.people()


def test_the_work_sheet_shows_what_counsel_released_and_nothing_else(cast: Cast) -> None:
    item = assigned(cast)
    page = words(browser(cast.defender).get(f"/work/{item.pk}/"))
    for told in (
        "Birth certificate in El Triunfo, Choluteca",
        "Nahum Isaí Quetzalteco Ñurinda (the child)",
        "12 Mar 2014",
        "0601201401234",
        "The uncle Ramiro",
        "8 to 16",
        "ORR needs proof of who he is.",
        "112",
        item.request.ref,
    ):
        assert told in page
    for secret in (*NEVER, "Eusebio"):  # the father's name was not released
        assert secret not in page
    assert page.index("Be careful") < page.index("What to obtain") < page.index("(the child)")


def test_the_tab_of_a_work_sheet_names_the_request_only(cast: Cast) -> None:
    item = assigned(cast)
    for path in PAGES:
        page = words(browser(cast.defender).get(f"/work/{item.pk}/{path}"))
        title = page.split("<title>")[1].split("</title>")[0].strip()
        assert title in ("Datos para la búsqueda", f"{item.request.ref} · Reencuentro")


@pytest.mark.parametrize("who", ["other_defender", "advocate", "coordinator", "administrator", "editor"])
def test_nobody_else_finds_the_work(cast: Cast, who: str) -> None:
    item = assigned(cast)
    client = browser(getattr(cast, who))
    for path in PAGES:
        assert client.get(f"/work/{item.pk}/{path}").status_code == 404
        assert client.post(f"/work/{item.pk}/{path}").status_code in (404, 405)
    assert (Step.objects.count(), Fee.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_every_look_at_identities_is_in_the_ledger(cast: Cast) -> None:
    item = assigned(cast)
    client = browser(cast.defender)
    for path in ("", "counter/", "messages/"):
        client.get(f"/work/{item.pk}/{path}")
    assert Entry.objects.filter(verb="work.look", actor=cast.defender.ledger_name).count() == 3


@pytest.mark.parametrize("how", ["hand_back", "withdrawn", "done"])
def test_ended_work_shows_no_name_and_opens_no_other_page(cast: Cast, how: str) -> None:
    item = assigned(cast)
    messages.write(item.case, "defender", "Nahum asks.", by=cast.coordinator, request=item.request)
    client = browser(cast.defender)
    assert "Nahum asks." in words(client.get(f"/work/{item.pk}/"))
    if how == "hand_back":
        work.hand_back(item, by=cast.defender, because="I am ill.")
    elif how == "withdrawn":
        withdraw(item.request, cast)
    else:
        deliveries.accept(the.delivered(cast, item), by=cast.coordinator)
    page = words(client.get(f"/work/{item.pk}/"))
    assert "no longer shown" in page
    for secret in (*NAMES, "El Triunfo", "Ramiro", "112", "ORR needs proof"):
        assert secret not in page
    for path in ("counter/", "messages/", "step/", "cost/", "day/", "hand-back/"):
        assert client.get(f"/work/{item.pk}/{path}").status_code == 404
    assert client.get(f"/work/{item.pk}/deliver/").url == f"/work/{item.pk}/"


def test_what_came_back_and_why_stands_at_the_top(cast: Cast) -> None:
    item = assigned(cast)
    deliveries.send_back(the.delivered(cast, item), by=cast.coordinator, because="The stamp cannot be read.")
    client = browser(cast.defender)
    page = words(client.get(f"/work/{item.pk}/"))
    assert page.index("The stamp cannot be read.") < page.index("Be careful")
    assert "It came back: see what is missing." in words(client.get("/work/"))


@pytest.mark.parametrize("country", ["HN", "NI"])
def test_the_sheet_for_the_counter_names_no_organisation_and_nobody_of_the_team(
    cast: Cast, country: str
) -> None:
    item = assigned(cast, country=country, department=f"{country}.02")
    page = words(browser(cast.defender).get(f"/work/{item.pk}/counter/"))
    assert "Nahum Isaí Quetzalteco" in page and '<html lang="es">' in page
    for name in ("Delia", "Casa Uno", "Partner One", "Initiative", item.case.code, "Ramiro", *NEVER):
        assert name not in page
    seen = page.split("<body")[1].split(">", 1)[1]
    assert "Reencuentro" not in seen and "Reencuentro" not in page.split("</title>")[0]
    assert ("no escriba" in page.lower()) == (country == "NI")


def test_an_information_request_in_nicaragua_warns_of_the_risk(cast: Cast) -> None:
    item = assigned(cast, country="NI", department="NI.02", service="locate_person", document="")
    page = words(browser(cast.defender).get(f"/work/{item.pk}/"))
    assert "name and organisation stay out of every output" in page
    assert "can be used against the child" in page


def test_a_day_a_step_and_a_cost_are_told_from_the_phone(cast: Cast) -> None:
    item = assigned(cast)
    client, on = browser(cast.defender), timezone.localdate() + timedelta(days=5)
    parts = {"promised_on_0": on.day, "promised_on_1": on.month, "promised_on_2": on.year}
    assert client.post(f"/work/{item.pk}/day/", parts).url == f"/work/{item.pk}/"
    form = {"kind": "visited", "said": "Closed until Monday.", "client_id": str(uuid4())}
    for _again in "ab":
        client.post(f"/work/{item.pk}/step/", form)
    cost = {"amount_0": "300", "amount_1": "HNL", "what": "Copy", "receipt": photo("recibo.jpg")}
    page = words(client.post(f"/work/{item.pk}/cost/", cost, follow=True))
    item.refresh_from_db()
    assert item.promised_on == on
    assert [step.said for step in Step.objects.all()] == ["Closed until Monday."]
    assert Fee.objects.get().receipt is not None
    assert "This is within the limit: approved." in page and "300 HNL" in page
    assert "You can still spend 500 HNL without asking." in page and "Closed until Monday." in page


def test_a_cost_above_the_ceiling_says_at_once_that_it_waits(cast: Cast) -> None:
    item = assigned(cast)
    cost = {"amount_0": "801", "amount_1": "HNL", "what": "Taxi"}
    page = words(browser(cast.defender).post(f"/work/{item.pk}/cost/", cost, follow=True))
    assert "This is above the limit: the coordination decides and tells you." in page
    assert Fee.objects.get().state == "asked"


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        (
            "day/",
            {"promised_on_0": "31", "promised_on_1": "2", "promised_on_2": "2030"},
            "This date cannot be read",
        ),
        ("day/", {"promised_on_0": "1", "promised_on_1": "2", "promised_on_2": "2020"}, "has already passed"),
        ("step/", {"said": "I was there."}, "I was there."),
        ("cost/", {"amount_0": "0", "amount_1": "HNL", "what": "A bus"}, "above zero"),
        ("hand-back/", {"because": " "}, "required"),
        ("messages/", {"body": ""}, "required"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, path: str, typed: dict[str, str], told: str
) -> None:
    item = assigned(cast)
    answer = browser(cast.defender).post(f"/work/{item.pk}/{path}", typed)
    page = words(answer)
    assert answer.status_code == 200
    assert 'class="errors"' in page and told in page
    for text in typed.values():
        assert text.strip() in page


def test_a_false_receipt_is_refused_in_a_sentence(cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    item = assigned(cast)
    fake = SimpleUploadedFile("a.jpg", b"<html>", content_type="image/jpeg")
    cost = {"amount_0": "5", "amount_1": "HNL", "what": "Copy", "receipt": fake}
    page = words(browser(cast.defender).post(f"/work/{item.pk}/cost/", cost))
    assert "This kind of file cannot be accepted." in page and 'value="Copy"' in page
    assert Fee.objects.count() == 0


def test_the_conversation_names_people_by_their_part_and_belongs_to_one_defender(cast: Cast) -> None:
    item = assigned(cast)
    messages.write(
        item.case, "defender", "For the first one only.", by=cast.coordinator, request=item.request
    )
    client = browser(cast.defender)
    assert (
        client.post(f"/work/{item.pk}/messages/", {"body": "I go tomorrow."}).url
        == f"/work/{item.pk}/messages/"
    )
    page = words(client.get(f"/work/{item.pk}/messages/"))
    assert "For the first one only." in page and "I go tomorrow." in page and "Coordination" in page
    assert "Carmen" not in page
    work.hand_back(item, by=cast.defender, because="I am ill.")
    item.request.refresh_from_db()
    second = offers.accept(
        offers.offer(item.request, cast.other_defender, by=cast.coordinator), by=cast.other_defender
    )
    theirs = words(browser(cast.other_defender).get(f"/work/{second.pk}/messages/"))
    assert "For the first one only." not in theirs and "I go tomorrow." not in theirs


def test_handing_back_needs_a_reason_and_frees_the_request(cast: Cast) -> None:
    item = assigned(cast)
    client, url = browser(cast.defender), f"/work/{item.pk}/hand-back/"
    assert client.post(url, {"because": "I have to leave."}).status_code == 200
    answer = client.post(url, {"reason": "conflict", "because": "The office has the letter."})
    item.refresh_from_db()
    assert (answer.url, item.state, item.request.state) == (f"/work/{item.pk}/", "handed_back", "reviewed")
    page = words(browser(cast.coordinator).get(f"/requests/{item.request_id}/"))
    assert "The Defender handed it back" in page and "The office has the letter." in page
    assert "onflict" not in page


def test_the_list_puts_first_what_is_to_be_done_and_names_nobody(cast: Cast) -> None:
    client = browser(cast.defender)
    assert "No work yet" in words(client.get("/work/"))
    late = assigned(cast, needed_by=timezone.localdate())
    soon, checked = assigned(cast), assigned(cast)
    the.delivered(cast, checked)
    done = assigned(cast)
    deliveries.accept(the.delivered(cast, done), by=cast.coordinator)
    page = words(client.get("/work/"))
    order = [page.index(str(item.pk)) for item in (late, soon, checked, done)]
    assert order == sorted(order)
    assert "Due today" in page and page.index("Earlier") < page.index(str(done.pk))
    for secret in (*NAMES, *NEVER, "El Triunfo", "Ramiro"):
        assert secret not in page


def test_the_list_tells_of_offers_that_wait(cast: Cast) -> None:
    the.offered(cast)
    assert "1 offer waits for your answer" in words(browser(cast.defender).get("/work/"))


def test_the_list_takes_the_same_queries_with_3_and_20_rows(cast: Cast) -> None:
    client, case, counts = browser(cast.defender), the.a_case(cast), []
    for rows in (3, 20):
        while Assignment.objects.count() < rows:
            the.assigned(cast, the.offered(cast, the.reviewed(cast, the.a_request(cast, case))))
        client.get("/work/")
        with CaptureQueriesContext(connection) as seen:
            assert words(client.get("/work/")).count("Birth certificate in Choluteca") == rows
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_sheet_takes_the_same_queries_however_much_has_happened(cast: Cast) -> None:
    item, client, counts = assigned(cast), browser(cast.defender), []
    for rows in (2, 12):
        while Step.objects.count() < rows:
            work.report_step(item, "visited", by=cast.defender, said="There.")
            messages.write(item.case, "defender", "Yes.", by=cast.coordinator, request=item.request)
            messages.write(item.case, "defender", "No.", by=cast.advocate, request=item.request)
        client.get(f"/work/{item.pk}/")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/work/{item.pk}/")
        counts.append(len(seen))
    assert counts[0] == counts[1]

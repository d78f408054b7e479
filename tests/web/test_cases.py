"""The list of cases and the page of a case: the right words for members, nothing at all for anybody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, obstacles, people, placements, requests, sponsors
from tests import cast as the

from .sign_in import as_

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.case_urls")]

FACILITY = "Casa Ceibalito Shelter"
ADDRESS = "4711 Jacaranda Street, Houston"


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def case(cast):
    case = the.a_case(cast)
    placements.place(
        case, by=cast.advocate, facility=FACILITY, since=timezone.localdate() - timedelta(days=30)
    )
    aunt = people.add_person(
        case, by=cast.advocate, given="Berta", surname1="Quetzalteco", relationship="aunt"
    )
    sponsors.name_sponsor(case, aunt, by=cast.advocate, category="2B", relationship="aunt", address=ADDRESS)
    return case


def page(user, case):
    return as_(user).get(reverse("case", args=[case.code]))


def test_a_member_sees_the_child_the_days_and_what_is_still_to_be_done(cast, case):
    obstacles.raise_obstacle(case, "child_birth_record_missing", by=cast.advocate)
    text = page(cast.advocate, case).content.decode()
    assert "Nahum, 12, from Honduras" in text
    assert "days in custody" in text
    assert "Obtain a new birth record" in text
    assert "0 of 1 done" in text
    assert "Category 2B" in text


def test_the_title_of_the_tab_is_the_code_alone(cast, case):
    text = page(cast.advocate, case).content.decode()
    title = text.split("<title>")[1].split("</title>")[0]
    assert title == f"{case.code} · Reencuentro"


def test_facility_and_address_are_hidden_until_they_are_shown_and_that_is_recorded(cast, case):
    text = page(cast.advocate, case).content.decode()
    assert FACILITY not in text
    assert ADDRESS not in text
    client = as_(cast.advocate)
    url = reverse("case", args=[case.code])
    shown = client.post(url, {"show": f"placement:{case.placement_set.get().pk}"}).content.decode()
    assert FACILITY in shown
    assert ADDRESS not in shown
    shown = client.post(url, {"show": f"sponsor:{case.sponsor_set.get().pk}"}).content.decode()
    assert ADDRESS in shown
    assert list(Entry.objects.filter(verb__endswith=".show").values_list("verb", flat=True)) == [
        "placement.show",
        "sponsor.show",
    ]


def test_showing_a_row_of_another_case_is_a_404(cast, case):
    other = the.a_case(cast)
    url = reverse("case", args=[other.code])
    answer = as_(cast.advocate).post(url, {"show": f"placement:{case.placement_set.get().pk}"})
    assert answer.status_code == 404


def test_every_look_is_one_entry_in_the_ledger(cast, case):
    before = Entry.objects.filter(verb="case.look").count()
    page(cast.advocate, case)
    page(cast.advocate, case)
    assert Entry.objects.filter(verb="case.look").count() == before + 2


def test_whoever_is_not_in_the_case_gets_the_same_404_as_for_a_code_that_does_not_exist(cast, case):
    for user in cast:
        if user.pk == cast.advocate.pk:
            continue
        missing = as_(user).get(reverse("case", args=["R-999999"]))
        answer = page(user, case)
        assert (answer.status_code, answer.content) == (404, missing.content), user


def test_a_coordinator_takes_the_case_and_sees_it_without_the_privileged_acts(cast, case):
    client = as_(cast.coordinator)
    assert page(cast.coordinator, case).status_code == 404
    client.post(reverse("case_take", args=[case.code]))
    text = page(cast.coordinator, case).content.decode()
    assert "Nahum, 12, from Honduras" in text
    assert reverse("case_narrative", args=[case.code]) not in text
    assert client.get(reverse("case_narrative", args=[case.code])).status_code == 404


def test_an_advocate_cannot_take_a_case(cast, case):
    assert as_(cast.stranger).post(reverse("case_take", args=[case.code])).status_code == 404


def test_the_page_speaks_spanish(cast, case):
    obstacles.raise_obstacle(case, "child_birth_record_missing", by=cast.advocate)
    client = as_(cast.advocate)
    client.cookies["django_language"] = "es"
    text = client.get(reverse("case", args=[case.code])).content.decode()
    assert "Nahum, 12 años, de Honduras" in text
    assert "Lo que separa a Nahum de su salida" in text
    assert "Obtener una nueva partida de nacimiento" in text


def test_an_obstacle_that_cannot_be_solved_from_abroad_says_so_and_offers_no_request(cast, case):
    obstacles.raise_obstacle(case, "sponsor_income_unproved", by=cast.advocate)
    text = page(cast.advocate, case).content.decode()
    assert "Cannot be solved from abroad." in text
    assert "Ask for help abroad" not in text


def test_the_task_says_how_its_request_stands_and_never_who_the_defender_is(cast, case):
    obstacle = obstacles.raise_obstacle(case, "child_birth_record_missing", by=cast.advocate)
    assignment = the.assigned(cast, the.offered(cast, the.reviewed(cast, case=case, obstacle=obstacle)))
    assert assignment.defender == cast.defender
    text = page(cast.advocate, case).content.decode()
    assert "Birth certificate: with a Defender in" in text
    assert cast.defender.full_name not in text


def test_the_list_has_only_own_cases_with_the_first_name_and_what_is_done(cast, case):
    removed = obstacles.raise_obstacle(case, "age_disputed", by=cast.advocate)
    obstacles.raise_obstacle(case, "name_mismatch", by=cast.advocate)
    obstacles.move_obstacle(removed, "remove", by=cast.advocate, because="The school card shows it.")
    text = as_(cast.advocate).get(reverse("cases")).content.decode()
    assert case.code in text
    assert "Nahum" in text
    assert "Quetzalteco" not in text
    assert "1 of 2" in text
    assert case.code not in as_(cast.stranger).get(reverse("cases")).content.decode()


def test_the_list_finds_by_a_part_of_the_code_and_says_when_there_is_none(cast, case):
    client = as_(cast.advocate)
    found = client.get(reverse("cases"), {"code": case.code[2:6].lower()}).content.decode()
    assert case.code in found
    assert "No case of yours has this code" in client.get(reverse("cases"), {"code": "000"}).content.decode()


def test_ended_cases_stand_under_their_own_tab(cast, case):
    cases.end_case(case, "released", by=cast.advocate, ended_on=timezone.localdate())
    client = as_(cast.advocate)
    assert case.code not in client.get(reverse("cases")).content.decode()
    ended = client.get(reverse("cases"), {"state": "ended"}).content.decode()
    assert case.code in ended
    assert "Released to a sponsor" in ended


def test_the_first_use_of_the_list_says_the_next_step(cast):
    assert "You have no case yet" in as_(cast.advocate).get(reverse("cases")).content.decode()
    assert "Take a case from the inbox" in as_(cast.coordinator).get(reverse("cases")).content.decode()


def _more(cast, case, number):
    for index in range(number):
        person = people.add_person(case, by=cast.advocate, given=f"Pariente {index}", relationship="uncle")
        obstacle = obstacles.raise_obstacle(case, "name_mismatch", by=cast.advocate, person=person)
        requests.ask(case, by=cast.advocate, service="civil_registry_extract", country="HN",
                     document="birth_certificate", obstacle=obstacle, subject=person)  # fmt: skip


def test_a_case_page_makes_the_same_queries_with_3_and_with_30_rows(cast, case, django_assert_num_queries):
    client, url = as_(cast.advocate), reverse("case", args=[case.code])
    _more(cast, case, 3)
    few = _queries(client, url)
    _more(cast, case, 27)
    assert _queries(client, url) == few


def test_the_list_makes_the_same_queries_with_3_and_with_23_cases(cast):
    client, url = as_(cast.advocate), reverse("cases")
    for _index in range(3):
        the.a_case(cast)
    few = _queries(client, url)
    for _index in range(20):
        the.a_case(cast)
    assert _queries(client, url) == few


def _queries(client, url) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)

"""The whole demo world, built once (twice, to see that both are the same), looked at from many sides."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from reencuentro.accounts import emails
from reencuentro.accounts.models import User
from reencuentro.audit import checkpoints, keys
from reencuentro.audit.verify import verify_database
from reencuentro.cardindex import searching
from reencuentro.casework.models import (
    Case,
    CaseLink,
    Document,
    FamilyTie,
    Fee,
    Finding,
    Obstacle,
    Offer,
    Person,
    PersonName,
    Placement,
    Request,
)
from reencuentro.casework.queries.describing import description_of
from reencuentro.casework.queries.inbox import inbox
from reencuentro.casework.states import OFFER, REQUEST
from reencuentro.demo import marker, reset
from reencuentro.demo.build import build
from reencuentro.demo.people import sign_ins
from reencuentro.demo.summary import Summary, sentence, summarise
from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import rounds
from reencuentro.tracing.models import Lead, TracingRequest
from reencuentro.tracing.queries.across import across
from reencuentro.tracing.queries.knowing import to_answer
from reencuentro.tracing.queries.leads import leads_of_request
from reencuentro.vault import boxes, files
from reencuentro.vault.errors import BoxDestroyed

from . import by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def summaries(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Summary, Summary]]:
    """Really committed, as on a visitor's machine: erasing destroys keys only after a commit."""
    now = timezone.now()
    with django_db_blocker.unblock():
        try:
            build(lambda text: None, now)
            first = summarise()
            reset.empty()
            build(lambda text: None, now)
            yield first, summarise()
        finally:
            reset.empty()


@pytest.fixture(autouse=True)
def world(summaries: tuple[Summary, Summary]) -> Summary:
    return summaries[1]


def _person(email: str) -> User:
    return User.objects.get(username=emails.index(email))


def _case(given: str) -> Case:
    """The case of the child with this first name."""
    children = Person.objects.filter(is_child=True, case__erased_at=None).prefetch_related("names")
    (found,) = [child.case for child in children if child.full_name.startswith(given)]
    return found


def _requests(case: Case) -> list[tuple[str, str]]:
    return [(row.document or row.service, row.state) for row in case.requests.order_by("number")]


def _obstacles(case: Case) -> dict[str, str]:
    return dict(Obstacle.objects.filter(case=case).values_list("code", "state"))


# --- the whole ----------------------------------------------------------------------------------------------


def test_two_builds_for_the_same_day_give_the_same_world(summaries: tuple[Summary, Summary]) -> None:
    assert summaries[0] == summaries[1]


def test_everybody_of_the_initiative_is_there(world: Summary) -> None:
    assert world.organisations == {"initiative": 1, "partner": 3, "defender": 12}
    assert world.people == {"advocate": 7, "coordinator": 3, "administrator": 1, "editor": 2, "defender": 25}
    defenders = User.objects.working("defender").select_related("defender_profile")
    assert Counter(user.defender_profile.country for user in defenders) == {
        "MX": 5,
        "GT": 7,
        "SV": 4,
        "HN": 5,
        "NI": 4,
    }


def test_every_state_of_a_request_and_of_an_offer_can_be_seen(world: Summary) -> None:
    assert set(world.states["requests"]) == set(REQUEST.states)
    assert set(world.states["offers"]) == set(OFFER.states)
    assert set(world.states["deliveries"]) == {"submitted", "accepted", "sent_back"}
    assert set(world.states["assignments"]) == {"working", "delivered", "done", "handed_back"}


def test_fifty_cases_with_every_outcome(world: Summary) -> None:
    assert world.states["cases"] == {"open": 43, "ended": 7}
    assert world.outcomes == {"released": 3, "reunited": 1, "returned": 1, "aged_out": 1, "other": 1}
    assert set(Case.objects.values_list("country", flat=True)) == {"MX", "GT", "SV", "HN", "NI"}
    assert sentence().startswith("The demo world stands: 50 cases, ")


def test_the_inbox_of_a_coordinator_has_a_days_work() -> None:
    waiting = Counter(inbox(_person("teresa@demo.example")).values_list("state", flat=True))
    assert waiting == {"asked": 5, "reviewed": 40, "delivered": 4, "assigned": 1}


def test_months_in_custody_are_as_uneven_as_in_life() -> None:
    today = timezone.localdate()
    days = sorted(
        ((case.ended_on or today) - case.custody_since).days
        for case in Case.objects.all()
        if case.custody_since
    )
    assert (days[0], days[-1]) == (12, 610)
    assert 170 <= days[len(days) // 2] <= 210


# --- the four stories ---------------------------------------------------------------------------------------


def test_julio_waits_for_his_birth_record_and_for_his_father() -> None:
    case = _case("Julio")
    assert _requests(case) == [("birth_certificate", "assigned"), ("locate_person", "asked")]
    assert _obstacles(case) == {
        "parent_unlocated": "being_removed",
        "child_birth_record_missing": "being_removed",
        "sponsor_home_country_id_weak": "standing",
    }
    offers = [
        (offer.defender.email, offer.state) for offer in Offer.objects.filter(case=case).order_by("made_at")
    ]
    assert offers == [("marlon@demo.example", "declined"), ("delmy@demo.example", "accepted")]
    fees = [(str(fee.amount), fee.state, bool(fee.receipt)) for fee in Fee.objects.filter(case=case)]
    assert fees == [("320.00", "approved", True), ("1450.00", "asked", False)]
    card = Document.objects.get(case=case)
    assert card.damaged and card.readable["municipality"] == "El Triunfo, Choluteca"


def test_carlos_is_urgent_and_his_medical_file_waits_to_be_checked() -> None:
    case = _case("Carlos")
    assert case.medically_urgent
    assert _requests(case) == [
        ("birth_certificate", "received"),
        ("health_record", "delivered"),
        ("parentage_recognition", "offered"),
    ]
    assert set(case.requests.exclude(state="received").values_list("urgency", flat=True)) == {"critical"}
    offer = Offer.objects.get(case=case, state="made")
    assert offer.defender.email == "eulalia@demo.example"
    assert offer.answer_by > timezone.now()
    assert offer.ranking["options"]
    assert offer.estimated_hours == 4  # two hours each way, as she said of herself


def test_roberto_returns_and_both_findings_wait_for_counsel() -> None:
    case = _case("Roberto")
    assert case.exit_pathway == "voluntary_departure"
    assert _requests(case) == [
        ("relationship_evidence_photos_remittances", "received"),
        ("national_id", "received"),
        ("parent_wishes_interview", "ready"),
        ("home_safety_assessment", "ready"),
        ("passport", "reviewed"),
    ]
    assert list(Finding.objects.filter(case=case).values_list("state", flat=True)) == [
        "undecided",
        "undecided",
    ]
    assert _obstacles(case)["relationship_not_biological"] == "set_aside"


def test_ana_ruths_kinship_is_proved_by_three_records_and_her_case_is_tied_to_her_aunts() -> None:
    case = _case("Ana Ruth")
    assert _requests(case) == [
        ("death_certificate", "received"),
        ("death_certificate", "received"),
        ("birth_certificate", "received"),
        ("birth_certificate", "received"),
        ("birth_certificate", "received"),
        ("caregiver_history_evidence", "assigned"),
        ("home_safety_assessment", "asked"),
    ]
    assert FamilyTie.objects.filter(case=case).exclude(proved_on=None).count() == 3
    assert _obstacles(case) == {
        "parent_deceased_unproved": "removed",
        "kinship_chain_incomplete": "removed",
        "caregiver_status_unproved": "being_removed",
        "safety_in_origin_doubtful": "being_removed",
    }
    assert CaseLink.objects.get(case=case).other == _case("Dinora")


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ("Julio", "released"),
        ("Carlos", "reunited"),
        ("Roberto", "returned"),
        ("Ana Ruth", "released"),
        ("Dinora", "other"),
    ],
)
def test_every_story_can_be_brought_to_its_end_by_hand(given: str, outcome: str) -> None:
    case = _case(given)
    by_hand.end(case, outcome)
    assert (case.state, case.outcome) == ("ended", outcome)
    assert set(case.requests.values_list("state", flat=True)) == {"received"}
    assert not Finding.objects.filter(case=case, state="undecided").exists()


# --- searches across offices ---------------------------------------------------------------------------------


def _search(given: str) -> TracingRequest:
    (found,) = [row for row in TracingRequest.objects.all() if row.person.full_name.startswith(given)]
    return found


def test_a_lead_for_julios_father_waits_for_teresa_and_nobody_has_judged_it() -> None:
    search = _search("Wilmer")
    (lead,) = leads_of_request(_person("teresa@demo.example"), search)
    assert (search.state, lead.lead.origin, lead.lead.state) == ("leads", "standing", "open")
    assert (lead.lead.found.full_name, lead.office) == (
        "Güilmer Calis Turcios",
        "Mesquite Road Legal Aid for Youth",
    )
    assert lead.probability > 0.9
    assert not lead.lead.judgements.exists() and not lead.lead.grants.exists()
    assert [row.outcome for row in search.attempts.all()] == ["message_left", "heard_of", "nothing"]


def test_the_aunt_was_found_confirmed_by_two_and_opened_by_counsel_of_both_sides() -> None:
    search = _search("Dinora")
    lead = search.leads.get()
    assert (search.state, lead.state) == ("closed", "confirmed")
    assert {row.by.email for row in lead.judgements.all()} == {"teresa@demo.example", "rosalind@demo.example"}
    assert lead.finding is not None and across(lead.finding).reach == lead.found.last_known
    assert across(lead.finding).person == lead.found


def test_neither_record_of_the_aunt_can_be_found_any_more() -> None:
    lead = _search("Dinora").leads.get()
    for person in (lead.person, lead.found):
        assert person.do_not_trace
        found = searching.search(description_of(person), limit=50)
        assert not {hit.person for hit in found} & {lead.person_id, lead.found_id}


def test_a_woman_of_the_same_name_was_set_aside_and_the_search_goes_on() -> None:
    search = _search("Reina")
    assert (search.state, search.leads.get().state) == ("open", "rejected")


def test_one_girl_in_two_offices_was_noticed_and_a_look_waits_for_a_second_person() -> None:
    (wish,) = to_answer(_person("teresa@demo.example"))
    assert (wish.asked_by.email, wish.lead.origin, wish.lead.state) == (
        "rosalind@demo.example",
        "door",
        "open",
    )
    assert {wish.lead.person.full_name, wish.lead.found.full_name} == {
        "Jeimy Lizbeth Shol Cal",
        "Yeimi Lisbeth Xol Caal",
    }


def test_another_round_finds_nothing_that_the_demo_has_not_told() -> None:
    before = Lead.objects.count()
    assert rounds.go_round() == 0
    assert Lead.objects.count() == before


# --- what must hold -----------------------------------------------------------------------------------------


def test_the_ledger_is_whole_and_begins_with_the_mark_of_the_demo() -> None:
    assert verify_database(checkpoints.kept(), keys.public_key()).ok
    assert (marker.is_present(), marker.is_finished()) == (True, True)


def test_everybody_who_is_shown_can_sign_in_in_the_role_that_is_shown() -> None:
    for role, _hint, email, password in sign_ins():
        user = _person(email)
        assert (user.role, user.check_password(password)) == (role, True)


def test_no_name_and_no_place_of_a_child_is_found_in_database_or_files() -> None:
    secrets = _secrets()
    assert len(secrets) > 150
    kept = _everything_kept()
    assert b"R-" in kept  # a case code is there in clear, so the search would find what is there
    assert [secret for secret in secrets if secret.encode() in kept] == []


def _secrets() -> set[str]:
    names = PersonName.objects.filter(case__erased_at=None)
    parts = {part for name in names for part in (name.whole, name.given) if len(part) > 7}
    return parts | {placement.facility for placement in Placement.objects.filter(case__erased_at=None)}


def _everything_kept() -> bytes:
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept += [
                str(value).encode() if not isinstance(value, bytes) else value
                for row in cursor
                for value in row
            ]
    if connection.vendor == "sqlite":
        kept.append(connection.connection.serialize())
    kept += [path.read_bytes() for path in Path(settings.FILES_DIR).glob("??/*")]
    return b"\n".join(kept)


def test_the_erased_case_can_be_read_by_nobody() -> None:
    case = Case.objects.exclude(erased_at=None).get()
    assert not boxes.is_open(case.box)
    with pytest.raises(BoxDestroyed):
        _ = Person.objects.filter(case=case)[0].birth_date


def test_every_paper_of_the_world_is_whole() -> None:
    papers = Document.objects.filter(case__erased_at=None).select_related("file", "clean_copy")
    assert papers.count() > 30
    for file in [file for paper in papers for file in (paper.file, paper.clean_copy) if file]:
        files.verify(file)


def test_old_news_are_read_and_only_the_last_days_wait_to_be_told() -> None:
    states = Counter(Notice.objects.values_list("state", flat=True))
    assert states["sent"] > states["queued"] > 0
    assert Notice.objects.filter(state="sent", read=None).count() == 0


def test_nothing_happened_in_the_future() -> None:
    now = timezone.now()
    assert Request.objects.filter(asked_at__gt=now).count() == 0
    assert Offer.objects.filter(made_at__gt=now).count() == 0


def test_a_second_build_into_the_same_database_is_refused() -> None:
    with pytest.raises(CommandError, match="not empty"):
        call_command("demo_build")

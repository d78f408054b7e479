"""The pages of one act each: done with the right action, refused with a sentence, closed to whoever may not."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, clocks, consents, deliveries, obstacles, people, sponsors
from reencuentro.casework.models import (
    CaseMember,
    Clock,
    Consent,
    CounselDecision,
    Document,
    FamilyTie,
    Finding,
    Obstacle,
    Person,
    Placement,
)
from tests import cast as the
from tests.vault import pictures

from .sign_in import as_

PHOTO = pictures.photo_with_place()
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.case_urls")]


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def case(cast):
    return the.a_case(cast)


@pytest.fixture
def child(case) -> Person:
    return case.person_set.get(is_child=True)


def day(name, when):
    return {f"{name}_0": str(when.day), f"{name}_1": str(when.month), f"{name}_2": str(when.year)}


def post(user, name, /, *args, **values):
    return as_(user).post(reverse(name, args=args), values)


TODAY = timezone.localdate


# --- people ---
def test_a_person_is_added_with_a_partial_date_and_tied_to_the_child(cast, case):
    post(cast.advocate, "person_add", case.code, given="José", surname1="Quetzalteco", relationship="father",
         birth_date_2="1985", birth_date_3="on", unlocated="on", languages=["spa"])  # fmt: skip
    father = Person.objects.get(case=case, relationship="father")
    assert (father.full_name, str(father.birth_date), father.unlocated) == ("José Quetzalteco", "1985~", True)
    assert FamilyTie.objects.get(elder=father).kind == "biological"


def test_two_people_who_edit_at_once_lose_nothing(cast, case, child):
    url = reverse("person_edit", args=[child.pk])
    people.change_person(child, by=cast.advocate, version=child.version, note="The other was faster.")
    text = as_(cast.advocate).post(url, {"version": "1", "sex": "male", "note": "Mine."}).content.decode()
    assert "Somebody else saved this while you were writing." in text
    assert "They wrote: The other was faster." in text
    assert "Mine." in text
    child.refresh_from_db()
    assert child.note == "The other was faster."


def test_a_number_stays_hidden_until_it_is_shown_and_that_is_recorded(cast, case, child):
    post(cast.advocate, "number_add", child.pk, kind="a_number", number="A 204 881 733")
    number = child.numbers.get()
    url = reverse("person", args=[child.pk])
    assert number.number not in as_(cast.advocate).get(url).content.decode()
    assert number.number in as_(cast.advocate).post(url, {"show": str(number.pk)}).content.decode()
    assert Entry.objects.filter(verb="number.show").count() == 1


def test_a_name_is_added_and_may_become_the_one_on_the_pages(cast, case, child):
    post(
        cast.advocate,
        "name_add",
        child.pk,
        given="Naum",
        surname1="Quetzaltecos",
        kind="spelling",
        is_main="on",
    )
    assert Person.objects.get(pk=child.pk).full_name == "Naum Quetzaltecos"


def test_a_tie_from_below_is_the_same_tie(cast, case, child):
    mother = people.add_person(case, by=cast.advocate, given="Marta", relationship="")
    post(cast.advocate, "tie_add", child.pk, tie="child_of", other=str(mother.pk))
    tie = FamilyTie.objects.get(elder=mother, younger=child)
    assert (tie.kind, tie.proved) == ("biological", False)


def test_a_document_of_the_case_proves_a_tie(cast, case, child):
    father = people.add_person(case, by=cast.advocate, given="José", relationship="father")
    tie = FamilyTie.objects.get(elder=father)
    paper = _paper(cast, case)
    post(cast.advocate, "tie_prove", tie.pk, document=str(paper.pk), **day("on", TODAY()))
    tie.refresh_from_db()
    assert (tie.proved, tie.proved_by_id) == (True, paper.pk)


# --- placement, sponsor, obstacles, clocks ---
def test_a_placement_is_recorded_and_a_future_day_refused(cast, case):
    text = post(cast.advocate, "placement_add", case.code, facility="Casa Uno",
                **day("since", TODAY().replace(year=TODAY().year + 1))).content.decode()  # fmt: skip
    assert "This date lies in the future." in text
    post(cast.advocate, "placement_add", case.code, facility="Casa Uno", **day("since", TODAY()))
    assert Placement.objects.get(case=case).facility == "Casa Uno"


def test_the_contact_of_a_sponsor_is_changed_only_after_it_was_shown(cast, case):
    aunt = people.add_person(case, by=cast.advocate, given="Berta", relationship="aunt")
    sponsor = sponsors.name_sponsor(
        case, aunt, by=cast.advocate, category="2B", relationship="aunt", address="4711 Jacaranda Street"
    )
    url = reverse("sponsor", args=[sponsor.pk])
    client = as_(cast.advocate)
    assert "4711 Jacaranda Street" not in client.get(url).content.decode()
    assert "4711 Jacaranda Street" in client.post(url, {"show": "1"}).content.decode()
    client.post(reverse("sponsor_contact", args=[sponsor.pk]), {"version": 1, "address": "8 Ceiba Road"})
    sponsor.refresh_from_db()
    assert sponsor.address == "8 Ceiba Road"


def test_a_sponsor_moves_along_the_table_of_states(cast, case):
    aunt = people.add_person(case, by=cast.advocate, given="Berta", relationship="aunt")
    sponsor = sponsors.name_sponsor(case, aunt, by=cast.advocate, category="2B", relationship="aunt")
    post(cast.advocate, "sponsor_move", sponsor.pk, move="apply")
    sponsor.refresh_from_db()
    assert sponsor.state == "applying"
    assert post(cast.advocate, "sponsor_move", sponsor.pk, move="explode").status_code == 404


def test_an_obstacle_moves_with_a_reason_that_stays_in_its_history(cast, case):
    obstacle = obstacles.raise_obstacle(case, "age_disputed", by=cast.advocate)
    text = post(cast.advocate, "obstacle", obstacle.pk, move="remove", because="").content.decode()
    assert "This field is required." in text
    post(cast.advocate, "obstacle", obstacle.pk, move="remove", because="The school card shows it.")
    page = as_(cast.advocate).get(reverse("obstacle", args=[obstacle.pk])).content.decode()
    assert Obstacle.objects.get(pk=obstacle.pk).state == "removed"
    assert "The school card shows it." in page


def test_a_clock_is_started_from_a_rule_or_set_by_hand_but_not_both(cast, case):
    text = post(cast.advocate, "clock_add", case.code).content.decode()
    assert "Choose a rule, or write what is due: one of the two." in text
    post(cast.advocate, "clock_add", case.code, rule="bia_appeal", **day("anchor_on", TODAY()))
    post(cast.advocate, "clock_add", case.code, label="Master hearing", **day("due_on", TODAY()))
    assert Clock.objects.filter(case=case, rule="bia_appeal").count() == 1
    assert Clock.objects.get(case=case, kind="other").label == "Master hearing"


def test_a_clock_is_moved_by_hand_with_a_reason_and_met(cast, case):
    clock = clocks.set_clock(case, "Hearing", TODAY(), by=cast.advocate)
    later = TODAY().replace(year=TODAY().year + 1)
    post(cast.advocate, "clock", clock.pk, version=1, because="The court moved it.", **day("due_on", later))
    clock.refresh_from_db()
    assert (clock.due_on, clock.set_because) == (later, "The court moved it.")
    post(cast.advocate, "clock_stop", clock.pk, move="meet")
    clock.refresh_from_db()
    assert clock.state == "met"


# --- consents and findings ---
CONSENT = {
    "recipients": "defender",
    "data_classes": ["identity"],
    "purpose": "To find his father",
    "signer": "Berta Quetzalteco",
    "signer_basis": "guardian",
    "language": "spa",
}


def test_a_consent_is_recorded_with_its_scan_and_revoked_with_a_reason(cast, case, child):
    year = TODAY().replace(year=TODAY().year + 1)
    scan = SimpleUploadedFile("a.jpg", PHOTO, "image/jpeg")
    post(cast.advocate, "consent_add", case.code, person=str(child.pk), scan=scan,
         **CONSENT, **day("given_on", TODAY()), **day("expires_on", year))  # fmt: skip
    consent = Consent.objects.get(case=case)
    answer = as_(cast.advocate).get(reverse("consent_scan", args=[consent.pk]))
    assert b"".join(answer.streaming_content) == PHOTO
    post(cast.advocate, "consent", consent.pk, because="The family asked for it.")
    consent.refresh_from_db()
    assert (consent.state, consent.revoked_because) == ("revoked", "The family asked for it.")


def test_a_coordinator_reads_a_consent_and_cannot_revoke_it(cast, case, child):
    cases.take_case(case, by=cast.coordinator)
    consent = consents.record_consent(case, child, by=cast.advocate, given_on=TODAY(),
                                      expires_on=TODAY().replace(year=TODAY().year + 1), **CONSENT)  # fmt: skip
    assert as_(cast.coordinator).get(reverse("consent", args=[consent.pk])).status_code == 200
    assert post(cast.coordinator, "consent", consent.pk, because="No.").status_code == 404


@pytest.fixture
def finding(cast, case) -> Finding:
    request = the.reviewed(cast, the.a_request(cast, case, service="locate_person", document=""))
    delivery = the.delivered(
        cast, the.assigned(cast, the.offered(cast, request)), said="She lives in Ceibita."
    )
    deliveries.accept(delivery, by=cast.coordinator)
    return Finding.objects.get(case=case)


def test_counsel_sees_first_that_there_is_something_to_decide(cast, case, finding):
    text = as_(cast.advocate).get(reverse("case", args=[case.code])).content.decode()
    assert text.index("Counsel must decide") < text.index("What stands between")


def test_nobody_but_the_legal_team_learns_of_a_finding(cast, case, finding):
    cases.add_member(case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Child advocate.")
    url = reverse("finding", args=[finding.pk])
    assert "She lives in Ceibita." in as_(cast.advocate).get(url).content.decode()
    for user in (cast.child_advocate, cast.coordinator, cast.stranger, cast.defender):
        assert as_(user).get(url).status_code == 404
        page = as_(user).get(reverse("case", args=[case.code])).content.decode()
        assert "Counsel must decide" not in page
        assert "She lives in Ceibita." not in page


def test_counsel_decides_for_one_audience_and_the_others_stay_closed(cast, case, finding):
    url = reverse("finding", args=[finding.pk])
    as_(cast.advocate).post(f"{url}?audience=court", {"allowed": "yes", "because": "The judge must know."})
    decision = CounselDecision.objects.get(finding=finding)
    assert (decision.audience, decision.allowed) == ("court", True)
    text = as_(cast.advocate).get(url).content.decode()
    assert text.count("Not decided: they may not") == 4


# --- documents ---
def _paper(cast, case, **facts) -> Document:
    upload = SimpleUploadedFile("IMG_4711 Nahum.jpg", PHOTO, "image/jpeg")
    values = {"files": upload, "kind": "birth_certificate", **facts}
    as_(cast.advocate).post(reverse("document_add", args=[case.code]), values)
    return Document.objects.latest("created_at")


def test_a_document_comes_back_with_a_neutral_name_and_is_recorded(cast, case):
    paper = _paper(cast, case)
    answer = as_(cast.advocate).get(reverse("document", args=[paper.pk]), {"original": "1"})
    assert b"".join(answer.streaming_content) == PHOTO
    name = f"{case.code.lower()}-birth-certificate.jpg"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(verb="file_opened", about=f"document:{paper.pk}").count() == 1


def test_a_part_of_a_document_is_sent_when_a_part_is_asked_for(cast, case):
    paper = _paper(cast, case)
    url = reverse("document", args=[paper.pk]) + "?original=1"
    answer = as_(cast.advocate).get(url, headers={"Range": "bytes=10-19"})
    assert answer.status_code == 206
    assert b"".join(answer.streaming_content) == PHOTO[10:20]
    assert as_(cast.advocate).get(url, headers={"Range": "bytes=99999999-"}).status_code == 416


def test_a_document_of_another_case_does_not_exist(cast, case):
    paper = _paper(cast, case)
    for user in (cast.stranger, cast.coordinator, cast.defender, cast.administrator, cast.editor):
        assert as_(user).get(reverse("document", args=[paper.pk])).status_code == 404


def test_a_file_that_is_no_picture_is_refused_with_a_sentence_and_the_words_stay(cast, case):
    upload = SimpleUploadedFile("a.jpg", b"MZ not a picture", "image/jpeg")
    text = post(
        cast.advocate, "document_add", case.code, files=upload, kind="school_record", title="School card"
    ).content.decode()
    assert "This kind of file cannot be accepted." in text
    assert 'value="School card"' in text
    assert Document.objects.count() == 0


def test_what_is_readable_on_a_damaged_paper_stands_on_the_page_of_the_case(cast, case):
    paper = _paper(cast, case, damaged="on")
    post(cast.advocate, "document_readable", paper.pk, name="Nahum I.", date="2021")
    assert Document.objects.get(pk=paper.pk).readable == {"name": "Nahum I.", "date": "2021"}
    page = as_(cast.advocate).get(reverse("case", args=[case.code])).content.decode()
    assert "Readable: name, date or year" in page


# --- members, links, the whole case ---
def test_counsel_lets_a_colleague_in_and_takes_them_out_again(cast, case):
    post(
        cast.advocate,
        "member_add",
        case.code,
        colleague=str(cast.colleague.pk),
        part="legal_team",
        because="Help.",
    )
    member = CaseMember.objects.get(case=case, user=cast.colleague)
    assert as_(cast.colleague).get(reverse("case", args=[case.code])).status_code == 200
    post(cast.advocate, "member_end", member.pk)
    assert as_(cast.colleague).get(reverse("case", args=[case.code])).status_code == 404


def test_the_answer_is_the_same_for_an_unknown_address_and_for_one_that_may_not_come_in(cast, case):
    def answer(email):
        page = post(cast.advocate, "member_add", case.code, email=email, part="counsel", because="Help.")
        text = page.content.decode().replace(email, "").split("<main")[1].split("client_id")[0]
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)

    unknown = answer("nobody@example.org")
    assert "Nobody could be let in with this." in unknown
    assert answer("delia-defender@example.org") == unknown
    assert answer("abel-administrator@example.org") == unknown


def test_an_advocate_of_a_partner_is_let_in_by_e_mail(cast, case):
    email = "chloe-child@example.org"
    post(cast.advocate, "member_add", case.code, email=email, part="child_advocate", because="Appointed.")
    assert CaseMember.objects.get(case=case, user=cast.child_advocate).part == "child_advocate"


def test_a_child_advocate_reads_but_neither_edits_nor_sees_the_privileged_note(cast, case):
    cases.change_case(case, by=cast.advocate, version=case.version, narrative="He is afraid of an uncle.")
    cases.add_member(case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")
    client = as_(cast.child_advocate)
    assert client.get(reverse("case", args=[case.code])).status_code == 200
    for name in (
        "case_edit",
        "case_narrative",
        "person_add",
        "obstacle_add",
        "clock_add",
        "member_add",
        "case_end",
    ):
        assert client.get(reverse(name, args=[case.code])).status_code == 404, name
    note = as_(cast.advocate).get(reverse("case_narrative", args=[case.code])).content.decode()
    assert "He is afraid of an uncle." in note


def test_linking_needs_a_case_of_ones_own_and_shows_only_its_code(cast, case):
    foreign = cases.open_case(by=cast.stranger, given="Otro", surname1="Niño", country="GT")
    values = {"kind": "family", "because": "Cousins."}
    text = post(cast.advocate, "link_add", case.code, other=foreign.code, **values).content.decode()
    assert "You have no case with this code." in text
    own = the.a_case(cast, given="Xochilt")
    post(cast.advocate, "link_add", case.code, other=own.code.lower(), **values)
    page = as_(cast.advocate).get(reverse("case", args=[case.code])).content.decode()
    assert own.code in page
    assert "Xochilt" not in page


def test_a_case_ends_is_erased_on_request_and_can_be_opened_again(cast, case):
    post(
        cast.advocate,
        "case_end",
        case.code,
        outcome="reunited",
        said="With his aunt.",
        **day("ended_on", TODAY()),
    )
    page = as_(cast.advocate).get(reverse("case", args=[case.code])).content.decode()
    assert "Reunited with family in the U.S." in page
    post(cast.advocate, "case_erase_ask", case.code, because="The family asked for it.")
    case.refresh_from_db()
    assert case.erasure_asked_by == cast.advocate
    post(cast.advocate, "case_reopen", case.code, because="He was detained again.")
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("open", "")


def test_open_requests_keep_a_case_open_and_the_page_says_why(cast, case):
    the.a_request(cast, case)
    text = post(
        cast.advocate, "case_end", case.code, outcome="released", **day("ended_on", TODAY())
    ).content.decode()
    assert "Requests are still open: receive or withdraw them first." in text


def test_medical_urgency_stands_on_top_of_the_page(cast, case):
    post(cast.advocate, "case_urgent", case.code, urgent="yes", because="He needs an operation.")
    assert "Medically urgent" in as_(cast.advocate).get(reverse("case", args=[case.code])).content.decode()


# --- messages ---
def test_advocates_and_coordinators_read_their_channel_and_coordinators_have_one_of_their_own(cast, case):
    cases.take_case(case, by=cast.coordinator)
    url = reverse("case_messages", args=[case.code])
    as_(cast.advocate).post(url, {"body": "Any news?"})
    as_(cast.coordinator).post(f"{url}?channel=internal", {"body": "Ask the central office."})
    assert "Any news?" in as_(cast.coordinator).get(url).content.decode()
    assert "Ask the central office." in as_(cast.coordinator).get(f"{url}?channel=internal").content.decode()
    assert "Ask the central office." not in as_(cast.advocate).get(url).content.decode()
    assert as_(cast.advocate).get(f"{url}?channel=internal").status_code == 404
    assert as_(cast.advocate).post(f"{url}?channel=internal", {"body": "x"}).status_code == 404
    assert as_(cast.advocate).get(f"{url}?channel=defender").status_code == 404


def test_an_empty_message_is_refused_and_a_double_click_sends_one(cast, case):
    url = reverse("case_messages", args=[case.code])
    assert "This field is required." in as_(cast.advocate).post(url, {"body": " "}).content.decode()
    once = {"body": "Hello", "client_id": "5b0f6f0e-3f0c-4c39-9df4-0e6d5f3a8f02"}
    as_(cast.advocate).post(url, once)
    as_(cast.advocate).post(url, once)
    assert as_(cast.advocate).get(url).content.decode().count("<p>Hello</p>") == 1


def test_a_defender_opens_what_they_delivered_before_the_advocate_does(cast, case):
    work = the.assigned(cast, the.offered(cast, the.reviewed(cast, the.a_request(cast, case))))
    upload = SimpleUploadedFile("IMG_1.jpg", PHOTO, "image/jpeg")
    delivery = deliveries.deliver(work, [upload], by=cast.defender, result="obtained")
    url = reverse("document", args=[Document.objects.get(delivery=delivery).pk])
    assert as_(cast.defender).get(url).status_code == 200
    assert as_(cast.other_defender).get(url).status_code == 404
    assert as_(cast.advocate).get(url).status_code == 404
    deliveries.accept(delivery, by=cast.coordinator)
    assert as_(cast.advocate).get(url).status_code == 200

"""The page of a request: each side sees what it may, and does what moves the request on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import (
    cases,
    deliveries,
    disclosures,
    findings,
    messages,
    offers,
    requests,
    work,
)
from reencuentro.casework.models import CaseMember, Disclosure, Finding, Message
from tests import cast as the

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def asked(cast):
    return the.a_request(cast)


def url(row, name: str = "request", *more) -> str:
    return reverse(name, args=[row.pk, *more])


def text(user, row, name: str = "request") -> str:
    return as_(user).get(url(row, name)).content.decode()


def child(row):
    return row.case.person_set.get(is_child=True)


def test_the_advocate_reads_what_comes_next(cast, asked):
    page = text(cast.advocate, asked)
    assert "Birth certificate for Nahum" in page
    assert "A coordinator reviews it next." in page
    assert "Delivered and checked" in page


@pytest.mark.parametrize(
    "who", ["colleague", "stranger", "other_coordinator", "defender", "administrator", "editor"]
)
def test_for_everybody_else_it_does_not_exist(cast, asked, who):
    browser = as_(getattr(cast, who))
    for name in ("request", "request_answer", "request_object", "request_withdraw", "request_release",
                 "request_review", "request_ask_back", "request_decline", "candidates"):  # fmt: skip
        assert browser.get(url(asked, name)).status_code == 404, name
    assert browser.post(url(asked, "request_receive")).status_code == 404


def test_a_look_is_recorded_once(cast, asked):
    before = Entry.objects.filter(verb="case.look").count()
    text(cast.advocate, asked)
    assert Entry.objects.filter(verb="case.look").count() == before + 1


def test_the_title_of_the_tab_is_the_reference_alone(cast, asked):
    assert text(cast.advocate, asked).split("<title>")[1].split(" ·")[0] == asked.ref


def test_the_advocate_answers_the_question_and_it_goes_on(cast, asked):
    requests.ask_back(asked, "Which folio?", by=cast.coordinator)
    assert "Which folio?" in text(cast.advocate, asked)
    browser = as_(cast.advocate)
    assert "Which folio?" in browser.get(url(asked, "request_answer")).content.decode()
    asked.refresh_from_db()
    done = browser.post(url(asked, "request_answer"), {"answer": "Folio 34", "version": asked.version})
    assert done.url == url(asked)
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert "Folio 34" in text(cast.coordinator, asked)


def test_an_empty_answer_is_refused_in_a_sentence(cast, asked):
    requests.ask_back(asked, "Which folio?", by=cast.coordinator)
    refused = as_(cast.advocate).post(url(asked, "request_answer"), {"answer": " ", "version": asked.version})
    assert refused.status_code == 200
    assert "Which folio?" in refused.content.decode()


def test_withdrawing_needs_a_reason_and_ends_it(cast, asked):
    browser = as_(cast.advocate)
    assert browser.post(url(asked, "request_withdraw"), {"because": ""}).status_code == 200
    browser.post(url(asked, "request_withdraw"), {"because": "The father found it."})
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert "The father found it." in text(cast.coordinator, asked)


def test_the_defenders_name_is_for_coordinators_alone(cast, asked):
    assignment = the.assigned(cast, the.offered(cast, the.reviewed(cast, asked)))
    work.report_step(assignment, "visited", by=cast.defender, said="The book is there.")
    messages.write(asked.case, "defender", "Is the folio known?", by=cast.defender, request=asked)
    for_coordinator, for_advocate = text(cast.coordinator, asked), text(cast.advocate, asked)
    assert cast.defender.full_name in for_coordinator
    assert cast.defender.full_name not in for_advocate
    assert "The book is there." in for_advocate
    assert "Is the folio known?" in for_advocate


def test_a_message_reaches_the_defender_once(cast, asked):
    the.assigned(cast, the.offered(cast, the.reviewed(cast, asked)))
    browser = as_(cast.advocate)
    client_id = browser.get(url(asked)).context["form"]["client_id"].value()
    for _ in range(2):
        sent = browser.post(url(asked), {"body": "Please ask for the folio.", "client_id": client_id})
        assert sent.status_code == 302
    assert Message.objects.count() == 1


def test_a_message_with_an_a_number_is_refused_and_kept_in_the_form(cast, asked):
    the.assigned(cast, the.offered(cast, the.reviewed(cast, asked)))
    refused = as_(cast.advocate).post(url(asked), {"body": "It is A098765432"}).content.decode()
    assert "This looks like an A-number" in refused
    assert "It is A098765432" in refused
    assert not Message.objects.exists()


def test_nobody_to_write_to_before_a_defender_has_accepted(cast, asked):
    assert "Write to the Defender" not in text(cast.advocate, asked)
    assert as_(cast.advocate).post(url(asked), {"body": "Hello"}).status_code == 404


def test_the_delivery_is_for_the_advocate_after_it_was_accepted(cast, asked):
    delivery = the.delivered(cast, the.assigned(cast, the.offered(cast, the.reviewed(cast, asked))))
    assert delivery.said in text(cast.coordinator, asked)
    assert delivery.said not in text(cast.advocate, asked)
    deliveries.accept(delivery, by=cast.coordinator)
    assert delivery.said in text(cast.advocate, asked)


def test_the_advocate_receives_or_objects(cast, asked):
    delivery = the.delivered(cast, the.assigned(cast, the.offered(cast, the.reviewed(cast, asked))))
    deliveries.accept(delivery, by=cast.coordinator)
    browser = as_(cast.advocate)
    browser.post(url(asked, "request_receive"))
    asked.refresh_from_db()
    assert asked.state == "received"
    browser.post(url(asked, "request_object"), {"because": "The stamp is missing."})
    asked.refresh_from_db()
    assert asked.state == "delivered"


@pytest.fixture
def found(cast):
    """A parent was located: the delivery carries a finding that counsel has not decided."""
    case = the.a_case(cast)
    part = CaseMember.Part.CHILD_ADVOCATE
    cases.add_member(case, cast.child_advocate, part, by=cast.advocate, because="Best interests")
    subject = case.person_set.get(is_child=True)
    row = the.a_request(cast, case, service="locate_person", document="", subject=subject)
    assignment = the.assigned(cast, the.offered(cast, the.reviewed(cast, row)))
    work.report_step(assignment, "spoke", by=cast.defender, said="I spoke with her mother in Choluteca.")
    messages.write(case, "defender", "Her number is 9988.", by=cast.defender, request=row)
    delivery = the.delivered(cast, assignment, said="She lives beside the church.")
    deliveries.accept(delivery, by=cast.coordinator)
    row.refresh_from_db()
    return row


SECRETS = ("mother in Choluteca", "9988", "beside the church")


def test_what_was_found_stays_with_the_legal_team_until_counsel_decides(cast, found):
    counsel, kept = text(cast.advocate, found), text(cast.child_advocate, found)
    assert all(secret in counsel for secret in SECRETS)
    assert "Counsel must decide" in counsel
    assert not any(secret in kept for secret in SECRETS)
    assert "Counsel must decide" not in kept
    assert "stays with the legal team" in kept
    assert "Look at it, and say whether you can use it." not in kept


def test_once_counsel_allows_it_the_child_advocate_reads_it(cast, found):
    finding = Finding.objects.get()
    findings.decide(finding, "child_advocate", True, by=cast.advocate, because="For the child's wishes")
    assert all(secret in text(cast.child_advocate, found) for secret in SECRETS)


def test_a_child_advocate_cannot_confirm_what_is_kept_from_them(cast, found):
    assert as_(cast.child_advocate).post(url(found, "request_receive")).status_code == 404
    assert as_(cast.child_advocate).get(url(found, "request_object")).status_code == 404


def test_a_part_is_corrected_with_its_own_question(cast, asked):
    browser = as_(cast.advocate)
    form = browser.get(url(asked, "request_change", "place")).context["form"]
    assert form["department"].value() == "HN.02"
    typed = {"department": "HN.08", "municipality": "Talanga", "version": form["version"].value()}
    assert browser.post(url(asked, "request_change", "place"), typed).status_code == 302
    asked.refresh_from_db()
    assert (asked.department, asked.municipality) == ("HN.08", "Talanga")


def test_two_who_correct_at_once_lose_no_words(cast, asked):
    browser = as_(cast.advocate)
    version = browser.get(url(asked, "request_change", "search")).context["form"]["version"].value()
    requests.change_request(asked, by=cast.advocate, version=asked.version, answers={"full_name": "Nahum Q."})
    typed = {"full_name": "Nahum Isaí Q.", "incomplete": "on", "version": version}
    refused = browser.post(url(asked, "request_change", "search"), typed)
    page = refused.content.decode()
    assert "Somebody else saved this" in page
    assert "They wrote: Nahum Q." in page
    assert "Nahum Isaí Q." in page
    again = refused.context["form"]["version"].value()
    assert browser.post(url(asked, "request_change", "search"), typed | {"version": again}).status_code == 302
    asked.refresh_from_db()
    assert asked.answers == {"full_name": "Nahum Isaí Q."}


def test_nothing_is_corrected_once_a_defender_was_asked(cast, asked):
    the.offered(cast, the.reviewed(cast, asked))
    assert as_(cast.advocate).get(url(asked, "request_change", "place")).status_code == 404


def test_counsel_releases_anew_and_takes_back(cast, asked):
    browser, field = as_(cast.advocate), f"person_{child(asked).pk}"
    browser.post(url(asked, "request_release"), {field: ["names", "birth_date"], "excerpt": "Raised by him."})
    assert Disclosure.objects.get().items == ["birth_date", "names"]
    form = browser.get(url(asked, "request_release")).context["form"]
    assert (form[field].value(), form["excerpt"].value()) == (["birth_date", "names"], "Raised by him.")
    browser.post(url(asked, "request_release"), {})
    assert Disclosure.objects.get().items == []


def test_what_was_released_stands_on_the_page(cast, asked):
    disclosures.disclose(asked, {child(asked): ["names"]}, by=cast.advocate, excerpt="Raised by his father.")
    page = text(cast.coordinator, asked)
    assert "Names, in all spellings" in page
    assert "Raised by his father." in page


def test_the_page_takes_the_same_number_of_queries_however_much_happened(cast, asked):
    assignment = the.assigned(cast, the.offered(cast, the.reviewed(cast, asked)))
    browser = as_(cast.coordinator)

    def grow(count: int) -> int:
        for number in range(count):
            work.report_step(assignment, "searching", by=cast.defender, said=f"Day {number}")
            messages.write(asked.case, "defender", f"Day {number}", by=cast.defender, request=asked)
        with CaptureQueriesContext(connection) as queries:
            browser.get(url(asked))
        return len(queries)

    assert grow(3) == grow(30)


def test_refusals_of_a_withdrawn_offer_are_sentences(cast, asked):
    offer = the.offered(cast, the.reviewed(cast, asked))
    offers.accept(offer, by=cast.defender)
    answer = as_(cast.coordinator).post(reverse("offer_withdraw", args=[offer.pk]), follow=True)
    assert "Somebody else was faster" in answer.content.decode()

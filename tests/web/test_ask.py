"""The wizard that asks for a document: one question a page, nothing lost, sent once, nothing released by accident."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from reencuentro.accounts import kept
from reencuentro.casework.actions import cases, obstacles, people, sponsors
from reencuentro.casework.models import CaseMember, Disclosure, Draft, Request
from reencuentro.engines.partial_date import PartialDate
from tests import cast as the

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def case(cast):
    return the.a_case(cast)


@pytest.fixture
def browser(cast):
    return as_(cast.advocate)


def url(case, slug: str = "") -> str:
    return reverse("ask_step", args=[case.code, slug]) if slug else reverse("ask", args=[case.code])


def child(case):
    return case.person_set.get(is_child=True)


ANSWERS = {
    "need": {"service": "civil_registry_extract"},
    "country": {"country": "HN"},
    "document": {"document": "birth_certificate"},
    "subject": {"subject": ""},
    "place": {"department": "HN.02", "municipality": "El Triunfo"},
    "search": {"full_name": "Nahum Isaí Quetzalteco", "incomplete": "on"},
    "purpose": {"reader": "orr", "why": "ORR needs proof of who he is."},
    "form": {"certified": "on"},
    "when": {"needed_by_0": "", "needed_by_1": "", "needed_by_2": ""},
    "languages": {},
    "safety": {"never_tell": "The uncle"},
    "release": {},
    "tried": {"tried": "The consulate"},
}


def answer(browser, case, **changes):
    """Goes through all pages as a browser does, following the redirect to the next question."""
    answer = None
    for slug, given in (ANSWERS | changes).items():
        if given is not None:
            answer = browser.post(url(case, slug), given)
            assert answer.status_code == 302, (slug, answer.context["form"].errors)
    return answer


def send(browser, case, client_id=None):
    check = reverse("ask_check", args=[case.code])
    client_id = client_id or browser.get(check).context["asking"].client_id
    return browser.post(check, {"client_id": client_id})


def test_all_questions_lead_to_one_request_with_what_was_answered(browser, cast, case):
    last = answer(browser, case, release={f"person_{child(case).pk}": ["names", "birth_date"]})
    assert last.url == reverse("ask_check", args=[case.code])
    sent = send(browser, case)
    row = Request.objects.get(case=case)
    assert sent.url == reverse("request", args=[row.pk])
    assert (row.service, row.document, row.country, row.department) == (
        "civil_registry_extract",
        "birth_certificate",
        "HN",
        "HN.02",
    )
    assert row.answers == {"full_name": "Nahum Isaí Quetzalteco"}
    assert (row.certified, row.apostille, row.never_tell, row.tried) == (
        True,
        False,
        "The uncle",
        "The consulate",
    )
    assert row.urgency == ""
    assert Disclosure.objects.get(request=row).items == ["birth_date", "names"]


def test_sending_twice_is_one_request(browser, case):
    answer(browser, case)
    client_id = browser.get(reverse("ask_check", args=[case.code])).context["asking"].client_id
    first, second = send(browser, case, client_id), send(browser, case, client_id)
    assert first.url == second.url
    assert Request.objects.filter(case=case).count() == 1


def test_the_draft_is_gone_once_it_is_sent(browser, case):
    answer(browser, case)
    assert Draft.objects.count() == 1
    send(browser, case)
    assert not Draft.objects.exists()


def test_coming_back_shows_the_draft_and_goes_on_where_it_stopped(browser, cast, case):
    browser.post(url(case, "need"), ANSWERS["need"])
    other_device = as_(cast.advocate)
    page = other_device.get(url(case))
    assert "Draft from" in page.content.decode()
    assert page.context["next"] == "country"


def test_what_is_typed_is_kept_before_the_page_is_finished_and_shown_without_complaint(browser, cast, case):
    browser.post(url(case, "need"), ANSWERS["need"])
    keep = reverse("ask_keep", args=[case.code, "purpose"])
    assert browser.post(keep, {"why": "", "reader": "orr"}).status_code == 204
    form = as_(cast.advocate).get(url(case, "purpose")).context["form"]
    assert form["reader"].value() == "orr"
    assert not form.errors


def test_what_was_typed_when_the_session_ran_out_stands_there_again(browser, cast, case):
    browser.post(url(case, "need"), ANSWERS["need"])
    kept.keep(cast.advocate, url(case, "purpose"), QueryDict("why=A+long+story&reader=orr"))
    assert "A long story" in as_(cast.advocate).get(url(case, "purpose")).content.decode()


def test_a_draft_belongs_to_its_writer_alone(browser, cast, case):
    cases.add_member(case, cast.colleague, CaseMember.Part.LEGAL_TEAM, by=cast.advocate, because="Help")
    browser.post(url(case, "need"), ANSWERS["need"])
    assert as_(cast.colleague).get(url(case)).status_code == 302  # to the first question, empty


def test_begin_anew_throws_the_draft_away(browser, case):
    browser.post(url(case, "need"), ANSWERS["need"])
    browser.post(reverse("ask_discard", args=[case.code]))
    assert not Draft.objects.exists()


def test_only_what_the_registry_asks_for_is_asked(browser, case):
    answer(browser, case, search=None, purpose=None, form=None, when=None, languages=None, safety=None, release=None,
           tried=None)  # fmt: skip
    form = browser.get(url(case, "search")).context["form"]
    assert set(form.fields) == {
        "dni",
        "full_name",
        "birth_date",
        "registration_municipality",
        "book",
        "folio",
        "entry_number",
        "incomplete",
    }


def test_what_the_case_knows_is_filled_in(browser, cast, case):
    boy = child(case)
    people.change_person(boy, by=cast.advocate, version=boy.version, registry={"book": "12", "folio": "34"})
    people.add_number(boy, "a_number", "A098765432", by=cast.advocate)
    answer(browser, case, subject={"subject": str(boy.pk)}, search=None, purpose=None, form=None, when=None,
           languages=None, safety=None, release=None, tried=None)  # fmt: skip
    page = browser.get(url(case, "search"))
    initial = page.context["form"].initial
    assert initial["full_name"] == "Nahum Isaí Quetzalteco Ñurinda"
    assert initial["birth_date"] == "2014-03-12"
    assert (initial["book"], initial["folio"]) == ("12", "34")
    assert "098765432" not in page.content.decode()


def test_what_the_registry_needs_is_asked_for_unless_nobody_knows_it(browser, case):
    answer(browser, case, search=None, purpose=None, form=None, when=None, languages=None, safety=None, release=None,
           tried=None)  # fmt: skip
    refused = browser.post(url(case, "search"), {"full_name": "Nahum"})
    assert "The registry needs this" in refused.content.decode()
    assert browser.post(url(case, "search"), {"full_name": "Nahum", "incomplete": "on"}).status_code == 302


def test_one_of_several_ways_is_enough(browser, case):
    answer(browser, case, search={"dni": "0801-2014-12345"})
    assert Request.objects.count() == 0
    send(browser, case)
    assert Request.objects.get().answers == {"dni": "0801-2014-12345"}


def test_an_impossible_date_gets_a_sentence_for_its_part(browser, case):
    answer(browser, case, search=None, purpose=None, form=None, when=None, languages=None, safety=None, release=None,
           tried=None)  # fmt: skip
    typed = {"full_name": "Nahum", "birth_date_0": "31", "birth_date_1": "2", "birth_date_2": "2014"}
    refused = browser.post(url(case, "search"), typed)
    assert "This month does not have that day." in refused.content.decode()
    assert 'value="Nahum"' in refused.content.decode()


def test_a_partial_date_is_kept_as_it_is_known(browser, case):
    typed = {"birth_date_1": "3", "birth_date_2": "2014", "birth_date_3": "on", "incomplete": "on"}
    answer(browser, case, search=typed)
    send(browser, case)
    assert Request.objects.get().answers["birth_date"] == str(PartialDate(2014, 3, approximate=True))


@pytest.mark.parametrize("number", ["A098765432", "A 098-765-432", "a#098765432"])
def test_an_a_number_cannot_be_typed_to_a_defender(browser, case, number):
    answer(browser, case, purpose=None)
    refused = browser.post(url(case, "purpose"), {"reader": "orr", "why": f"For {number}"})
    assert "This looks like an A-number" in refused.content.decode()


def test_a_day_that_has_passed_is_refused(browser, case):
    answer(browser, case, when=None)
    past = timezone.localdate() - timedelta(days=1)
    typed = {"needed_by_0": past.day, "needed_by_1": past.month, "needed_by_2": past.year}
    assert "already passed" in browser.post(url(case, "when"), typed).content.decode()


def test_what_can_solve_the_obstacle_stands_first(browser, cast, case):
    obstacle = obstacles.raise_obstacle(case, "parent_unlocated", by=cast.advocate)
    first = browser.get(url(case) + f"?obstacle={obstacle.pk}", follow=True)
    assert first.context["form"]["obstacle"].value() == str(obstacle.pk)
    browser.post(url(case, "obstacle"), {"obstacle": str(obstacle.pk)})
    groups = browser.get(url(case, "need")).context["form"].fields["service"].choices
    assert [code for code, _label in groups[0][1]] == ["locate_person", "parent_wishes_interview"]


def test_the_obstacle_is_in_progress_once_it_was_asked_for(browser, cast, case):
    obstacle = obstacles.raise_obstacle(case, "child_birth_record_missing", by=cast.advocate)
    browser.post(url(case, "obstacle"), {"obstacle": str(obstacle.pk)})
    answer(browser, case)
    send(browser, case)
    obstacle.refresh_from_db()
    assert obstacle.state == "being_removed"


def test_finding_a_person_warns_of_its_second_use_and_needs_the_person(browser, case):
    answer(
        browser, case, need={"service": "locate_person"}, document=None, subject=None, search=None, form=None
    )
    page = browser.get(url(case, "subject"))
    assert "can be used against the child" in page.content.decode()
    assert browser.post(url(case, "subject"), {"subject": ""}).status_code == 200
    browser.post(url(case, "subject"), {"subject": str(child(case).pk)})
    assert (
        "can be used against the child"
        in browser.get(reverse("ask_check", args=[case.code])).content.decode()
    )


@pytest.mark.parametrize(
    ("country", "service", "words"),
    [
        ("SV", "criminal_record_certificate", "Asking for a police record in person can lead to arrest"),
        ("NI", "civil_registry_extract", "stay out of every output"),
    ],
)
def test_dangers_of_a_country_are_said_in_plain_words(browser, case, country, service, words):
    browser.post(url(case, "need"), {"service": service})
    browser.post(url(case, "country"), {"country": country})
    assert words in browser.get(url(case, "subject")).content.decode()


def test_the_card_says_when_nobody_has_verified_it(browser, case):
    browser.post(url(case, "need"), {"service": "civil_registry_extract"})
    browser.post(url(case, "country"), {"country": "HN"})
    browser.post(url(case, "document"), {"document": "death_certificate"})
    text = browser.get(url(case, "place")).content.decode()
    assert "Not verified" in text
    assert "Older than 12 months" in text


def test_questions_that_do_not_apply_are_skipped(browser, case):
    browser.post(url(case, "need"), {"service": "witness_declaration"})
    browser.post(url(case, "country"), {"country": "HN"})
    slugs = [step.slug for step in browser.get(url(case)).context["asking"].steps]
    assert not {"document", "search", "form", "obstacle"} & set(slugs)
    assert browser.get(url(case, "search")).status_code == 302


def test_another_country_afterwards_asks_again_what_depends_on_it(browser, case):
    answer(browser, case)
    browser.post(url(case, "country"), {"country": "GT"})
    assert browser.get(reverse("ask_check", args=[case.code])).url == url(case, "place")


def test_a_child_advocate_asks_but_releases_nothing(cast, case):
    part = CaseMember.Part.CHILD_ADVOCATE
    cases.add_member(case, cast.child_advocate, part, by=cast.advocate, because="Best interests")
    browser = as_(cast.child_advocate)
    answer(browser, case, release=None)
    assert (
        "counsel of the case decides" in browser.get(reverse("ask_check", args=[case.code])).content.decode()
    )
    send(browser, case)
    assert not Disclosure.objects.exists()


def test_neither_the_a_number_nor_a_sponsors_last_address_can_be_ticked(browser, cast, case):
    aunt = people.add_person(case, by=cast.advocate, given="Berta", relationship="aunt")
    sponsors.name_sponsor(case, aunt, by=cast.advocate, category="2B", relationship="aunt")
    answer(browser, case, release=None)
    items = [
        code
        for code, _ in browser.get(url(case, "release")).context["form"].fields[f"person_{aunt.pk}"].choices
    ]
    assert "last_known" not in items
    for forbidden in ("last_known", "a_number", "facility"):
        refused = browser.post(url(case, "release"), {f"person_{aunt.pk}": [forbidden]})
        assert refused.status_code == 200


@pytest.mark.parametrize(
    "who", ["colleague", "stranger", "coordinator", "defender", "administrator", "editor"]
)
def test_for_everybody_else_the_pages_do_not_exist(cast, case, who):
    browser = as_(getattr(cast, who))
    for address in (url(case), url(case, "need"), reverse("ask_check", args=[case.code])):
        assert browser.get(address).status_code == 404
    assert browser.post(reverse("ask_keep", args=[case.code, "need"]), {}).status_code == 404


def test_the_title_of_the_tab_is_the_code_alone(browser, case):
    answer(browser, case)
    text = browser.get(reverse("ask_check", args=[case.code])).content.decode()
    assert text.split("<title>")[1].split("</title>")[0] == f"{case.code} · Reencuentro"


def test_an_unknown_question_is_not_found(browser, case):
    assert browser.get(url(case, "nothing")).status_code == 404
    assert browser.post(reverse("ask_keep", args=[case.code, "nothing"]), {}).status_code == 404


def test_a_form_that_was_never_sent_is_not_taken_for_sent(browser, case):
    assert browser.post(reverse("ask_check", args=[case.code]), {"client_id": uuid4()}).status_code == 302
    assert not Request.objects.exists()

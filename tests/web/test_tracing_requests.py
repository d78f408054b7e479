"""Pages of a search: asked for, followed, ended; and what each reader sees of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.cardindex import searching as index
from reencuentro.cardindex.errors import IndexAway
from reencuentro.casework.actions import cases, people
from reencuentro.casework.models import Person
from reencuentro.reference import tracing_policy
from reencuentro.tracing.actions import requests, searching
from reencuentro.tracing.models import Lead, TracingRequest
from reencuentro.tracing.queries import limits
from tests import cast as the
from tests.tracing.families import FATHER, Family, a_family
from tests.tracing.test_requests import consent

from .defender import browser, words


@pytest.fixture
def family(db: None) -> Family:
    return a_family(the.people())


def typed(family: Family, **changes: str) -> dict[str, str]:
    return {
        "person": str(family.father.pk),
        "sought": "person",
        "because": "He can receive his son.",
        "without_consent": "The child is two.",
        "do_not_tell": "His brother.",
        "release_depends": "on",
    } | changes


def ask(family: Family, by: str = "advocate", **changes: str) -> Any:
    url = reverse("tracing_ask", args=[family.case.code])
    return browser(getattr(family.cast, by)).post(url, typed(family, **changes), follow=True)


def page(family: Family, request: TracingRequest, by: str, language: str = "en") -> str:
    url = reverse("tracing_request", args=[request.pk])
    return words(browser(getattr(family.cast, by), language).get(url))


def test_counsel_asks_and_it_is_searched_at_once(family: Family) -> None:
    family.entered()
    answer = words(ask(family))
    assert "Searched. The coordination looks at what was found" in answer
    request = TracingRequest.objects.get()
    assert (request.do_not_tell, request.release_depends, request.state) == ("His brother.", True, "leads")
    assert Lead.objects.count() == 1


def test_the_coordinator_asks_with_a_consent_and_is_told_how_many_leads_there_are(family: Family) -> None:
    family.entered()
    held = consent(family)
    answer = words(ask(family, "coordinator", consent=str(held.pk), without_consent=""))
    assert "Searched. 1 new lead." in answer
    assert TracingRequest.objects.get().consent == held


def test_whoever_is_not_found_yet_stands_first(family: Family) -> None:
    form = words(browser(family.cast.advocate).get(reverse("tracing_ask", args=[family.case.code])))
    father, child = "Wenceslao Abdías Quetzalteco Marroquín (Father, not found yet)", "(the child)"
    assert 0 < form.index(father) < form.index(child)


def test_only_counsel_is_asked_why_without_a_consent(family: Family) -> None:
    url = reverse("tracing_ask", args=[family.case.code])
    assert "Or why without a consent?" in words(browser(family.cast.advocate).get(url))
    assert "Or why without a consent?" not in words(browser(family.cast.coordinator).get(url))
    answer = words(ask(family, "coordinator"))
    assert "Choose a consent that covers the search." in answer
    assert TracingRequest.objects.count() == 0


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(family: Family) -> None:
    answer = words(ask(family, because="", do_not_tell="Her aunt in Nacaome."))
    assert "This field is required." in answer and "Her aunt in Nacaome." in answer
    ask(family)
    assert "This search goes on already." in words(ask(family))
    assert TracingRequest.objects.count() == 1


def test_a_double_click_is_one_search(family: Family) -> None:
    key = "6f2a5b0e-0000-4000-8000-1f2e3d4c5b6a"
    for _ in range(2):
        ask(family, client_id=key)
    assert TracingRequest.objects.count() == 1
    assert Entry.objects.filter(verb="tracing.search").count() == 1


def test_while_the_index_is_away_the_request_is_kept(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr(index, "search", _away)
        answer = words(ask(family))
        assert "Your request is kept, and it is searched as soon as possible." in answer
        request = TracingRequest.objects.get()
        assert request.searched_at is None
        assert "It waits to be searched." in page(family, request, "advocate")
    url = reverse("tracing_search", args=[request.pk])
    assert "Searched." in words(browser(family.cast.advocate).post(url, follow=True))


def _away(*args: Any, **kwargs: Any) -> Any:
    raise IndexAway


def test_whoever_searches_too_often_is_told_to_wait_and_the_request_is_kept(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(
        tracing_policy.policy(), searches_per_hour=limits.asked_in_an_hour(family.cast.advocate) + 1
    )
    monkeypatch.setattr(tracing_policy, "policy", lambda: few)
    ask(family)
    answer = words(ask(family, sought="children"))
    assert "You have searched often in this hour." in answer
    assert TracingRequest.objects.get(sought="children").searched_at is None


def test_coordinators_see_the_leads_and_the_legal_team_waits_for_counsels_finding(family: Family) -> None:
    lead = family.lead()
    assert lead.request is not None
    coordinators, counsels = (page(family, lead.request, who) for who in ("coordinator", "advocate"))
    address = reverse("lead", args=[lead.pk])
    assert address in coordinators and "a record of Partner Two" in coordinators
    assert address not in counsels and "Partner Two" not in counsels
    assert "it comes to counsel first" in counsels


def test_an_empty_list_says_what_one_can_do(family: Family) -> None:
    request = family.ask()
    searching.search(request, by=family.cast.advocate)
    found = page(family, request, "coordinator", "es")
    assert "No hay pistas por revisar" in found
    assert reverse("person", args=[family.father.pk]) in found


def test_a_search_of_a_revoked_consent_rests_and_goes_on_with_another(family: Family) -> None:
    held = consent(family)
    request = family.ask(consent=held)
    held.expires_on = timezone.localdate() - timedelta(days=1)
    held.save(update_fields=["expires_on"])
    assert "The search rests" in page(family, request, "advocate")
    url = reverse("tracing_change", args=[request.pk])
    fresh = consent(family)
    change = {
        "because": "He can receive his son.",
        "consent": str(fresh.pk),
        "version": "1",
        "standing": "on",
    }
    browser(family.cast.coordinator).post(url, change)
    request.refresh_from_db()
    assert (request.consent, request.release_depends, request.standing) == (fresh, True, True)


@pytest.mark.parametrize(("who", "asked"), [("advocate", True), ("coordinator", False)])
def test_the_legal_team_alone_is_asked_whether_a_release_depends_on_it(
    family: Family, who: str, asked: bool
) -> None:
    url = reverse("tracing_change", args=[family.ask().pk])
    found = browser(getattr(family.cast, who)).get(url).content.decode()
    assert ('name="release_depends"' in found) is asked


def test_two_editors_lose_no_words(family: Family) -> None:
    request = family.ask()
    url = reverse("tracing_change", args=[request.pk])
    first = {"because": "Both wish it.", "without_consent": "x", "version": "1", "standing": "on"}
    browser(family.cast.advocate).post(url, first)
    answer = words(browser(family.cast.advocate).post(url, first | {"because": "He wrote to us."}))
    assert "They wrote: Both wish it." in answer and "He wrote to us." in answer


def test_closed_with_a_reason_and_opened_again(family: Family) -> None:
    request = family.ask()
    client = browser(family.cast.coordinator)
    client.post(reverse("tracing_close", args=[request.pk]), {"because": "He wrote himself."})
    shown = page(family, request, "advocate")
    assert "This search has ended." in shown and "He wrote himself." in shown and "Search now" not in shown
    answer = words(client.post(reverse("tracing_reopen", args=[request.pk]), follow=True))
    assert "Searched. Nobody new was found" in answer and "Search now" in answer


def test_in_contact_again_is_refused_until_it_is_confirmed(family: Family) -> None:
    request = family.ask()
    url = reverse("tracing_reunite", args=[request.pk])
    assert "Somebody else was faster" in words(browser(family.cast.advocate).post(url, follow=True))
    request.refresh_from_db()
    assert request.state == "open"


@pytest.mark.parametrize(
    ("who", "sees"), [("advocate", True), ("coordinator", True), ("child_advocate", False)]
)
def test_the_page_of_the_case_tells_its_searches_to_the_legal_team_and_the_coordinator(
    family: Family, who: str, sees: bool
) -> None:
    cases.add_member(
        family.case, family.cast.child_advocate, "child_advocate", by=family.cast.advocate, because="x"
    )
    request = family.lead().request
    assert request is not None
    shown = words(browser(getattr(family.cast, who)).get(reverse("case", args=[family.case.code])))
    assert (reverse("tracing_request", args=[request.pk]) in shown) is sees
    assert ('id="tracing"' in shown) is sees


def test_the_title_and_the_address_name_nobody(family: Family) -> None:
    request = family.ask()
    shown = page(family, request, "coordinator")
    assert f"<title>{family.case.code}" in shown.replace("\n", "").replace("  ", "")
    assert FATHER["surname1"] not in shown.split("</title>")[0]


def test_a_case_without_a_coordinator_is_offered_to_all_of_them(family: Family) -> None:
    lonely = the.a_case(family.cast)
    child = Person.objects.get(case=lonely)
    requests.ask(lonely, child, by=family.cast.advocate, because="x", sought="sibling", without_consent="x")
    overview = words(browser(family.cast.coordinator).get(reverse("tracing")))
    assert reverse("case_take", args=[lonely.code]) in overview and "1 search" in overview
    cases.take_case(lonely, by=family.cast.other_coordinator)
    assert lonely.code not in words(browser(family.cast.coordinator).get(reverse("tracing")))


def test_the_overview_lists_the_searches_of_ones_own_cases_with_the_leads_that_wait(family: Family) -> None:
    request = family.lead().request
    assert request is not None
    people.add_person(family.case, by=family.cast.advocate, given="Rigoberta", surname1="Marroquín")
    client = browser(family.cast.coordinator)
    shown = words(client.get(reverse("tracing")))
    assert reverse("tracing_request", args=[request.pk]) in shown
    requests.close(request, by=family.cast.advocate, because="A mistake.")
    assert "Nobody is looked for in your cases" in words(client.get(reverse("tracing")))

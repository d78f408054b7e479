"""Julio's story as the pages tell it: another office enters the father later, and two coordinators confirm him."""

import pytest
from django.urls import reverse

from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import rounds
from reencuentro.tracing.models import Lead, NeedToKnow, TracingRequest
from tests import cast as the
from tests.tracing.families import Family, a_family

from .defender import browser, words


@pytest.fixture
def family(db: None) -> Family:
    return a_family(the.people())


def see_both(family: Family, lead: Lead, asker: str, second: str) -> str:
    """Ask, be granted, and look: what the asker then reads."""
    one, other = (browser(getattr(family.cast, who)) for who in (asker, second))
    one.post(reverse("lead_know", args=[lead.pk]), {"because": "Two men of that name live there."})
    wish = NeedToKnow.objects.get(lead=lead, state="asked")
    other.post(reverse("know", args=[wish.pk]), {"grant": "yes"})
    return words(one.get(reverse("lead_both", args=[lead.pk])))


def say_same(family: Family, lead: Lead, who: str) -> str:
    client = browser(getattr(family.cast, who), "es")
    typed = {"verdict": "same", "because": "La misma cicatriz."}
    return words(client.post(reverse("lead", args=[lead.pk]), typed, follow=True))


def test_the_father_is_found_through_a_standing_search_and_confirmed_by_two(family: Family) -> None:
    counsel = browser(family.cast.advocate)
    form = {
        "person": str(family.father.pk),
        "sought": "person",
        "because": "He raised his son.",
        "without_consent": "Nobody with authority can be reached.",
        "release_depends": "on",
    }
    counsel.post(reverse("tracing_ask", args=[family.case.code]), form)
    assert Lead.objects.count() == 0
    family.entered(given="Wenceslao", surname2="Marroquin")
    assert rounds.go_round() == 1
    lead = Lead.objects.get()
    coordinator = browser(family.cast.coordinator)
    notice = Notice.objects.get(kind="tracing_lead", to=family.cast.coordinator)
    assert reverse("lead", args=[lead.pk]) in words(coordinator.get(notice.path))
    for asker, second in (("coordinator", "other_coordinator"), ("other_coordinator", "stranger")):
        assert "Wenceslao Quetzalteco Marroquin" in see_both(family, lead, asker, second)
    assert "Una persona dice: sí es" in say_same(family, lead, "coordinator")
    assert "Confirmada" in say_same(family, lead, "other_coordinator")
    assert TracingRequest.objects.get().state == "confirmed"
    page = words(counsel.get(reverse("tracing_request", args=[lead.request_id])))
    assert "Confirmed" in page and "They are in contact again" in page
    assert [part for part in ("Partner Two", lead.found.case.code) if part in page] == []

"""Pages of a lead: the least for whoever judges, both sides only under a living grant, and never more than that."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from reencuentro.audit.models import Entry
from reencuentro.cardindex.searching import Found
from reencuentro.casework.actions import people
from reencuentro.casework.clockwork import now
from reencuentro.engines.tracing.types import Match
from reencuentro.tracing.actions import knowing, leads, requests
from reencuentro.tracing.models import Judgement, Lead, NeedToKnow
from tests import cast as the
from tests.tracing.families import Family, a_family

from .defender import browser, words
from .tracing_world import EVIDENCE

# Of the other office's record, and written in no other.
THEIRS = {"given": "Guencho", "surname1": "Quetzaltecatl", "village": "La Esperancita"}


@pytest.fixture
def family(db: None) -> Family:
    return a_family(the.people())


@pytest.fixture
def lead(family: Family) -> Lead:
    """A lead of 87 in 100 with what agrees, differs, and is not known."""
    place = {"country": "HN", "department": "HN.02", "municipality": "", "village": THEIRS["village"]}
    his = family.entered(given=THEIRS["given"], surname1=THEIRS["surname1"], birth_place=place)
    request = family.ask(do_not_tell="His brother.")
    leads.note(request, [Found(his.pk, Match(1, 0.87, 6.1, EVIDENCE))], origin="search")
    requests.follow(request)
    return Lead.objects.get()


def show(family: Family, lead: Lead, who: str = "coordinator", language: str = "en") -> str:
    return words(browser(getattr(family.cast, who), language).get(reverse("lead", args=[lead.pk])))


def test_the_least_is_how_likely_what_agrees_and_which_office(family: Family, lead: Lead) -> None:
    shown = show(family, lead)
    for part in (
        "Likely: a record of Partner Two",
        "About 87 of 100 such leads are the same person.",
        "the same in another spelling",
        "the same day and month, another year",
        "another place",
        "Not known on one side",
        "His brother.",
    ):
        assert part in shown


def test_it_is_said_in_spanish_as_well(family: Family, lead: Lead) -> None:
    shown = show(family, lead, language="es")
    for part in (
        "Probable: un expediente de Partner Two",
        "Cerca de 87 de cada 100 pistas así son la misma persona.",
        "igual con otra escritura",
        "Lo que difiere",
    ):
        assert part in shown


def test_without_a_grant_no_name_place_or_code_of_the_other_case_is_shown(family: Family, lead: Lead) -> None:
    other = lead.found.case
    people.add_number(lead.found, "DNI", "0601-1985-04321", by=family.cast.stranger)
    hidden = (*THEIRS.values(), other.code, str(other.pk), str(lead.found.pk), "0601198504321", "Ermelinda")
    assert lead.found.full_name.startswith(THEIRS["given"])  # there is something to hide
    pages = [
        reverse("lead", args=[lead.pk]),
        reverse("tracing_request", args=[lead.request_id]),
        reverse("tracing"),
    ]
    for address in (*pages, reverse("lead_know", args=[lead.pk]), reverse("lead_both", args=[lead.pk])):
        shown = words(browser(family.cast.coordinator).get(address, follow=True))
        assert [part for part in hidden if part in shown] == [], address


def test_both_sides_under_a_grant_and_each_look_in_the_ledger_of_both_cases(
    family: Family, lead: Lead
) -> None:
    client, address = browser(family.cast.coordinator), reverse("lead_both", args=[lead.pk])
    assert "You may not see more of this lead now." in words(client.get(address, follow=True))
    grant = knowing.ask(lead, by=family.cast.coordinator, because="To compare.")
    knowing.grant(grant, by=family.cast.other_coordinator)
    shown = words(client.get(address))
    for part in (
        "Wenceslao Abdías Quetzalteco",
        "Guencho Quetzaltecatl",
        "19 Jul 1985",
        "El Zapotal",
        "La Esperancita",
    ):
        assert part in shown
    cases = [entry.details["case"] for entry in Entry.objects.filter(verb="lead.look").order_by("seq")]
    assert cases == [family.case.code, lead.found.case.code]
    NeedToKnow.objects.update(expires_at=now() - timedelta(minutes=1))
    assert "Guencho" not in words(client.get(address, follow=True))


def test_numbers_and_telephones_stay_closed_under_a_grant(family: Family, lead: Lead) -> None:
    people.add_number(lead.found, "DNI", "0601-1985-04321", by=family.cast.stranger)
    lead.found.last_known = "+504 5550 0147"
    lead.found.save(update_fields=["last_known"])
    family.granted(lead)
    shown = words(browser(family.cast.coordinator).get(reverse("lead_both", args=[lead.pk])))
    assert "Guencho" in shown
    assert [part for part in ("04321", "0147") if part in shown] == []


def judge(
    family: Family, lead: Lead, verdict: str, who: str = "coordinator", because: str = "Same scar."
) -> str:
    client = browser(getattr(family.cast, who))
    answer = client.post(
        reverse("lead", args=[lead.pk]), {"verdict": verdict, "because": because}, follow=True
    )
    return words(answer)


def test_to_say_the_same_both_sides_must_be_seen_first(family: Family, lead: Lead) -> None:
    answer = judge(family, lead, "same")
    assert "Look at both records side by side before you say so." in answer and "Same scar." in answer
    assert Judgement.objects.count() == 0


def test_two_coordinators_confirm_and_both_reasons_are_read(family: Family, lead: Lead) -> None:
    for who, because in (("coordinator", "Same scar."), ("other_coordinator", "Same godmother.")):
        family.granted(lead, getattr(family.cast, who))
        assert "Your judgement is noted" in judge(family, lead, "same", who, because)
    shown = show(family, lead)
    assert "Confirmed" in shown and "Same scar." in shown and "Same godmother." in shown
    request = lead.request
    assert request is not None
    address = reverse("tracing_reunite", args=[request.pk])
    browser(family.cast.advocate).post(address)
    request.refresh_from_db()
    assert request.state == "reunited"


def test_a_reason_is_needed_and_what_was_chosen_stays(family: Family, lead: Lead) -> None:
    answer = judge(family, lead, "not_same", because="")
    assert "This field is required." in answer
    assert Judgement.objects.count() == 0


def test_a_rejected_lead_is_set_aside_and_says_when_it_comes_back(family: Family, lead: Lead) -> None:
    judge(family, lead, "not_same")
    shown = words(browser(family.cast.coordinator).get(reverse("tracing_request", args=[lead.request_id])))
    assert "No lead to look at" in shown and "They come back by themselves if new facts arrive" in shown


@pytest.mark.parametrize("who", ["advocate", "stranger", "defender", "administrator"])
@pytest.mark.parametrize("name", ["lead", "lead_both", "lead_know"])
def test_nobody_else_learns_that_there_is_a_lead(family: Family, lead: Lead, who: str, name: str) -> None:
    client = browser(getattr(family.cast, who))
    assert client.get(reverse(name, args=[lead.pk])).status_code == 404
    assert client.post(reverse(name, args=[lead.pk]), {"because": "x"}).status_code in (404, 405)


def ask_to_know(family: Family, lead: Lead) -> NeedToKnow:
    client = browser(family.cast.coordinator)
    client.post(reverse("lead_know", args=[lead.pk]), {"because": "Their names alone do not tell."})
    return NeedToKnow.objects.get()


def test_a_second_coordinator_reads_the_reason_and_the_least_and_grants_it(
    family: Family, lead: Lead
) -> None:
    grant = ask_to_know(family, lead)
    second = browser(family.cast.other_coordinator)
    address = reverse("know", args=[grant.pk])
    assert address in words(second.get(reverse("tracing")))
    shown = words(second.get(address))
    assert "Their names alone do not tell." in shown and "About 87 of 100" in shown
    assert [
        part for part in (*THEIRS.values(), lead.found.case.code, family.case.code) if part in shown
    ] == []
    assert "Granted until" in words(second.post(address, {"grant": "yes"}, follow=True))
    assert "You may see both sides until" in show(family, lead)


def test_counsel_of_the_other_case_sees_which_of_their_records_and_not_the_case_that_asks(
    family: Family, lead: Lead
) -> None:
    grant = ask_to_know(family, lead)
    counsel, address = browser(family.cast.stranger), reverse("know", args=[grant.pk])
    assert address in words(counsel.get(reverse("case", args=[lead.found.case.code])))
    shown = words(counsel.get(address))
    assert lead.found.case.code in shown and "Guencho Quetzaltecatl" in shown and "Partner One" in shown
    assert [part for part in ("Wenceslao", "El Zapotal", family.case.code) if part in shown] == []
    counsel.post(address, {"because": "The family asked for silence."})
    shown = show(family, lead)
    assert "Not granted:" in shown and "The family asked for silence." in shown


def test_nobody_answers_their_own_wish(family: Family, lead: Lead) -> None:
    grant = ask_to_know(family, lead)
    client, address = browser(family.cast.coordinator), reverse("know", args=[grant.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"grant": "yes"}).status_code == 404
    assert NeedToKnow.objects.get().state == "asked"


@pytest.mark.parametrize(
    "who", ["advocate", "colleague", "child_advocate", "defender", "administrator", "editor"]
)
def test_nobody_outside_decides_or_learns_of_the_wish(family: Family, lead: Lead, who: str) -> None:
    address = reverse("know", args=[ask_to_know(family, lead).pk])
    assert browser(getattr(family.cast, who)).get(address).status_code == 404


def test_two_people_at_once_decide_once(family: Family, lead: Lead) -> None:
    address = reverse("know", args=[ask_to_know(family, lead).pk])
    browser(family.cast.stranger).post(address, {"because": "Silence."})
    answer = words(browser(family.cast.other_coordinator).post(address, {"grant": "yes"}, follow=True))
    assert "Somebody else was faster" in answer
    assert NeedToKnow.objects.get().state == "refused"


def test_whoever_asked_takes_it_back(family: Family, lead: Lead) -> None:
    grant = ask_to_know(family, lead)
    client = browser(family.cast.coordinator)
    answer = words(client.post(reverse("know_withdraw", args=[grant.pk]), follow=True))
    assert "Taken back." in answer and "Ask to see both sides" in answer


def test_refusing_without_a_reason_is_asked_for_one(family: Family, lead: Lead) -> None:
    address = reverse("know", args=[ask_to_know(family, lead).pk])
    answer: Any = browser(family.cast.other_coordinator).post(address, {"because": ""})
    assert "This field is required." in words(answer)
    assert NeedToKnow.objects.get().state == "asked"

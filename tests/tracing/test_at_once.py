"""Two people, and two workers, at the same moment: each with a connection of their own, nothing is lost or doubled."""

from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from reencuentro.casework.states import NotNow
from reencuentro.tracing.actions import judging, knowing, requests, rounds, searching
from reencuentro.tracing.errors import AlreadySought
from reencuentro.tracing.models import Judgement, Lead, LeadEvidence, NeedToKnow, TracingRequest
from tests import cast as the
from tests.cardindex.test_at_once import at_once

from .families import Family, a_family

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def family(transactional_db: None) -> Family:
    return a_family(the.people())


def test_two_coordinators_who_say_the_same_at_once_confirm_it(family: Family) -> None:
    lead = family.lead()
    people = (family.cast.coordinator, family.cast.other_coordinator)
    for person in people:
        family.granted(lead, person)
    fresh = [Lead.objects.select_related("request", "case").get(pk=lead.pk) for _ in people]
    at_once(
        *(
            partial(judging.judge, row, "same", by=person, because="Same scar.")
            for row, person in zip(fresh, people, strict=True)
        )
    )
    lead.refresh_from_db()
    assert (Judgement.objects.count(), lead.state, TracingRequest.objects.get().state) == (
        2,
        "confirmed",
        "confirmed",
    )


def test_two_workers_find_the_father_once(family: Family) -> None:
    searching.search(family.ask(), by=family.cast.advocate)
    rounds.go_round()
    family.entered()
    at_once(rounds.go_round, rounds.go_round)
    assert (Lead.objects.count(), LeadEvidence.objects.count()) == (1, 1)


def test_two_people_who_ask_for_the_same_search_make_one(family: Family) -> None:
    refused: list[Any] = []

    def ask() -> None:
        try:
            family.ask()
        except AlreadySought as already:
            refused.append(already)

    at_once(ask, ask)
    assert (TracingRequest.objects.count(), len(refused)) == (1, 1)


def test_two_people_who_answer_at_once_decide_once(family: Family) -> None:
    row = knowing.ask(family.lead(), by=family.cast.coordinator, because="To compare.")
    refused: list[Any] = []

    def answer(act: Any) -> None:
        try:
            act(NeedToKnow.objects.get(pk=row.pk))
        except NotNow as late:
            refused.append(late)

    at_once(
        partial(answer, partial(knowing.grant, by=family.cast.other_coordinator)),
        partial(answer, partial(knowing.refuse, by=family.cast.stranger, because="Silence.")),
    )
    row.refresh_from_db()
    assert (len(refused), row.state in ("granted", "refused")) == (1, True)


def test_closing_while_it_is_searched_ends_closed(family: Family) -> None:
    family.entered()
    request = family.ask()

    def search() -> None:
        with suppress(NotNow):
            searching.search(TracingRequest.objects.get(pk=request.pk), by=family.cast.coordinator)

    at_once(search, partial(requests.close, request, by=family.cast.advocate, because="He wrote."))
    request.refresh_from_db()
    assert request.state == "closed"

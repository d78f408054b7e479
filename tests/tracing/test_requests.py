"""A search is asked for by the right people, rests on a consent or on counsel's word, and ends as it should."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, consents, people
from reencuentro.casework.errors import EditedMeanwhile, Invalid, NotAllowed, NotReady
from reencuentro.casework.models import Consent, Event
from reencuentro.casework.states import NotNow
from reencuentro.tracing.actions import requests, searching
from reencuentro.tracing.errors import AlreadySought, NoConsent, Resting
from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries.requests import people_to_seek, rests

from .families import REASON, Family


def consent(family: Family, **changes: Any) -> Consent:
    today = timezone.localdate()
    values: dict[str, Any] = {
        "recipients": "tracing",
        "data_classes": ["identity"],
        "purpose": "To look for the father.",
        "language": "spa",
        "signer": "Counsel",
        "signer_basis": "counsel",
        "given_on": today,
        "expires_on": today + timedelta(days=90),
    }
    return consents.record_consent(family.case, family.father, by=family.cast.advocate, **(values | changes))


def test_counsel_asks_without_a_consent_and_says_why(family: Family) -> None:
    request = family.ask()
    assert (request.state, request.because, request.consent, request.asked_by) == (
        "open",
        REASON,
        None,
        family.cast.advocate,
    )
    entry = Entry.objects.get(verb="tracing.ask")
    assert (entry.about, entry.details) == (
        f"tracingrequest:{request.pk}",
        {"case": family.case.code, "sought": "person", "consented": False},
    )


def test_the_coordinator_asks_with_a_consent_that_covers_the_search(family: Family) -> None:
    held = consent(family)
    request = requests.ask(
        family.case, family.father, by=family.cast.coordinator, because=REASON, consent=held
    )
    assert (request.consent, request.without_consent) == (held, "")


@pytest.mark.parametrize(
    "who", ["colleague", "stranger", "child_advocate", "defender", "administrator", "editor"]
)
def test_nobody_else_asks(family: Family, who: str) -> None:
    cases.add_member(
        family.case, family.cast.child_advocate, "child_advocate", by=family.cast.advocate, because="Friend."
    )
    with pytest.raises(NotAllowed):
        requests.ask(
            family.case, family.father, by=getattr(family.cast, who), because=REASON, consent=consent(family)
        )
    assert TracingRequest.objects.count() == 0


def test_only_counsel_may_do_without_a_consent(family: Family) -> None:
    with pytest.raises(NoConsent):
        requests.ask(
            family.case,
            family.father,
            by=family.cast.coordinator,
            because=REASON,
            without_consent="None needed.",
        )
    with pytest.raises(NoConsent):
        family.ask(without_consent="  ")


@pytest.mark.parametrize("recipients", ["defender", "family", "partner"])
def test_a_consent_for_somebody_else_does_not_cover_the_search(family: Family, recipients: str) -> None:
    with pytest.raises(NoConsent):
        family.ask(consent=consent(family, recipients=recipients))


def test_a_consent_that_has_run_out_or_was_revoked_covers_nothing(family: Family) -> None:
    past = timezone.localdate() - timedelta(days=1)
    old = consent(family, given_on=past - timedelta(days=9), expires_on=past)
    taken_back = consent(family)
    consents.revoke_consent(taken_back, by=family.cast.advocate, because="She changed her mind.")
    for held in (old, taken_back):
        with pytest.raises(NoConsent):
            family.ask(consent=held)


def test_a_search_rests_when_its_consent_is_revoked(family: Family) -> None:
    held = consent(family)
    request = family.ask(consent=held)
    consents.revoke_consent(held, by=family.cast.advocate, because="She changed her mind.")
    request.refresh_from_db()
    request.consent.refresh_from_db()  # type: ignore[union-attr]
    assert rests(request)
    with pytest.raises(Resting):
        searching.search(request, by=family.cast.advocate)


@pytest.mark.parametrize(
    ("changes", "field"), [({"because": " "}, "because"), ({"sought": "everybody"}, "sought")]
)
def test_what_is_missing_is_named_at_its_field(family: Family, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        family.ask(**changes)
    assert refused.value.field == field


def test_a_person_of_another_case_is_refused(family: Family) -> None:
    family.father = family.entered()
    with pytest.raises(Invalid):
        family.ask()


def test_one_person_is_looked_for_once_at_a_time(family: Family) -> None:
    first = family.ask()
    with pytest.raises(AlreadySought):
        family.ask()
    assert family.ask(sought="children").sought == "children"
    requests.close(first, by=family.cast.advocate, because="A mistake.")
    assert family.ask().state == "open"
    with pytest.raises(AlreadySought):
        requests.reopen(first, by=family.cast.advocate)


def test_a_double_click_is_one_search(family: Family) -> None:
    key = uuid4()
    assert family.ask(client_id=key) == family.ask(client_id=key)
    assert (TracingRequest.objects.count(), Entry.objects.filter(verb="tracing.ask").count()) == (1, 1)


def test_nothing_of_a_search_stands_in_the_thread_of_the_case(family: Family) -> None:
    before = Event.objects.count()
    family.lead()
    entered = 2  # the case and the person of the other office
    assert Event.objects.filter(case=family.case).count() == before
    assert Event.objects.count() == before + entered


def test_a_case_that_has_ended_searches_for_nobody(family: Family) -> None:
    cases.end_case(family.case, "released", by=family.cast.advocate, ended_on=timezone.localdate())
    with pytest.raises(NotReady):
        family.ask()


def test_change_keeps_both_editors_words(family: Family) -> None:
    request = family.ask()
    requests.change(request, by=family.cast.advocate, version=1, do_not_tell="His brother.")
    assert (request.do_not_tell, request.version) == ("His brother.", 2)
    with pytest.raises(EditedMeanwhile):
        requests.change(request, by=family.cast.coordinator, version=1, do_not_tell="Nobody.")
    with pytest.raises(Invalid):
        requests.change(request, by=family.cast.advocate, version=2, because="")
    with pytest.raises(NoConsent):
        requests.change(
            request, by=family.cast.advocate, version=2, consent=consent(family, recipients="family")
        )


def test_close_needs_a_reason_and_is_once(family: Family) -> None:
    request = family.ask()
    with pytest.raises(Invalid):
        requests.close(request, by=family.cast.advocate, because="")
    requests.close(request, by=family.cast.coordinator, because="He wrote himself.")
    assert (request.state, request.closed_because) == ("closed", "He wrote himself.")
    with pytest.raises(NotNow):
        requests.close(request, by=family.cast.advocate, because="Again.")
    with pytest.raises(NotNow):
        searching.search(request, by=family.cast.advocate)


def test_reopened_it_goes_on_where_it_stood(family: Family) -> None:
    request = family.lead().request
    assert request is not None
    requests.close(request, by=family.cast.advocate, because="A mistake.")
    requests.reopen(request, by=family.cast.advocate)
    assert (request.state, request.closed_at, request.closed_because) == ("leads", None, "")


def test_only_a_confirmed_search_ends_in_contact(family: Family) -> None:
    request = family.ask()
    with pytest.raises(NotNow):
        requests.reunite(request, by=family.cast.coordinator)


@pytest.mark.parametrize("act", ["close", "reopen", "reunite", "change"])
def test_strangers_end_and_change_nothing(family: Family, act: str) -> None:
    request = family.ask()
    stranger: User = family.cast.stranger
    given = {"close": {"because": "x"}, "change": {"version": 1, "do_not_tell": "x"}}.get(act, {})
    with pytest.raises(NotAllowed):
        getattr(requests, act)(request, by=stranger, **given)


def test_whoever_is_not_found_yet_is_offered_first(family: Family) -> None:
    people.add_person(family.case, by=family.cast.advocate, given="Rigoberta", surname1="Marroquín")
    people.add_person(family.case, by=family.cast.advocate, given="Muerto", alive="deceased")
    names = [person.full_name for person in people_to_seek(family.case)]
    assert names == [family.father.full_name, "Nahum Isaí Quetzalteco Ñurinda", "Rigoberta Marroquín"]

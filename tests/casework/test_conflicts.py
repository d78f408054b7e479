"""Blocks: they hold whoever asks, and nobody sees one who did not record it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reencuentro.accounts.actions import defenders
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import (
    cases,
    conflicts,
    deliveries,
    erasure,
    looking,
    offers,
    requests,
    work,
)
from reencuentro.casework.errors import CANNOT_BE_ASKED, CannotBeAsked, Invalid, NotAllowed
from reencuentro.casework.models import Answer, Conflict, Document, Event, Offer, Request
from reencuentro.casework.queries.askable import may_be_asked
from reencuentro.casework.queries.conflicts import conflict_for, told_by
from reencuentro.casework.queries.visible import document_for
from reencuentro.casework.queries.work_sheet import work_sheet
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.cast import Cast

from .test_deliveries import photo


def asked_again(cast: Cast, request: Request) -> Offer:
    return offers.offer(Request.objects.get(pk=request.pk), cast.defender, by=cast.coordinator)


def another(cast: Cast, request: Request) -> Request:
    """A second request of the same case."""
    return the.reviewed(cast, the.a_request(cast, request.case))


def test_declining_for_a_conflict_blocks_the_whole_case_and_no_other(cast: Cast) -> None:
    offer = the.offered(cast)
    offers.decline(offer, "conflict", by=cast.defender, note="My cousin.")
    second = another(cast, offer.request)
    with pytest.raises(CannotBeAsked):
        asked_again(cast, second)
    assert offers.offer(second, cast.other_defender, by=cast.coordinator).state == "made"
    elsewhere = the.reviewed(cast)
    Offer.objects.update(answered_at=timezone.now() - timedelta(days=30))
    assert asked_again(cast, elsewhere).state == "made"


@pytest.mark.parametrize("reason", ["too_far", "conflict"])
def test_ledger_thread_and_notices_are_the_same_for_every_reason(cast: Cast, reason: str) -> None:
    offer = the.offered(cast)
    before = (Entry.objects.count(), Event.objects.count(), Notice.objects.count())
    offers.decline(offer, reason, by=cast.defender, note="My cousin.")
    after = (Entry.objects.count(), Event.objects.count(), Notice.objects.count())
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1]
    entry, event = Entry.objects.latest("seq"), Event.objects.latest("at")
    assert (entry.verb, sorted(entry.details)) == ("offer.decline", ["case", "offer"])
    assert (event.verb, event.said) == ("offer.decline", "")


def test_a_database_without_keys_links_no_defender_with_a_case(cast: Cast) -> None:
    request = the.reviewed(cast)
    conflicts.do_not_ask(request.case, cast.defender, by=cast.coordinator, because="Their cousin.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_conflict")
        row = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in cursor.fetchone())
    for secret in (request.case.code, str(request.case_id), request.case_id.hex, "cousin"):
        assert secret not in row
    assert cast.coordinator.pk.hex not in row and str(cast.coordinator.pk) not in row
    assert cast.defender.pk.hex in row.replace("-", "")  # whose box it is, is no secret
    told = Conflict.objects.get()
    assert (told.code, told.reason, told.box_id) == (request.case.code, "Their cousin.", cast.defender.box_id)


def test_a_block_of_an_organisation_holds_for_whoever_belongs_to_it(cast: Cast) -> None:
    request = the.reviewed(cast)
    house = cast.defender.organisation
    assert house is not None
    conflicts.do_not_ask(request.case, house, by=cast.advocate, because="They act for the other side.")
    for somebody in (cast.defender, cast.other_defender):
        with pytest.raises(CannotBeAsked):
            offers.offer(request, somebody, by=cast.coordinator)
    elsewhere = the.person(the.Role.DEFENDER, the.organisation("defender", "Casa Dos", "HN"), "otra-casa")
    assert offers.offer(request, elsewhere, by=cast.coordinator).state == "made"


@pytest.mark.parametrize(
    "who", ["stranger", "other_coordinator", "child_advocate", "defender", "administrator"]
)
def test_only_legal_team_and_coordinators_of_the_case_may_block(cast: Cast, who: str) -> None:
    case = the.a_request(cast).case
    cases.add_member(case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")
    with pytest.raises(NotAllowed):
        conflicts.do_not_ask(case, cast.defender, by=getattr(cast, who), because="No.")


def test_a_block_needs_a_reason_and_an_own_one_a_code(cast: Cast) -> None:
    case = the.a_request(cast).case
    with pytest.raises(Invalid):
        conflicts.do_not_ask(case, cast.defender, by=cast.coordinator, because=" ")
    with pytest.raises(Invalid):
        conflicts.must_not_work_for(" ", by=cast.defender)
    with pytest.raises(NotAllowed):
        conflicts.must_not_work_for("R-222222", by=cast.advocate)


def test_everybody_sees_only_what_they_recorded(cast: Cast) -> None:
    request = the.reviewed(cast)
    theirs = conflicts.do_not_ask(request.case, cast.defender, by=cast.coordinator, because="Cousin.")
    own = conflicts.must_not_work_for(request.case.code, by=cast.defender)
    assert theirs is not None
    assert told_by(cast.coordinator, request.case) == [theirs]
    assert told_by(cast.defender) == [own]
    for somebody in (cast.advocate, cast.other_coordinator, cast.administrator, cast.other_defender):
        assert told_by(somebody) == []
    with pytest.raises(Http404):
        conflict_for(cast.defender, theirs.pk)
    with pytest.raises(NotAllowed):
        conflicts.lift(theirs, by=cast.defender)


def test_saying_it_twice_is_one_block_and_lifting_it_frees_the_defender(cast: Cast) -> None:
    request = the.reviewed(cast)
    first = conflicts.must_not_work_for(request.case.code, by=cast.defender)
    again = conflicts.must_not_work_for(f" {request.case.code.lower()} ", by=cast.defender, reason="Cousin.")
    assert first.pk == again.pk
    assert Conflict.objects.get().reason == "Cousin."
    for _twice in "ab":
        conflicts.lift(Conflict.objects.get(), by=cast.defender)
    assert asked_again(cast, request).state == "made"
    conflicts.must_not_work_for("R-999999", by=cast.defender)  # a code that no case has: the same answer
    assert Conflict.objects.filter(lifted=False).count() == 1


def test_the_ledger_calls_a_block_what_everybody_does_every_day(cast: Cast) -> None:
    request = the.reviewed(cast)
    conflicts.must_not_work_for(request.case.code, by=cast.defender)
    own = Entry.objects.latest("seq")
    defenders.update_defender_profile(cast.defender, by=cast.defender, weekly_capacity=3)
    change = Entry.objects.latest("seq")
    facts = [(one.verb, one.actor, one.about, one.details) for one in (own, change)]
    assert facts[0] == facts[1]
    conflicts.do_not_ask(request.case, cast.defender, by=cast.coordinator, because="Cousin.")
    said = Entry.objects.latest("seq")
    looking.look(request.case, by=cast.coordinator)
    look = Entry.objects.latest("seq")
    facts = [(one.verb, one.actor, one.about, one.details) for one in (said, look)]
    assert facts[0] == facts[1]
    assert not Event.objects.filter(case=request.case, verb="case.look").exists()


def test_a_conflict_found_after_acceptance_ends_access_at_once(cast: Cast) -> None:
    assignment = the.assigned(cast)
    work.hand_back(
        assignment, by=cast.defender, because="I called the office.", reason="conflict", private="My cousin."
    )
    assignment.refresh_from_db()
    sheet = work_sheet(assignment)
    assert (sheet.answers, sheet.people) == ({}, [])
    request = Request.objects.get()
    assert (request.state, Answer.objects.get().reason) == ("reviewed", "conflict")
    event = Event.objects.get(verb="work.hand_back")
    assert (event.said, assignment.ended_because) == ("I called the office.", "I called the office.")
    with pytest.raises(CannotBeAsked):
        asked_again(cast, another(cast, request))


def test_papers_delivered_before_the_conflict_was_found_are_closed_to_the_defender(cast: Cast) -> None:
    assignment = the.assigned(cast)
    delivery = deliveries.deliver(assignment, [photo()], by=cast.defender, result="obtained")
    deliveries.send_back(delivery, by=cast.coordinator, because="A page is missing.")
    paper = Document.objects.get(delivery=delivery)
    assert document_for(cast.defender, paper.pk) == paper
    assignment.refresh_from_db()
    work.hand_back(assignment, by=cast.defender, because="One page is here.", reason="conflict")
    with pytest.raises(Http404):
        document_for(cast.defender, paper.pk)


def test_an_offer_made_before_the_block_can_no_longer_be_accepted(cast: Cast) -> None:
    offer = the.offered(cast)
    conflicts.do_not_ask(offer.case, cast.defender, by=cast.advocate, because="The father's lawyer.")
    with pytest.raises(Invalid) as refused:
        offers.accept(offer, by=cast.defender)
    assert str(refused.value.sentence) == "This is no longer offered to you."
    assert Offer.objects.get().state == "made"  # to the coordination it is an offer that nobody answers


def test_erasing_the_case_leaves_no_word_of_it_with_the_defenders(cast: Cast) -> None:
    offer = the.offered(cast)
    offers.decline(offer, "conflict", by=cast.defender, note="My cousin.")
    requests.withdraw(offer.request, by=cast.advocate, because="No longer needed.")
    cases.end_case(offer.case, "reunited", by=cast.advocate, ended_on=timezone.localdate())
    offer.case.refresh_from_db()
    erasure.ask_to_erase(offer.case, by=cast.advocate, because="The family asked.")
    erasure.erase(offer.case, by=cast.administrator)
    assert not Conflict.objects.exists()
    answer = Answer.objects.get()
    assert (answer.reason, answer.note) == ("conflict", "")


def _paused(cast: Cast, request: Request) -> None:
    defenders.pause_defender(cast.defender, by=cast.defender)


def _away(cast: Cast, request: Request) -> None:
    day = timezone.localdate().isoformat()
    defenders.update_defender_profile(cast.defender, by=cast.defender, absences=[[day, day]])


def _left(cast: Cast, request: Request) -> None:
    cast.defender.is_active = False
    cast.defender.save()


def _full(cast: Cast, request: Request) -> None:
    defenders.update_defender_profile(cast.defender, by=cast.defender, weekly_capacity=0)


def _resting(cast: Cast, request: Request) -> None:
    offers.decline(the.offered(cast), "no_time", by=cast.defender)


def _declined(cast: Cast, request: Request) -> None:
    offers.decline(asked_again(cast, request), "not_safe", by=cast.defender)


def _language(cast: Cast, request: Request) -> None:
    Request.objects.filter(pk=request.pk).update(languages=[{"code": "miq", "level": "required"}])


def _woman(cast: Cast, request: Request) -> None:
    Request.objects.filter(pk=request.pk).update(needs_woman=True)


def _unwilling(cast: Cast, request: Request) -> None:
    Request.objects.filter(pk=request.pk).update(safety=["armed_groups"])
    defenders.update_defender_profile(cast.defender, by=cast.defender, willing={"armed_groups": False})


def _conflict(cast: Cast, request: Request) -> None:
    conflicts.do_not_ask(request.case, cast.defender, by=cast.coordinator, because="Cousin.")


CAUSES: list[Any] = [
    _paused,
    _away,
    _left,
    _full,
    _resting,
    _declined,
    _language,
    _woman,
    _unwilling,
    _conflict,
]


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_is_one_refusal(cast: Cast, cause: Any) -> None:
    request = the.reviewed(cast)
    assert may_be_asked(request, cast.defender, timezone.now())  # there is something to refuse
    cause(cast, request)
    cast.defender.refresh_from_db()
    fresh = Request.objects.get(pk=request.pk)
    with CaptureQueriesContext(connection) as queries, pytest.raises(CannotBeAsked) as refused:
        offers.offer(fresh, cast.defender, by=cast.coordinator)
    assert (refused.value.field, str(refused.value.sentence)) == ("defender", str(CANNOT_BE_ASKED))
    assert Request.objects.get(pk=request.pk).state == "reviewed"
    assert len(queries) == REFUSAL


REFUSAL = 19


def test_somebody_who_is_no_defender_is_refused_alike(cast: Cast) -> None:
    with pytest.raises(CannotBeAsked):
        offers.offer(the.reviewed(cast), cast.advocate, by=cast.coordinator)


def test_a_critical_request_may_be_offered_during_a_rest(cast: Cast) -> None:
    offers.decline(the.offered(cast), "no_time", by=cast.defender)
    request = the.reviewed(cast)
    Request.objects.filter(pk=request.pk).update(urgency="critical")
    assert asked_again(cast, request).state == "made"


def test_a_no_for_safety_brings_no_rest(cast: Cast) -> None:
    offers.decline(the.offered(cast), "not_safe", by=cast.defender)
    assert asked_again(cast, the.reviewed(cast)).state == "made"

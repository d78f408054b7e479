"""The day's proposal: one line a request, kept with its inputs, replaced by a newer one, followed or changed."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import Role
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import erasure, offers, requests
from reencuentro.casework.actions.cases import end_case
from reencuentro.casework.clockwork import telling
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow, NotReady
from reencuentro.casework.models import Offer
from reencuentro.network.actions import asking, proposals, rounds
from reencuentro.network.models import Proposal, ProposalLine
from reencuentro.network.queries import desk, keeping, replaying
from reencuentro.vault.errors import VaultError
from reencuentro.vault.models import Box
from tests import cast as the

from .desk import let_go, line_of, proposed, waiting, with_room_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.mark.parametrize("number", [1, 3])
def test_every_request_that_waits_has_one_line(cast, number):
    rows = waiting(cast, number)
    made = proposed(cast)
    assert (made.state, made.requests, made.defenders, made.proposed) == ("ready", number, 2, number)
    assert {line.request_id for line in made.lines.all()} == {row.pk for row in rows}
    assert {line.state for line in made.lines.all()} == {"open"}


def test_without_requests_the_proposal_is_empty(cast):
    made = proposed(cast)
    assert (made.state, made.requests, made.lines.count()) == ("ready", 0, 0)


def test_what_is_not_reviewed_is_not_proposed(cast):
    the.a_request(cast)
    assert proposed(cast).requests == 0


def test_slots_are_shared_out_and_who_is_left_over_has_an_alarm(cast):
    with_room_for(cast, 2)
    waiting(cast, 5)
    made = proposed(cast)
    left = made.lines.get(defender=None)
    assert made.proposed == 4
    assert left.alarm == "no_slot_left"


def test_nobody_speaks_the_language(cast):
    row = waiting(cast, 1, languages=[{"code": "miq", "level": "required"}])[0]
    made = proposed(cast)
    assert made.proposed == 0
    assert line_of(row).alarm == "nobody_eligible"


def test_a_newer_proposal_replaces_the_open_lines_only(cast):
    first, second = waiting(cast, 2)
    proposed(cast)
    asking.ask(first, line_of(first).defender, by=cast.coordinator)
    older = line_of(second)
    proposed(cast)
    older.refresh_from_db()
    assert older.state == "overtaken"
    assert line_of(second).pk != older.pk
    assert ProposalLine.objects.get(request=first).state == "asked"


def test_a_double_click_is_one_proposal(cast):
    waiting(cast, 1)
    client_id = uuid4()
    first = proposals.propose(by=cast.coordinator, client_id=client_id)
    assert proposals.propose(by=cast.coordinator, client_id=client_id).pk == first.pk
    assert (Proposal.objects.count(), ProposalLine.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["advocate", "defender", "administrator", "editor"])
def test_only_coordinators_propose(cast, who):
    with pytest.raises(NotAllowed):
        proposals.propose(by=getattr(cast, who))
    assert not Proposal.objects.exists()


def test_the_ledger_keeps_hash_version_and_seed(cast):
    waiting(cast, 1)
    made = proposed(cast)
    entry = Entry.objects.get(verb="proposal.make")
    assert entry.about == f"proposal:{made.pk}"
    assert entry.details == {
        "inputs": made.inputs_hash,
        "output": made.output_hash,
        "policy": made.policy_version,
        "seed": 0,
        "requests": 1,
        "proposed": 1,
    }


def test_following_a_proposal_is_kept_with_its_hash(cast):
    row = waiting(cast, 1)[0]
    made, line = proposed(cast), line_of(row)
    offer = asking.ask_as_proposed(line, by=cast.coordinator, client_id=uuid4())
    line.refresh_from_db()
    assert (line.state, line.asked, line.by) == ("asked", line.defender, cast.coordinator)
    assert offer.defender == line.defender
    assert offer.ranking["proposal"] == str(made.pk)
    details = Entry.objects.get(verb="proposal.follow").details
    assert (details["inputs"], details["looked"]) == (made.inputs_hash, False)


def test_asking_somebody_else_is_a_change(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    other = cast.defender if line.defender == cast.other_defender else cast.other_defender
    asking.ask(row, other, by=cast.coordinator)
    line.refresh_from_db()
    assert (line.state, line.asked) == ("changed", other)
    assert Entry.objects.filter(verb="proposal.change").count() == 1


def test_sending_the_same_form_twice_is_one_offer(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line, client_id = line_of(row), uuid4()
    first = asking.ask_as_proposed(line, by=cast.coordinator, client_id=client_id)
    assert asking.ask_as_proposed(line, by=cast.coordinator, client_id=client_id).pk == first.pk
    assert Offer.objects.count() == 1


def test_an_old_form_sent_again_leaves_a_newer_proposal_as_it_is(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    old, client_id = line_of(row), uuid4()
    offer = asking.ask_as_proposed(old, by=cast.coordinator, client_id=client_id)
    offers.decline(offer, "not_safe", by=offer.defender)
    proposed(cast)
    assert asking.ask_as_proposed(old, by=cast.coordinator, client_id=client_id) == offer
    assert line_of(row).state == "open"


def test_who_has_another_role_today_is_not_proposed(cast):
    row = waiting(cast, 1)[0]
    house = cast.administrator.organisation
    accounts.change_role(cast.other_defender, by=cast.administrator, organisation=house, role=Role.EDITOR)
    proposed(cast)
    found = keeping.suggestion_of(line_of(row))
    assert {one.defender for one in (found.chosen, *found.alternatives)} == {str(cast.defender.pk)}


def test_who_comes_second_is_refused_and_the_line_stays_as_it_was_decided(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    asking.ask_as_proposed(line, by=cast.coordinator, client_id=uuid4())
    with pytest.raises((NotNow, Invalid)):
        asking.ask_as_proposed(line, by=cast.coordinator, client_id=uuid4())
    line.refresh_from_db()
    assert line.state == "asked"
    assert Offer.objects.count() == 1


def test_a_defender_who_left_cannot_be_asked_and_the_line_stays_open(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    line.defender.is_active = False
    line.defender.save(update_fields=["is_active"])
    assert desk.still_possible([line], timezone.now()) == frozenset()
    with pytest.raises(Invalid):
        asking.ask_as_proposed(line, by=cast.coordinator, client_id=uuid4())
    line.refresh_from_db()
    assert line.state == "open"


def test_who_does_not_hold_the_case_cannot_ask(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    with pytest.raises(NotAllowed):
        asking.ask_as_proposed(line_of(row), by=cast.other_coordinator, client_id=uuid4())


def test_looking_is_kept_once_and_each_look_is_in_the_ledger(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    proposals.look(line, by=cast.coordinator)
    line.refresh_from_db()
    first = line.looked_at
    proposals.look(line, by=cast.other_coordinator)
    line.refresh_from_db()
    assert line.looked_at == first is not None
    assert Entry.objects.filter(verb="proposal.look").count() == 2


def test_set_aside_and_taken_up_again(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    proposals.set_aside(line, by=cast.coordinator)
    with pytest.raises(NotNow):
        proposals.set_aside(line, by=cast.coordinator)
    proposals.take_up(line, by=cast.coordinator)
    assert line.state == "open"
    with pytest.raises(NotAllowed):
        proposals.set_aside(line, by=cast.other_coordinator)


def test_a_large_proposal_is_left_to_the_worker(cast, monkeypatch):
    waiting(cast, 2)
    monkeypatch.setattr(proposals, "PAIRS_AT_ONCE", 3)
    asked = proposals.propose(by=cast.coordinator)
    assert (asked.state, asked.lines.count()) == ("asked", 0)
    assert desk.under_way() == asked
    assert rounds.go_round() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.lines.count()) == ("ready", 2)
    assert rounds.go_round() == 0


def test_asking_again_before_the_worker_begins_is_asking_for_the_same(cast, monkeypatch):
    waiting(cast, 2)
    monkeypatch.setattr(proposals, "PAIRS_AT_ONCE", 3)
    first = proposals.propose(by=cast.coordinator, client_id=uuid4())
    assert proposals.propose(by=cast.other_coordinator, client_id=uuid4()) == first
    assert Proposal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_asking_while_proposals_are_made_holds_up_neither(cast):
    waiting(cast, 8)
    with_room_for(cast, 20)
    lines = list(proposed(cast).lines.select_related("request__case", "defender"))

    def ask_all() -> None:
        for line in lines:
            with suppress(Invalid, NotNow, NotReady):
                asking.ask_as_proposed(line, by=cast.coordinator, client_id=uuid4())

    def propose_often() -> None:
        for _time in range(4):
            proposals.propose(by=cast.other_coordinator)

    def run(work) -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(run, work) for work in (ask_all, propose_often)]:
            done.result()
    assert Offer.objects.filter(state="made").count() == 8


def test_a_proposal_whose_worker_died_is_made_by_the_next(cast, monkeypatch):
    waiting(cast, 1)
    monkeypatch.setattr(proposals, "PAIRS_AT_ONCE", 0)
    asked = proposals.propose(by=cast.coordinator)
    Proposal.objects.filter(pk=asked.pk).update(state="working", begun_at=timezone.now())
    assert proposals.work_off() == 0
    with telling(timezone.now() + timedelta(minutes=16)):
        assert proposals.work_off() == 1


def test_a_kept_proposal_comes_out_the_same_to_the_bit(cast):
    waiting(cast, 4, needed_by=timezone.localdate() + timedelta(days=30))
    made = proposed(cast)
    found = replaying.replay(made)
    assert (found.requests, found.same_inputs, found.same_answers) == (4, True, True)


def test_what_was_changed_afterwards_is_noticed(cast):
    row = waiting(cast, 1)[0]
    made, line = proposed(cast), line_of(row)
    line.inputs = line.inputs | {"bans": [str(cast.defender.pk)]}
    line.save()
    assert not replaying.replay(made).same_inputs


def test_erasing_a_case_erases_its_part_of_every_proposal(cast):
    row = waiting(cast, 1)[0]
    made, line = proposed(cast), line_of(row)
    requests.withdraw(row, by=cast.advocate, because="Done.")
    end_case(row.case, "released", by=cast.advocate, ended_on=timezone.localdate())
    erasure.ask_to_erase(row.case, by=cast.advocate, because="The family asked.")
    erasure.erase(row.case, by=cast.administrator)
    Box.objects.get(pk=row.case.box_id)
    from reencuentro.vault import boxes

    boxes.sweep()  # the test's transaction never commits
    fresh = ProposalLine.objects.get(pk=line.pk)
    with pytest.raises(VaultError):
        keeping.suggestion_of(fresh)
    with pytest.raises(VaultError):
        replaying.replay(made)


def test_counts_and_what_changed_since(cast):
    first, second = waiting(cast, 2)
    made = proposed(cast)
    found = desk.counts(cast.coordinator, made)
    assert (found.waiting, found.askable, found.nobody, found.mine, found.decided) == (2, 2, 0, 2, 0)
    assert not desk.since(cast.coordinator, made)
    asking.ask_as_proposed(line_of(first), by=cast.coordinator, client_id=uuid4())
    waiting(cast, 1)
    let_go(cast, second)
    found = desk.counts(cast.coordinator, made)
    assert (found.waiting, found.mine, found.decided) == (1, 0, 1)
    assert desk.since(cast.coordinator, made).requests == 1


def test_a_request_that_comes_back_is_new(cast):
    row = waiting(cast, 1)[0]
    made = proposed(cast)
    offer = asking.ask_as_proposed(line_of(row), by=cast.coordinator, client_id=uuid4())
    offers.decline(offer, "no_time", by=offer.defender)
    assert desk.since(cast.coordinator, made).requests == 1

"""The next of the list is asked after a "no": once, only while it makes sense, and in somebody's name."""

import json
import signal
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from reencuentro.accounts.models import Role, User
from reencuentro.audit.models import Entry
from reencuentro.casework import clockwork
from reencuentro.casework.actions import cases, conflicts, handover, offers, requests, work
from reencuentro.casework.errors import NotAllowed
from reencuentro.casework.models import CaseMember, Offer, Request
from reencuentro.network.actions import next_in_line
from reencuentro.network.actions.rounds import go_round
from reencuentro.network.models import NextInLine
from reencuentro.network.queries.lines import line_of
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.accounts import outside
from tests.cast import Cast


@pytest.fixture
def third(cast: Cast) -> User:
    house = cast.defender.organisation
    assert house is not None
    return the.person(Role.DEFENDER, house, "tita-third", "es")


def begun(cast: Cast, *others: User) -> NextInLine:
    """The first Defender is asked, and the others stand in line."""
    offer = the.offered(cast)
    line = next_in_line.let_it_go_on(offer, [one.pk for one in others], by=cast.coordinator, hours=12)
    assert line is not None
    return line


def say_no(cast: Cast) -> None:
    offer = Offer.objects.get(state="made")
    offers.decline(offer, "not_safe", by=offer.defender)


def state(line: NextInLine) -> str:
    line.refresh_from_db()
    return line.state


def test_nobody_is_asked_while_the_first_may_still_answer(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    assert (go_round(), Offer.objects.count(), state(line)) == (0, 1, "waiting")


def test_after_a_no_the_next_is_asked_once_in_the_name_of_the_coordinator(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    say_no(cast)
    assert (go_round(), go_round()) == (1, 0)
    offer = Offer.objects.get(state="made")
    assert (offer.defender, offer.made_by, offer.request_id) == (
        cast.other_defender,
        cast.coordinator,
        line.request_id,
    )
    assert offer.answer_by - offer.made_at == pytest.approx(timedelta(hours=12), abs=timedelta(seconds=5))
    assert offer.estimated_hours == 3
    entry = Entry.objects.filter(verb="offer.make").latest("seq")
    assert (entry.actor, entry.details["in_name_of"]) == ("system", cast.coordinator.ledger_name)
    assert Notice.objects.filter(to=cast.other_defender, kind="offer_made").count() == 1


def test_after_no_answer_the_next_is_asked(cast: Cast) -> None:
    begun(cast, cast.other_defender)
    with clockwork.telling(timezone.now() + timedelta(days=3)):
        offers.expire_late_offers()
        assert go_round() == 1
    assert Offer.objects.get(state="made").defender == cast.other_defender


def test_acceptance_ends_the_line_also_when_the_work_comes_back(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    assignment = offers.accept(Offer.objects.get(), by=cast.defender)
    work.hand_back(assignment, by=cast.defender, because="The letter is there.")
    assert (go_round(), state(line)) == (0, "done")


def test_a_line_that_is_used_up_tells_the_coordinator(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    for _defender in range(2):
        say_no(cast)
        go_round()
    assert (state(line), line.defenders) == ("used_up", [])
    assert Notice.objects.filter(kind="line_used_up", to=cast.coordinator).count() == 1
    assert Request.objects.get().state == "reviewed"


@pytest.mark.parametrize("cause", ["left", "conflict", "paused"])
def test_who_can_no_longer_be_asked_is_passed_over(cast: Cast, third: User, cause: str) -> None:
    line = begun(cast, cast.other_defender, third)
    if cause == "left":
        handover.leave(cast.other_defender, by=cast.administrator)
    elif cause == "conflict":
        conflicts.do_not_ask(line.request.case, cast.other_defender, by=cast.coordinator, because="Cousin.")
    else:
        cast.other_defender.defender_profile.paused = True
        cast.other_defender.defender_profile.save()
    say_no(cast)
    assert go_round() == 1
    assert Offer.objects.get(state="made").defender == third


def test_who_leaves_with_an_open_offer_is_followed_by_the_next(cast: Cast, third: User) -> None:
    line = begun(cast, third)
    handover.leave(cast.defender, by=cast.administrator)
    assert (go_round(), state(line)) == (1, "waiting")
    assert Offer.objects.get(state="made").defender == third


def test_taking_the_offer_back_by_hand_stops_the_line(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    offers.withdraw_offer(Offer.objects.get(), by=cast.coordinator)
    assert (go_round(), state(line)) == (0, "stopped")


def test_stopping_leaves_the_offer_and_asks_nobody_else(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    for _twice in "ab":
        next_in_line.stop(line, by=cast.coordinator)
    say_no(cast)
    assert (go_round(), state(line), Offer.objects.count()) == (0, "stopped", 1)


def test_a_request_that_was_corrected_or_withdrawn_ends_the_line(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    say_no(cast)
    request = Request.objects.get()
    requests.change_request(request, by=cast.advocate, version=request.version, why="The judge asks for it.")
    assert (go_round(), state(line)) == (0, "overtaken")


def test_a_coordinator_who_left_the_case_asks_nobody_any_more(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    cases.take_case(line.request.case, by=cast.other_coordinator)
    CaseMember.objects.filter(user=cast.coordinator).update(until=timezone.now())
    say_no(cast)
    assert (go_round(), state(line)) == (0, "stopped")


def test_only_coordinators_of_the_case_decide_it_and_only_once(cast: Cast) -> None:
    line = begun(cast, cast.other_defender)
    offer = Offer.objects.get()
    again = next_in_line.let_it_go_on(offer, [cast.other_defender.pk], by=cast.coordinator, hours=48)
    assert again == line
    assert next_in_line.let_it_go_on(offer, [cast.defender.pk], by=cast.coordinator, hours=48) is None
    for who in (cast.advocate, cast.other_coordinator, cast.administrator):
        with pytest.raises(NotAllowed):
            next_in_line.let_it_go_on(offer, [cast.other_defender.pk], by=who, hours=48)
        with pytest.raises(NotAllowed):
            next_in_line.stop(line, by=who)


def test_the_line_names_who_was_not_asked_yet(cast: Cast, third: User) -> None:
    line = begun(cast, cast.other_defender, third)
    shown = line_of(line.request)
    assert shown is not None and shown.names == ["Dario Defender", "Tita Third"]
    say_no(cast)
    go_round()
    shown = line_of(line.request)
    assert shown is not None and shown.names == ["Tita Third"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_nobody_twice() -> None:
    cast = the.people()
    begun(cast, cast.other_defender)
    say_no(cast)
    start = threading.Barrier(4)
    asked: list[int] = []

    def run() -> None:
        start.wait()
        try:
            asked.append(go_round())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(asked) == [0, 0, 0, 1]
    assert Offer.objects.filter(state="made").count() == 1


# Offers, declines, and is killed by the database layer at the n-th write of the round.
STORY = """
import os, signal, sys, django
django.setup()
from django.db import connection
from tests import cast as the
from reencuentro.casework.actions import offers
from reencuentro.network.actions import next_in_line
cast = the.people()
offer = the.offered(cast)
next_in_line.let_it_go_on(offer, [cast.other_defender.pk], by=cast.coordinator, hours=12)
offers.decline(offer, "not_safe", by=cast.defender)
left, written = int(sys.argv[1]), 0
def dying(execute, sql, params, many, context):
    global written
    written += sql.startswith(("INSERT", "UPDATE"))
    if written == left:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(dying):
    next_in_line.go_on()
print(written)
"""
LOOK = """
import json, django
django.setup()
from reencuentro.audit.models import Entry
from reencuentro.casework.models import Offer, Request
from reencuentro.network.actions import next_in_line
from reencuentro.notify.models import Notice
def state():
    return [Request.objects.get().state, Offer.objects.filter(state="made").count(),
            Notice.objects.filter(kind="offer_made").count(), Entry.objects.filter(verb="offer.make").count()]
before = state()
next_in_line.go_on()
print(json.dumps([before, state()]))
"""


def run(home: Path, story: str, *arguments: str) -> tuple[int, Any]:
    done = outside.python(home, "-c", story, *arguments)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("write", ["1", "last"])
def test_a_round_killed_at_any_write_asked_nobody_and_goes_on(tmp_path: Path, write: str) -> None:
    if write == "last":
        write = run(outside.new_home(tmp_path / "whole"), STORY, "-1")[1].strip()
    home = outside.new_home(tmp_path / "killed")
    assert run(home, STORY, write)[0] == -signal.SIGKILL
    before, after = json.loads(run(home, LOOK)[1])
    assert (before, after) == (["reviewed", 0, 1, 1], ["offered", 1, 2, 2])

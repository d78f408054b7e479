import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from reencuentro.accounts.actions import defenders
from reencuentro.audit.models import Entry
from reencuentro.casework import clockwork
from reencuentro.casework.actions import offers, work
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow
from reencuentro.casework.models import Answer, Assignment, Offer, Request
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.cast import Cast


def test_an_offer_tells_the_defender_without_a_word_about_the_child(cast: Cast) -> None:
    offer = the.offered(cast)
    notice = Notice.objects.get(to=cast.defender, kind="offer_made")
    assert (notice.case_code, notice.path) == (offer.case.code, f"/offers/{offer.pk}/")
    assert Request.objects.get().state == "offered"


@pytest.mark.parametrize(("urgency", "hours"), [("high", 48), ("critical", 24)])
def test_a_critical_request_leaves_less_time_to_answer(cast: Cast, urgency: str, hours: int) -> None:
    request = the.reviewed(cast)
    request.urgency = urgency
    request.save()
    offer = offers.offer(request, cast.defender, by=cast.coordinator)
    assert offer.answer_by - offer.made_at == pytest.approx(timedelta(hours=hours), abs=timedelta(seconds=5))


def test_one_request_is_offered_to_one_defender_at_a_time(cast: Cast) -> None:
    request = the.reviewed(cast)
    offers.offer(request, cast.defender, by=cast.coordinator)
    with pytest.raises(NotNow):
        offers.offer(request, cast.other_defender, by=cast.coordinator)
    assert Offer.objects.count() == 1


def test_who_is_paused_gone_or_no_defender_is_not_asked(cast: Cast) -> None:
    request = the.reviewed(cast)
    defenders.pause_defender(cast.defender, by=cast.defender)
    cast.other_defender.is_active = False
    cast.other_defender.save()
    for somebody in (cast.defender, cast.other_defender, cast.advocate):
        somebody.refresh_from_db()
        with pytest.raises(Invalid) as refused:
            offers.offer(request, somebody, by=cast.coordinator)
        assert refused.value.field == "defender"
    assert Request.objects.get().state == "reviewed"


def test_accepting_twice_is_one_assignment(cast: Cast) -> None:
    offer = the.offered(cast)
    first = offers.accept(offer, by=cast.defender)
    second = offers.accept(Offer.objects.get(), by=cast.defender)
    assert first.pk == second.pk
    assert (Assignment.objects.count(), Request.objects.get().state) == (1, "assigned")


def test_nobody_accepts_for_somebody_else(cast: Cast) -> None:
    offer = the.offered(cast)
    for other in (cast.other_defender, cast.coordinator, cast.advocate, cast.administrator):
        with pytest.raises(NotAllowed):
            offers.accept(offer, by=other)


def test_an_offer_whose_time_is_over_cannot_be_accepted(cast: Cast) -> None:
    offer = the.offered(cast)
    with clockwork.telling(timezone.now() + timedelta(days=3)):
        with pytest.raises(Invalid):
            offers.accept(offer, by=cast.defender)
        assert offers.expire_late_offers() == 1
        assert offers.expire_late_offers() == 0
    offer.refresh_from_db()
    assert (offer.state, Request.objects.get().state) == ("expired", "reviewed")
    with pytest.raises(NotNow):
        offers.accept(offer, by=cast.defender)


def test_declining_keeps_the_reason_sealed_from_the_ledger(cast: Cast) -> None:
    offer = the.offered(cast)
    with pytest.raises(Invalid):
        offers.decline(offer, "bored", by=cast.defender)
    offers.decline(offer, "conflict", by=cast.defender, note="He is my cousin.")
    offers.decline(offer, "conflict", by=cast.defender)
    offer.refresh_from_db()
    answer = Answer.objects.get()
    assert (offer.state, answer.reason, answer.note) == ("declined", "conflict", "He is my cousin.")
    assert answer.box_id == cast.defender.box_id
    entry = Entry.objects.filter(verb="offer.decline").get()
    assert "conflict" not in str(entry.details)
    with pytest.raises(Invalid):
        offers.offer(Request.objects.get(), cast.defender, by=cast.coordinator)
    assert offers.offer(Request.objects.get(), cast.other_defender, by=cast.coordinator).state == "made"


def test_a_withdrawn_offer_frees_the_request(cast: Cast) -> None:
    offer = the.offered(cast)
    offers.withdraw_offer(offer, by=cast.coordinator)
    assert Request.objects.get().state == "reviewed"
    with pytest.raises(NotNow):
        offers.accept(Offer.objects.get(), by=cast.defender)


def test_handing_back_makes_it_ready_to_match_again(cast: Cast) -> None:
    assignment = the.assigned(cast)
    with pytest.raises(Invalid):
        work.hand_back(assignment, by=cast.defender, because="")
    work.hand_back(assignment, by=cast.defender, because="The road is closed.")
    assert Request.objects.get().state == "reviewed"
    with pytest.raises(NotAllowed):
        work.report_step(assignment, "visited", by=cast.defender)


@pytest.mark.django_db(transaction=True)
def test_the_same_offer_accepted_and_withdrawn_at_once_ends_in_one_way() -> None:
    cast = the.people()
    offer = the.offered(cast)
    start = threading.Barrier(6)
    outcomes: list[str] = []

    def run(act: str) -> None:
        mine = Offer.objects.get(pk=offer.pk)
        start.wait()
        try:
            if act == "accept":
                offers.accept(mine, by=cast.defender)
            else:
                offers.withdraw_offer(mine, by=cast.coordinator)
            outcomes.append(act)
        except NotNow:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in ["accept", "withdraw"] * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = Offer.objects.get().state
    assert len(outcomes) == 6
    if state == "accepted":
        assert outcomes.count("withdraw") == 0
        assert (Assignment.objects.count(), Request.objects.get().state) == (1, "assigned")
    else:
        assert (state, outcomes.count("withdraw"), outcomes.count("accept")) == ("withdrawn", 1, 0)
        assert (Assignment.objects.count(), Request.objects.get().state) == (0, "reviewed")

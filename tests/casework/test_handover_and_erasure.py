from typing import Any

import pytest
from django.utils import timezone

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import User
from reencuentro.casework.actions import cases, deliveries, erasure, handover, messages, offers
from reencuentro.casework.errors import Invalid, NotAllowed, NotReady
from reencuentro.casework.models import (
    Assignment,
    Case,
    CaseMember,
    Delivery,
    Message,
    Offer,
    Person,
    PersonName,
    Request,
)
from reencuentro.casework.queries import holdings, visible
from reencuentro.notify.models import Notice
from reencuentro.vault.errors import BoxDestroyed
from tests import cast as the
from tests.cast import Cast


def test_cases_pass_to_a_successor_of_the_same_house(cast: Cast) -> None:
    one, two = the.a_case(cast), the.a_case(cast)
    assert (
        holdings.cases_without_another(cast.advocate) == [two, one]
        or len(holdings.cases_without_another(cast.advocate)) == 2
    )
    for unfit in (None, cast.stranger, cast.coordinator, cast.advocate):
        with pytest.raises(Invalid):
            handover.hand_over(cast.advocate, unfit, by=cast.administrator)
    assert handover.hand_over(cast.advocate, cast.colleague, by=cast.administrator) == 2
    assert {case.pk for case in visible.cases_of(cast.colleague)} == {one.pk, two.pk}
    assert list(visible.cases_of(cast.advocate)) == []
    assert holdings.cases_without_another(cast.advocate) == []


def test_who_hands_over_sees_no_case_by_it(cast: Cast) -> None:
    case = the.a_case(cast)
    handover.hand_over(cast.advocate, cast.colleague, by=cast.administrator)
    assert not CaseMember.objects.filter(case=case, user=cast.administrator).exists()
    with pytest.raises(NotAllowed):
        handover.hand_over(cast.colleague, cast.advocate, by=cast.stranger)


def test_a_defender_who_leaves_orphans_nothing(cast: Cast) -> None:
    at_work = the.assigned(cast)
    waiting = the.offered(cast)
    delivered = the.delivered(cast)
    assert handover.hand_over(cast.defender, None, by=cast.administrator) == 2
    states = {r.pk: r.state for r in Request.objects.all()}
    assert states == {
        at_work.request_id: "reviewed",
        waiting.request_id: "reviewed",
        delivered.assignment.request_id: "delivered",
    }
    assert Offer.objects.get(pk=waiting.pk).state == "withdrawn"
    assert holdings.open_offers(cast.defender) == []


def told(cast: Cast) -> list[tuple[str, str]]:
    """Who was told that a Defender has left, and where to go on."""
    rows = Notice.objects.filter(kind="defender_left").order_by("created")
    return [(notice.to.ledger_name, notice.path) for notice in rows]


def test_a_defender_who_leaves_during_an_offer_sends_the_request_back_and_the_coordination_is_told(
    cast: Cast,
) -> None:
    waiting, at_work = the.offered(cast), the.assigned(cast)
    handover.leave(cast.defender, by=cast.administrator)
    waiting.refresh_from_db()
    assert waiting.state == "withdrawn"
    assert set(Request.objects.values_list("state", flat=True)) == {"reviewed"}
    assert told(cast) == [
        (cast.coordinator.ledger_name, f"/requests/{waiting.request_id}/"),
        (cast.coordinator.ledger_name, f"/requests/{at_work.request_id}/"),
    ]
    with pytest.raises(NotAllowed):
        offers.accept(waiting, by=User.objects.get(pk=cast.defender.pk))
    again = offers.offer(Request.objects.get(pk=waiting.request_id), cast.other_defender, by=cast.coordinator)
    assert again.state == "made"


def test_an_offer_that_was_accepted_while_somebody_left_goes_back_as_work(cast: Cast) -> None:
    waiting = the.offered(cast)
    stale = holdings.open_offers(cast.defender)
    offers.accept(waiting, by=cast.defender)
    assert [offer.pk for offer in stale] == [waiting.pk]
    handover.hand_over(cast.defender, None, by=cast.administrator)
    assert Request.objects.get().state == "reviewed"
    assert Assignment.objects.get().state == "handed_back"


def test_what_reaches_a_defender_in_the_very_moment_of_leaving_is_found_by_the_worker(cast: Cast) -> None:
    handover.leave(cast.other_defender, by=cast.administrator)
    the.offered(cast)
    accounts.end_membership(cast.defender, by=cast.administrator)
    assert Request.objects.get().state == "offered"
    assert (handover.give_back_of_left(), handover.give_back_of_left()) == (1, 0)
    assert Request.objects.get().state == "reviewed"
    assert [who for who, _path in told(cast)] == [cast.coordinator.ledger_name]


def test_what_somebody_delivered_before_leaving_and_is_not_good_enough_is_matched_again(cast: Cast) -> None:
    delivery = the.delivered(cast)
    handover.hand_over(cast.defender, None, by=cast.administrator)
    cast.defender.is_active = False
    cast.defender.save()
    deliveries.send_back(Delivery.objects.get(), by=cast.coordinator, because="No stamp.")
    delivery.assignment.refresh_from_db()
    assert (Request.objects.get().state, delivery.assignment.state) == ("reviewed", "handed_back")
    assert offers.offer(Request.objects.get(), cast.other_defender, by=cast.coordinator).state == "made"


def test_a_coordinator_who_already_shares_the_case_stays_once(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.take_case(case, by=cast.coordinator)
    cases.take_case(case, by=cast.other_coordinator)
    handover.hand_over(cast.coordinator, cast.other_coordinator, by=cast.administrator)
    living = CaseMember.objects.filter(case=case, until=None, part="coordinator")
    assert [member.user for member in living] == [cast.other_coordinator]


def ended(cast: Cast) -> Case:
    case = the.a_case(cast)
    messages.write(case, "advocate", "He is home.", by=cast.advocate)
    cases.end_case(case, "reunited", by=cast.advocate, ended_on=timezone.localdate(), said="With his father.")
    return case


def test_erasure_takes_two_people_and_an_ended_case(cast: Cast) -> None:
    still_open = the.a_case(cast)
    with pytest.raises(NotReady):
        erasure.ask_to_erase(still_open, by=cast.advocate, because="Mistake.")
    case = ended(cast)
    with pytest.raises(NotReady):
        erasure.erase(case, by=cast.administrator)
    erasure.ask_to_erase(case, by=cast.advocate, because="The family asked.")
    for other in (cast.advocate, cast.coordinator, cast.editor):
        with pytest.raises(NotAllowed):
            erasure.erase(case, by=other)
    erasure.erase(case, by=cast.administrator)
    assert Case.objects.get(pk=case.pk).erased_at is not None


def test_after_erasure_nothing_of_the_case_can_be_read_and_nobody_finds_it(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    case = ended(cast)
    assert PersonName.objects.get(case=case).surname1 == "Quetzalteco"  # there was something to read
    erasure.ask_to_erase(case, by=cast.advocate, because="The family asked.")
    with django_capture_on_commit_callbacks(execute=True):  # the key goes once the row says so
        erasure.erase(case, by=cast.administrator)
    for read in (
        lambda: PersonName.objects.get(case=case).surname1,
        lambda: Person.objects.get(case=case).last_known,
        lambda: Message.objects.get(case=case).body,
        lambda: Case.objects.get(pk=case.pk).outcome_said,
    ):
        with pytest.raises(BoxDestroyed):
            read()
    assert list(visible.cases_of(cast.advocate)) == []


def test_an_offer_of_an_erased_case_is_gone_for_the_defender(cast: Cast) -> None:
    offer = the.offered(cast)
    offers.withdraw_offer(offer, by=cast.coordinator)
    assert list(visible.offers_of(cast.defender)) == []

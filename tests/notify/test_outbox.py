import pytest
from django.db import transaction

from reencuentro.notify import outbox
from reencuentro.notify.errors import NotPlain, NoTransaction
from reencuentro.notify.kinds import KINDS
from reencuentro.notify.models import Notice, Preference
from reencuentro.notify.states import State, Wish
from tests.accounts import cast as people
from tests.accounts.cast import Cast

NEEDED = {
    "offer_made", "offer_answered", "request_asked", "request_sent_back", "request_assigned", "question_asked",
    "message_received", "delivery_made", "delivery_sent_back", "delivery_ready", "clock_near", "consent_expiring",
    "case_ended", "handed_over", "invitation", "password_renewal", "fee_to_approve", "fee_answered",
    "counsel_decision_needed", "second_factor_changed",
}  # fmt: skip


def test_every_kind_that_casework_needs_is_there_in_both_languages() -> None:
    assert NEEDED - KINDS.keys() == set()
    for name, kind in KINDS.items():
        for words in (kind.subject, kind.sentence):
            assert words.en and words.es and words.en != words.es, name
            assert "{" not in words.label("en").replace("{code}", "").replace("{days}", ""), name
        assert ("{code}" in kind.sentence.en) == ("{code}" in kind.sentence.es), name
        outside = name == "application_declined"  # the mail to somebody who has no account
        assert {"{days}" in kind.sentence.en, "{days}" in kind.sentence.es} == {outside}, name
        assert "{code}" not in kind.subject.en + kind.subject.es, name  # a subject shows on a locked phone


def test_notice_lives_and_dies_with_the_transaction(cast: Cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.queue(cast.advocate, "case_ended", case_code="R-7K3F2M")
        assert Notice.objects.count() == 1
        raise RuntimeError
    assert Notice.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    cast = people.make()
    with pytest.raises(NoTransaction):
        outbox.queue(cast.advocate, "case_ended", case_code="R-7K3F2M")


def test_same_key_is_queued_once(cast: Cast) -> None:
    first = outbox.queue(cast.advocate, "clock_near", case_code="R-7K3F2M", key="clock:1")
    again = outbox.queue(cast.advocate, "clock_near", case_code="R-7K3F2M", key="clock:1")
    other = outbox.queue(cast.advocate, "clock_near", case_code="R-7K3F2M", key="clock:2")
    assert first == again != other
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"case_code": "Julio"},
        {"case_code": "R-7K3F2M Julio"},
        {"path": "https://evil.example/"},
        {"path": "//evil.example/"},
        {"path": "/cases/?name=Julio"},
        {"path": "/cases/José/"},
    ],
)
def test_anything_but_a_case_code_and_a_plain_path_is_refused(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(NotPlain):
        outbox.queue(cast.advocate, "case_ended", **wrong)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "urgent", "other", "state"),
    [
        ("delivery_ready", Wish.AT_ONCE, Wish.NONE, State.QUEUED),
        ("delivery_ready", Wish.DIGEST, Wish.NONE, State.GATHERED),
        ("delivery_ready", Wish.NONE, Wish.AT_ONCE, State.SHOWN),
        ("message_received", Wish.NONE, Wish.AT_ONCE, State.QUEUED),
        ("message_received", Wish.AT_ONCE, Wish.DIGEST, State.GATHERED),
        ("message_received", Wish.AT_ONCE, Wish.NONE, State.SHOWN),
        ("offer_made", Wish.NONE, Wish.NONE, State.QUEUED),
        ("second_factor_changed", Wish.NONE, Wish.NONE, State.QUEUED),
    ],
)
def test_reader_chooses_but_offers_and_the_account_always_come(
    cast: Cast, kind: str, urgent: str, other: str, state: str
) -> None:
    Preference.objects.create(user=cast.defender, urgent=urgent, other=other)
    assert outbox.queue(cast.defender, kind, case_code="R-7K3F2M").state == state


def test_without_a_choice_urgent_comes_at_once_and_the_rest_once_a_day(cast: Cast) -> None:
    assert outbox.queue(cast.advocate, "delivery_ready", case_code="R-7K3F2M").state == State.QUEUED
    assert outbox.queue(cast.advocate, "message_received", case_code="R-7K3F2M").state == State.GATHERED

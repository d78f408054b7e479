from datetime import UTC, datetime

from django.core import mail

from reencuentro.notify import digest, outbox, worker
from reencuentro.notify.models import Notice, Preference
from reencuentro.notify.states import State, Wish
from tests.accounts.cast import Cast

# 14:30 UTC is 08:30 in Guatemala and 09:30 in New York.
MORNING = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


def three(cast: Cast) -> None:
    for code in ("R-9QX2LM", "R-7K3F2M", "R-7K3F2M"):
        outbox.queue(cast.defender, "message_received", case_code=code)
    outbox.queue(cast.defender, "case_ended", case_code="R-7K3F2M")


def test_summary_says_counts_and_case_codes_in_the_readers_language(cast: Cast) -> None:
    three(cast)
    assert digest.gather(MORNING) == 1
    assert worker.send_due() == 1
    body = mail.outbox[0].body
    assert mail.outbox[0].subject == "Reencuentro: Su resumen del día"
    assert "3 × Un mensaje nuevo: R-7K3F2M, R-9QX2LM\n1 × Un caso ha terminado: R-7K3F2M\n" in body
    assert "/notices/" in body


def test_once_a_day_and_each_notice_in_one_summary(cast: Cast) -> None:
    three(cast)
    assert [digest.gather(MORNING), digest.gather(MORNING)] == [1, 0]
    outbox.queue(cast.defender, "fee_answered", case_code="R-7K3F2M")
    assert digest.gather(MORNING.replace(hour=20)) == 0
    assert digest.gather(MORNING.replace(day=3)) == 1
    summaries = Notice.objects.filter(kind="digest").order_by("key")
    assert [summary.gathered.count() for summary in summaries] == [4, 1]


def test_at_the_readers_hour_in_the_readers_time_zone(cast: Cast) -> None:
    three(cast)
    Preference.objects.create(user=cast.defender, urgent=Wish.AT_ONCE, other=Wish.DIGEST, digest_hour=9)
    cast.defender.time_zone = "America/Guatemala"
    cast.defender.save()
    assert digest.gather(MORNING) == 0  # half past eight there
    assert digest.gather(MORNING.replace(hour=15)) == 1


def test_nothing_new_means_no_summary(cast: Cast) -> None:
    assert digest.gather(MORNING) == 0
    assert Notice.objects.count() == 0


def test_summarised_notices_stay_unread_in_the_list(cast: Cast) -> None:
    three(cast)
    digest.gather(MORNING)
    from reencuentro.notify import queries

    assert queries.unread_count(cast.defender) == 4
    assert set(queries.mine(cast.defender).values_list("state", flat=True)) == {State.GATHERED}

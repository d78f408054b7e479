from django.db import connection
from django.test.utils import CaptureQueriesContext

from reencuentro.accounts.errors import NotAllowed
from reencuentro.notify import actions, outbox, queries
from reencuentro.notify.models import Notice, Preference
from reencuentro.notify.states import State
from tests.accounts.cast import Cast, signed_in


def test_notices_are_listed_for_their_reader_only(cast: Cast) -> None:
    notice = outbox.queue(cast.advocate, "delivery_ready", case_code="R-7K3F2M", path="/account/")
    page = signed_in(cast.advocate).get("/notices/").content.decode()
    assert "What you asked for in case R-7K3F2M is ready." in page
    stranger = signed_in(cast.coordinator)
    assert "R-7K3F2M" not in stranger.get("/notices/").content.decode()
    assert stranger.post(f"/notices/{notice.pk}/open/").status_code == 404
    assert Notice.objects.get().read is None


def test_opening_marks_one_read_and_goes_where_it_leads(cast: Cast) -> None:
    notice = outbox.queue(cast.advocate, "delivery_ready", case_code="R-7K3F2M", path="/account/")
    outbox.queue(cast.advocate, "case_ended", case_code="R-7K3F2M")
    client = signed_in(cast.advocate)
    assert client.post(f"/notices/{notice.pk}/open/").url == "/account/"
    assert queries.unread_count(cast.advocate) == 1
    client.post("/notices/read/")
    assert queries.unread_count(cast.advocate) == 0


def test_list_takes_the_same_queries_with_three_and_with_thirty(cast: Cast) -> None:
    client, counts = signed_in(cast.advocate), []
    for end in (3, 27):
        for _ in range(end):
            outbox.queue(cast.advocate, "delivery_ready", case_code="R-7K3F2M")
        with CaptureQueriesContext(connection) as made:
            client.get("/notices/")
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_preferences_are_kept(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    answer = client.post("/notices/preferences/", {"urgent": "digest", "other": "none", "digest_hour": "18"})
    assert answer.url == "/notices/"
    kept = Preference.objects.get(user=cast.advocate)
    assert (kept.urgent, kept.other, kept.digest_hour) == ("digest", "none", 18)


def test_administrator_sends_an_unsure_notice_again_and_nobody_else_does(cast: Cast) -> None:
    notice = outbox.queue(cast.advocate, "delivery_ready", case_code="R-7K3F2M")
    Notice.objects.update(state=State.UNSURE)
    assert list(queries.troubled(by=cast.administrator)) == [notice]
    try:
        actions.send_again(notice, by=cast.coordinator)
        allowed = True
    except NotAllowed:
        allowed = False
    assert allowed is False
    actions.send_again(notice, by=cast.administrator)
    assert Notice.objects.get().state == State.QUEUED

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, work
from reencuentro.casework.errors import Invalid, NotAllowed, NotReady
from reencuentro.casework.models import Event, Finding
from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import attempts
from reencuentro.tracing.models import Attempt
from reencuentro.tracing.queries.attempts import attempt_behind, tried
from tests import cast as the
from tests.cast import Cast
from tests.tracing.two_cases import TwoCases, two_cases


def attempt(two: TwoCases, cast: Cast, **changes: object) -> Attempt:
    values = {
        "where": "church",
        "outcome": "nothing",
        "on": timezone.localdate(),
        "said": "Padre Anselmo asked.",
    }
    return attempts.add(two.request, by=cast.advocate, **(values | changes))  # type: ignore[arg-type]


def test_every_attempt_stands_in_the_list_with_the_newest_first(cast: Cast) -> None:
    two, today = two_cases(cast), timezone.localdate()
    attempt(two, cast, on=today - timedelta(days=2))
    attempt(two, cast, where="registry", said="No entry.")
    attempt(two, cast, where="hospital", on=today - timedelta(days=9))
    assert [one.where for one in tried(two.request).attempts] == ["registry", "church", "hospital"]
    assert tried(two.request).attempts[0].said == "No entry."


def test_the_ledger_gets_no_word_of_what_was_said(cast: Cast) -> None:
    two = two_cases(cast)
    attempt(two, cast)
    entry = Entry.objects.get(verb="tracing.try")
    assert (entry.about, entry.details) == (
        two.request.ledger_ref,
        {"case": two.here.code, "outcome": "nothing"},
    )


def test_a_double_click_is_one_attempt(cast: Cast) -> None:
    two, form = two_cases(cast), uuid4()
    assert attempt(two, cast, client_id=form) == attempt(two, cast, client_id=form)
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"where": "moon"}, "where"),
        ({"outcome": "bliss"}, "outcome"),
        ({"on": timezone.localdate() + timedelta(days=2)}, "on"),
    ],
)
def test_an_impossible_attempt_is_refused_at_its_field(
    cast: Cast, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        attempt(two_cases(cast), cast, **wrong)
    assert refused.value.field == field
    assert Attempt.objects.count() == 0


def test_only_the_legal_team_and_the_coordinator_write_attempts_down(cast: Cast) -> None:
    two = two_cases(cast)
    for user in (
        cast.child_advocate,
        cast.stranger,
        cast.other_coordinator,
        cast.defender,
        cast.administrator,
    ):
        with pytest.raises(NotAllowed):
            attempts.add(two.request, by=user, where="town", outcome="nothing", on=timezone.localdate())


def test_a_closed_search_takes_no_attempt(cast: Cast) -> None:
    two = two_cases(cast)
    two.request.state = "closed"
    two.request.save()
    with pytest.raises(NotReady):
        attempt(two, cast)


def test_somebody_reached_goes_to_counsel_first(cast: Cast) -> None:
    two = two_cases(cast)
    made = attempts.add(
        two.request,
        by=cast.coordinator,
        where="town",
        outcome="reached",
        on=timezone.localdate(),
        said="He lives.",
    )
    finding = Finding.objects.get()
    assert (finding.case, finding.person, finding.kind, finding.two_sided) == (
        two.here,
        two.person,
        "parent_located",
        False,
    )
    assert attempt_behind(finding) == made
    assert Notice.objects.get(kind="counsel_decision_needed").to == cast.advocate
    seen = set(
        Event.objects.filter(verb__in=("tracing.try", "finding.make")).values_list("seen_by", flat=True)
    )
    assert seen == {"legal"}


def test_harm_tells_the_coordinator_at_once_and_closes_nothing(cast: Cast) -> None:
    two = two_cases(cast)
    attempt(two, cast, outcome="harm")
    two.request.refresh_from_db()
    assert [notice.to for notice in Notice.objects.filter(kind="tracing_harm")] == [cast.coordinator]
    assert two.request.state == "leads"


def test_harm_in_a_case_without_a_coordinator_tells_all_of_them(cast: Cast) -> None:
    two = two_cases(cast)
    cases.end_membership(two.here.casemember_set.get(user=cast.coordinator), by=cast.coordinator)
    attempt(two, cast, outcome="harm")
    told = {notice.to for notice in Notice.objects.filter(kind="tracing_harm")}
    assert told == {cast.coordinator, cast.other_coordinator}


def test_what_a_defender_wrote_while_looking_for_the_same_person_stands_beside(cast: Cast) -> None:
    two = two_cases(cast)
    ask = the.a_request(cast, two.here, service="locate_person", document="", subject=two.person)
    searching = the.assigned(cast, the.offered(cast, the.reviewed(cast, ask)))
    work.report_step(searching, "visited", by=cast.defender, said="Empty house.")
    other = the.assigned(cast, the.offered(cast, the.reviewed(cast, the.a_request(cast, two.here))))
    work.report_step(other, "waiting", by=cast.defender)
    assert [(step.kind, step.said) for step in tried(two.request).steps] == [("visited", "Empty house.")]

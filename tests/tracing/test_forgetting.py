import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, erasure, handover
from reencuentro.casework.errors import NotReady
from reencuentro.casework.models import CaseMember
from reencuentro.tracing.actions import forgetting, knowing
from reencuentro.tracing.models import NeedToKnow
from reencuentro.tracing.queries import leads, requests
from reencuentro.tracing.queries.shown import shown_leads
from tests import cast as the
from tests.cast import Cast
from tests.tracing.two_cases import TwoCases, two_cases


def end(two: TwoCases, cast: Cast) -> None:
    forgetting.end_case(two.here, "reunited", by=cast.advocate, ended_on=timezone.localdate())


def granted(two: TwoCases, cast: Cast) -> NeedToKnow:
    grant = knowing.ask(two.lead, by=cast.coordinator, because="To compare.")
    knowing.grant(grant, by=cast.other_coordinator)
    return grant


def erase_the_other(two: TwoCases, cast: Cast) -> None:
    cases.end_case(two.there, "other", by=cast.stranger, ended_on=timezone.localdate())
    erasure.ask_to_erase(two.there, by=cast.stranger, because="The family asked.")
    erasure.erase(two.there, by=cast.administrator)


def test_the_end_of_a_case_ends_its_searches_in_the_name_of_who_ended_it(cast: Cast) -> None:
    two = two_cases(cast)
    end(two, cast)
    two.request.refresh_from_db()
    assert (two.here.state, two.request.state) == ("ended", "closed")
    assert Entry.objects.get(verb="tracing.close").actor == cast.advocate.ledger_name


def test_a_case_that_cannot_end_keeps_its_searches(cast: Cast) -> None:
    two = two_cases(cast)
    the.a_request(cast, two.here)
    with pytest.raises(NotReady):
        end(two, cast)
    two.request.refresh_from_db()
    assert two.request.state == "leads"


def test_a_case_that_ended_elsewhere_loses_its_searches_in_the_next_round_once(cast: Cast) -> None:
    two = two_cases(cast)
    cases.end_case(two.here, "reunited", by=cast.advocate, ended_on=timezone.localdate())
    assert [forgetting.go_round(), forgetting.go_round()] == [1, 0]
    two.request.refresh_from_db()
    assert (two.request.state, Entry.objects.get(verb="tracing.close").actor) == ("closed", "system")


def test_a_need_to_know_ends_with_the_membership(cast: Cast) -> None:
    two = two_cases(cast)
    grant = granted(two, cast)
    cases.end_membership(CaseMember.objects.get(case=two.here, user=cast.coordinator), by=cast.coordinator)
    assert leads.leads_of(cast.coordinator).count() == 0  # at once: nobody reaches a lead without the case
    assert [forgetting.go_round(), forgetting.go_round()] == [1, 0]
    grant.refresh_from_db()
    assert grant.state == "ended"


def test_a_handover_hands_no_need_to_know_over(cast: Cast) -> None:
    two = two_cases(cast)
    grant = granted(two, cast)
    handover.hand_over(cast.coordinator, cast.other_coordinator, by=cast.administrator)
    forgetting.go_round()
    grant.refresh_from_db()
    assert grant.state == "ended"
    assert leads.lead_for(cast.other_coordinator, two.lead.pk) == two.lead
    assert not NeedToKnow.objects.filter(asked_by=cast.other_coordinator).exists()


def test_a_wish_to_see_more_of_somebody_who_left_waits_for_nobody(cast: Cast) -> None:
    two = two_cases(cast)
    grant = knowing.ask(two.lead, by=cast.coordinator, because="To compare.")
    cases.end_membership(CaseMember.objects.get(case=two.here, user=cast.coordinator), by=cast.coordinator)
    forgetting.go_round()
    grant.refresh_from_db()
    assert grant.state == "withdrawn"


def test_erasing_the_other_case_takes_the_lead_from_every_list_and_the_search_goes_on(cast: Cast) -> None:
    two = two_cases(cast)
    grant = granted(two, cast)
    assert shown_leads().count() == 1
    erase_the_other(two, cast)
    assert (shown_leads().count(), leads.leads_of_request(cast.coordinator, two.request)) == (0, [])
    assert [forgetting.go_round(), forgetting.go_round()] == [2, 0]
    two.request.refresh_from_db()
    grant.refresh_from_db()
    assert (two.request.state, grant.state) == ("open", "ended")
    assert [row.waiting for row in requests.of(cast.coordinator)] == [0]


def test_erasing_the_case_that_asked_closes_its_searches(cast: Cast) -> None:
    two = two_cases(cast)
    cases.end_case(two.here, "other", by=cast.advocate, ended_on=timezone.localdate())
    erasure.ask_to_erase(two.here, by=cast.advocate, because="The family asked.")
    erasure.erase(two.here, by=cast.administrator)
    assert (forgetting.go_round(), shown_leads().count()) == (1, 0)
    two.request.refresh_from_db()
    assert two.request.state == "closed"

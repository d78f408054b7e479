import re

import pytest
from django.http import Http404

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, people
from reencuentro.casework.actions import findings as counsel
from reencuentro.casework.clockwork import today
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.models import Event, Finding
from reencuentro.casework.queries import case_page
from reencuentro.casework.queries.visible import record_for
from reencuentro.notify.kinds import KINDS
from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import attempts, findings, hiding
from reencuentro.tracing.models import Lead
from reencuentro.tracing.queries.across import Across, across
from reencuentro.vault import boxes
from tests.cast import Cast
from tests.tracing.two_cases import TwoCases, a_lead, a_search, two_cases


def found(cast: Cast) -> TwoCases:
    """A coordinator has said that it is he."""
    two = two_cases(cast)
    findings.make(two.lead, by=cast.coordinator)
    two.lead.refresh_from_db()
    return two


def allow(finding: Finding, *audiences: str, by: object) -> None:
    for audience in audiences:
        counsel.decide(finding, audience, True, by=by, because="Both families wish it.")  # type: ignore[arg-type]


def test_what_was_found_goes_to_counsel_of_both_cases_and_to_nobody_else(cast: Cast) -> None:
    two = found(cast)
    here, there = two.lead.finding, two.lead.finding_there
    assert here and there
    assert (here.case, here.person, here.kind, here.state) == (
        two.here,
        two.person,
        "parent_located",
        "undecided",
    )
    assert (there.case, there.person, there.kind, there.state) == (
        two.there,
        two.found,
        "sought_elsewhere",
        "undecided",
    )
    told = Notice.objects.filter(kind="counsel_decision_needed")
    assert {notice.to for notice in told} == {cast.advocate, cast.stranger}
    assert set(Event.objects.filter(verb="finding.make").values_list("seen_by", flat=True)) == {"legal"}


def test_whoever_acts_from_another_case_is_not_named_in_the_thread(cast: Cast) -> None:
    two = found(cast)
    named = dict(Event.objects.filter(verb="finding.make").values_list("case", "by"))
    assert named == {two.here.pk: cast.coordinator.pk, two.there.pk: None}


def test_two_people_who_say_so_make_one_finding_in_each_case(cast: Cast) -> None:
    two = found(cast)
    findings.make(two.lead, by=cast.other_coordinator)
    findings.make(Lead.objects.get(), by=cast.coordinator)
    assert (Finding.objects.count(), Notice.objects.filter(kind="counsel_decision_needed").count()) == (2, 2)


@pytest.mark.parametrize(
    ("relationship", "sought", "state", "kind"),
    [
        ("mother", "person", "likely", "parent_located"),
        ("aunt", "person", "likely", "person_located"),
        ("half_sibling", "person", "likely", "sibling_located"),
        ("mother", "sibling", "related", "sibling_located"),
        ("father", "person", "related", "sibling_located"),
        ("mother", "children", "likely", "person_located"),
    ],
)
def test_the_kind_of_a_finding_follows_who_was_looked_for(
    cast: Cast, relationship: str, sought: str, state: str, kind: str
) -> None:
    two = two_cases(cast)
    other = people.add_person(two.here, by=cast.advocate, given="Otilia", relationship=relationship)
    lead = a_lead(a_search(other, cast.advocate, sought), two.found)
    lead.state = state
    lead.save()
    findings.make(lead, by=cast.coordinator)
    assert lead.finding and lead.finding.kind == kind


def test_the_child_advocate_and_the_coordinator_read_nothing_of_it_on_the_case(cast: Cast) -> None:
    two = found(cast)
    for reader in (cast.child_advocate, cast.coordinator):
        page = case_page.case_page(two.here, reader)
        assert (page.findings, [event for event in page.events if event.verb == "finding.make"]) == ([], [])
    assert len(case_page.case_page(two.here, cast.advocate).findings) == 1


def test_before_counsel_of_the_other_case_decides_nothing_of_their_client_is_open(cast: Cast) -> None:
    two = found(cast)
    assert two.lead.finding and two.lead.finding_there
    assert across(two.lead.finding) == Across(two.lead.finding, two.lead.finding_there, state="open")
    allow(
        two.lead.finding, "other_who", "other_reach", "court", by=cast.advocate
    )  # their own word opens nothing
    assert not across(two.lead.finding).opened


def test_each_counsel_sees_who_it_is_once_the_other_has_opened_it(cast: Cast) -> None:
    two = found(cast)
    assert two.lead.finding and two.lead.finding_there
    allow(two.lead.finding_there, "other_who", by=cast.stranger)
    seen = across(two.lead.finding)
    assert (seen.person, seen.counsel, seen.reach) == (two.found, (cast.stranger,), "")
    assert not across(two.lead.finding_there).opened
    allow(two.lead.finding, "other_who", by=cast.advocate)
    assert across(two.lead.finding_there).person == two.person


def test_how_to_reach_somebody_needs_the_word_of_both(cast: Cast) -> None:
    two = found(cast)
    assert two.lead.finding and two.lead.finding_there
    allow(two.lead.finding_there, "other_who", "other_reach", by=cast.stranger)
    assert across(two.lead.finding).reach == ""
    allow(two.lead.finding, "other_reach", by=cast.advocate)
    assert across(two.lead.finding).reach == "Aldea Pozohondo, +502 5550 0199"
    assert not across(two.lead.finding_there).opened  # to be reached is not to be known


def test_a_decision_that_is_taken_back_closes_again(cast: Cast) -> None:
    two = found(cast)
    assert two.lead.finding and two.lead.finding_there
    allow(two.lead.finding_there, "other_who", by=cast.stranger)
    counsel.decide(two.lead.finding_there, "other_who", False, by=cast.stranger, because="He is afraid.")
    assert not across(two.lead.finding).opened


def test_do_not_trace_and_erasure_look_like_counsel_who_has_not_decided(cast: Cast) -> None:
    two = found(cast)
    assert two.lead.finding and two.lead.finding_there
    undecided = across(two.lead.finding)
    allow(two.lead.finding_there, "other_who", by=cast.stranger)
    assert across(two.lead.finding).opened  # there is something to hide
    hiding.hide(two.found, by=cast.stranger, because="She fears him.")
    assert across(two.lead.finding) == undecided
    hiding.show_again(two.found, by=cast.stranger, because="He was arrested.")
    assert across(two.lead.finding).opened
    two.there.erased_at = two.lead.seen_at
    two.there.save()
    boxes.destroy(two.there.box, by=cast.administrator)
    assert across(two.lead.finding) == undecided


def test_reading_what_the_other_side_opened_is_written_down_for_that_case(cast: Cast) -> None:
    two = found(cast)
    assert two.lead.finding and two.lead.finding_there
    findings.look_across(across(two.lead.finding), by=cast.advocate)
    assert not Entry.objects.filter(verb="finding.look_across").exists()
    allow(two.lead.finding_there, "other_who", by=cast.stranger)
    findings.look_across(across(two.lead.finding), by=cast.advocate)
    entry = Entry.objects.get(verb="finding.look_across")
    assert (entry.about, entry.details) == (two.lead.finding_there.ledger_ref, {"case": two.there.code})
    with pytest.raises(NotAllowed):
        findings.look_across(across(two.lead.finding), by=cast.child_advocate)


def test_what_came_with_a_delivery_has_no_other_counsel_to_open_it_to(cast: Cast) -> None:
    two = two_cases(cast)
    finding = Finding.objects.create(case=two.here, person=two.person)
    with pytest.raises(Invalid):
        counsel.decide(finding, "other_who", True, by=cast.advocate, because="By mistake.")


def test_counsel_of_one_case_cannot_decide_for_the_other(cast: Cast) -> None:
    two = found(cast)
    assert two.lead.finding_there
    with pytest.raises(NotAllowed):
        counsel.decide(two.lead.finding_there, "other_who", True, by=cast.advocate, because="I want to know.")
    with pytest.raises(Http404):
        record_for(cast.advocate, Finding, two.lead.finding_there.pk)


# --- who is told of a decision ----------------------------------------------------------------------------------------


def told(kind: str = "counsel_decided") -> set[tuple[object, str, str]]:
    return {(one.to, one.case_code, one.path) for one in Notice.objects.filter(kind=kind)}


def decide(finding: Finding | None, audience: str, *, by: object, allowed: bool = True) -> None:
    assert finding
    findings.decide(finding, audience, allowed, by=by, because="Both families wish it.")  # type: ignore[arg-type]


def with_a_colleague(cast: Cast) -> TwoCases:
    two = found(cast)
    cases.add_member(two.here, cast.colleague, "legal_team", by=cast.advocate, because="Helps.")
    return two


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize("audience", ["sponsor", "case_manager", "court", "child_advocate", "coordinator"])
def test_the_legal_team_and_the_coordinator_who_waits_are_told_of_every_decision_and_nobody_else(
    cast: Cast, audience: str, allowed: bool
) -> None:
    two = with_a_colleague(cast)
    decide(two.lead.finding, audience, by=cast.advocate, allowed=allowed)
    page = f"/cases/{two.here.code}/"
    assert told() == {
        (cast.colleague, two.here.code, page),
        (cast.coordinator, two.here.code, page),
    }
    assert Notice.objects.filter(kind="counsel_decided").count() == 2


def test_who_is_outside_the_legal_team_is_told_nothing_of_what_was_found_in_their_case(cast: Cast) -> None:
    two = with_a_colleague(cast)
    decide(two.lead.finding_there, "court", by=cast.stranger)
    assert told() == set()  # the coordinator there does not know that anybody looks for him


def test_counsel_of_the_other_case_is_told_by_their_own_code_once_something_is_open_to_them(
    cast: Cast,
) -> None:
    two = found(cast)
    decide(two.lead.finding_there, "other_who", by=cast.stranger, allowed=False)
    assert told() == set()
    decide(two.lead.finding_there, "other_who", by=cast.stranger)
    assert told() == {(cast.advocate, two.here.code, f"/cases/{two.here.code}/")}


def test_how_to_reach_somebody_is_told_when_both_have_opened_it(cast: Cast) -> None:
    two = found(cast)
    for audience in ("other_who", "other_reach"):
        decide(two.lead.finding, audience, by=cast.advocate)
    there = (cast.stranger, two.there.code, f"/cases/{two.there.code}/")
    here = (cast.coordinator, two.here.code, f"/cases/{two.here.code}/")
    assert told() == {there, here}
    assert Notice.objects.filter(kind="counsel_decided", to=cast.stranger).count() == 1  # of who it is
    decide(two.lead.finding_there, "other_reach", by=cast.stranger)
    assert Notice.objects.filter(kind="counsel_decided", to=cast.advocate).count() == 0  # not yet who it is
    decide(two.lead.finding_there, "other_who", by=cast.stranger)
    assert Notice.objects.filter(kind="counsel_decided", to=cast.advocate).count() == 1


def test_nothing_is_told_across_while_the_person_may_not_be_traced(cast: Cast) -> None:
    two = found(cast)
    hiding.hide(two.found, by=cast.stranger, because="She fears him.")
    decide(two.lead.finding_there, "other_who", by=cast.stranger)
    assert told() == set()


def test_who_wrote_down_that_somebody_was_reached_is_told(cast: Cast) -> None:
    two = two_cases(cast)
    attempts.add(two.request, by=cast.coordinator, where="town", outcome="reached", on=today())
    decide(Finding.objects.get(), "court", by=cast.advocate)
    assert {to for to, _code, _path in told()} == {cast.coordinator}


def test_what_a_defender_delivered_is_told_to_the_legal_team_and_to_the_coordinator_once_they_may_know(
    cast: Cast,
) -> None:
    two = with_a_colleague(cast)
    Notice.objects.all().delete()
    finding = Finding.objects.create(case=two.here, person=two.person)
    decide(finding, "court", by=cast.advocate)
    decide(finding, "coordinator", by=cast.advocate, allowed=False)
    assert {to for to, _code, _path in told()} == {cast.colleague}
    decide(finding, "coordinator", by=cast.advocate)
    assert {to for to, _code, _path in told()} == {cast.colleague, cast.coordinator}


def test_the_notice_says_a_code_and_nothing_of_what_was_found() -> None:
    kind = KINDS["counsel_decided"]
    for words in (kind.subject.en, kind.subject.es, kind.sentence.en, kind.sentence.es):
        assert not re.search("found|find|locat|encontr|localiz|hall", words, re.IGNORECASE)
    assert "{code}" in kind.sentence.en

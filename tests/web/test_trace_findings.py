"""Counsel's page of what was found in another case, and what everybody else sees before counsel decides: nothing."""

from typing import Any

import pytest
from django.urls import reverse

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import findings as counsel
from reencuentro.casework.actions import obstacles
from reencuentro.casework.models import Finding
from reencuentro.tracing.actions import findings
from tests import cast as the
from tests.leaks.test_secrecy import knock, taken_back
from tests.tracing.two_cases import TwoCases, two_cases
from tests.web.access import ROWS

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def two(cast: the.Cast) -> TwoCases:
    made = two_cases(cast)
    obstacles.raise_obstacle(made.here, "parent_unlocated", by=cast.advocate)
    return made


def found(two: TwoCases, cast: the.Cast) -> tuple[Finding, Finding]:
    findings.make(two.lead, by=cast.coordinator)
    two.lead.refresh_from_db()
    assert two.lead.finding and two.lead.finding_there
    return two.lead.finding, two.lead.finding_there


def words(user: Any, finding: Finding, query: str = "") -> str:
    answer = as_(user).get(reverse("finding", args=[finding.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(user: Any, finding: Finding, audience: str, allowed: str = "yes") -> None:
    url = reverse("finding", args=[finding.pk]) + f"?audience={audience}"
    answer = as_(user).post(url, {"allowed": allowed, "because": "Both families wish it."})
    assert answer.status_code == 302


def test_counsel_reads_that_somebody_was_found_and_nothing_of_the_other_case(
    two: TwoCases, cast: the.Cast
) -> None:
    here, there = found(two, cast)
    page = words(cast.advocate, here)
    assert "A relative was located" in page
    assert "Nothing is open now" in page
    for secret in ("1979", "Pozohondo", two.there.code, "Partner Two", "Stan"):
        assert secret not in page
    other = words(cast.stranger, there)
    assert "Another case looks for a person of this case" in other
    for secret in ("Yesenia", two.here.code, "Partner One", "Ada"):
        assert secret not in other


def test_what_the_other_counsel_opens_is_shown_step_by_step(two: TwoCases, cast: the.Cast) -> None:
    here, there = found(two, cast)
    decide(cast.stranger, there, "other_who")
    page = words(cast.advocate, here)
    for shown in ("Crisanto Xolotzul Ñamazte", "3 Aug 1979", two.there.code, "Partner Two", "Stan Stranger"):
        assert shown in page
    assert "Pozohondo" not in page
    decide(cast.stranger, there, "other_reach")
    assert "Pozohondo" not in words(cast.advocate, here)
    decide(cast.advocate, here, "other_reach")
    assert "Pozohondo" in words(cast.advocate, here)
    decide(cast.stranger, there, "other_who", "no")
    assert "Pozohondo" not in words(cast.advocate, here)


def test_every_look_at_the_other_side_stands_in_the_ledger_of_both_cases(
    two: TwoCases, cast: the.Cast
) -> None:
    here, there = found(two, cast)
    decide(cast.stranger, there, "other_who")
    words(cast.advocate, here)
    entries = Entry.objects.filter(verb__in=("case.look", "finding.look_across"))
    assert [(one.verb, one.details.get("case", one.about)) for one in entries] == [
        ("case.look", f"case:{two.here.code}"),
        ("finding.look_across", two.there.code),
    ]


def test_the_form_says_what_the_other_counsel_would_see(two: TwoCases, cast: the.Cast) -> None:
    here, _there = found(two, cast)
    assert "the code of your case, your office" in words(cast.advocate, here, "?audience=other_who")


def test_an_audience_that_the_finding_does_not_have_cannot_be_decided(two: TwoCases, cast: the.Cast) -> None:
    plain = Finding.objects.create(case=two.here, person=two.person)
    assert "?audience=other_who" not in words(cast.advocate, plain)
    url = reverse("finding", args=[plain.pk]) + "?audience=other_who"
    answer = as_(cast.advocate).post(url, {"allowed": "yes", "because": "By hand."})
    assert (answer.status_code, plain.decisions.count()) == (200, 0)


def test_a_case_page_with_such_a_finding_opens_for_everybody_on_it(two: TwoCases, cast: the.Cast) -> None:
    found(two, cast)
    for user in (cast.advocate, cast.child_advocate, cast.coordinator):
        answer = as_(user).get(reverse("case", args=[two.here.code]))
        assert (answer.status_code, b"Counsel must decide" in answer.content) == (200, user == cast.advocate)


def test_before_the_decision_nobody_else_can_tell_that_there_is_anything(
    two: TwoCases, cast: the.Cast
) -> None:
    """Child advocate, Defender, an advocate and the people of another office: every page to the byte."""
    others = (cast.child_advocate, cast.colleague, cast.defender, cast.other_defender, cast.editor)
    urls = addresses(two)
    before = {(url, user.pk): knock(user, url) for url in urls for user in others}
    counsel_before = knock(cast.advocate, reverse("case", args=[two.here.code]))
    with taken_back():
        made = found(two, cast)
        assert (
            knock(cast.advocate, reverse("case", args=[two.here.code])) != counsel_before
        )  # there is something
        assert {(url, user.pk): knock(user, url) for url in urls for user in others} == before
        there = [reverse("finding", args=[one.pk]) for one in made]
    nobody = reverse("finding", args=[two.person.pk])
    for user in others:
        assert [knock(user, url)[0] for url in (*there, nobody)] == [404, 404, 404]


def test_a_relative_who_was_found_still_stands_as_an_obstacle_for_who_may_not_know(
    two: TwoCases, cast: the.Cast
) -> None:
    found(two, cast)
    page = as_(cast.child_advocate).get(reverse("case", args=[two.here.code])).content.decode()
    assert "Find the missing parent" in page or "parent" in page
    assert "0 of 1 done" in page


def test_the_yes_to_one_audience_opens_nothing_to_another(two: TwoCases, cast: the.Cast) -> None:
    here, _there = found(two, cast)
    before = knock(cast.child_advocate, reverse("case", args=[two.here.code]))
    counsel.decide(here, "court", True, by=cast.advocate, because="For the hearing.")
    assert knock(cast.child_advocate, reverse("case", args=[two.here.code])) == before


def addresses(two: TwoCases) -> list[str]:
    """Every page that can be about the case or its persons, and every list."""
    pages = [
        reverse(name) for name, row in ROWS.items() if row.method == "GET" and not row.of and not row.extra
    ]
    case = [
        reverse(name, args=[two.here.code]) for name in ("case", "case_messages", "person_add", "case_edit")
    ]
    return [*pages, *case, reverse("person", args=[two.person.pk]), reverse("notices")]

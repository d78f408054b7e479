"""Once somebody is found, no page says "not found yet" to who may know it; to everybody else all stays as it was."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.actions import findings as counsel
from reencuentro.casework.errors import NotReady
from reencuentro.casework.models import Finding
from reencuentro.tracing.actions import attempts, findings, requests
from reencuentro.tracing.queries.located import located
from tests import cast as the
from tests.tracing.two_cases import TwoCases, two_cases

from .sign_in import as_

pytestmark = pytest.mark.django_db
TRY, STANDING = "Write down what was tried", "Keeps searching"


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def two(cast: the.Cast) -> TwoCases:
    return two_cases(cast)


def page(user: User, two: TwoCases) -> str:
    text = as_(user).get(reverse("case", args=[two.here.code])).content.decode()
    return re.sub(r'(nonce|value)="[^"]*"', "", text)


def says_lost(user: User, two: TwoCases) -> tuple[bool, bool, bool]:
    """On the drawing and in the list of the case, and on the page of the person."""
    case = page(user, two)
    person = as_(user).get(reverse("person", args=[two.person.pk])).content.decode()
    return "not found yet" in case, "Not found yet" in case, "Nobody knows where this person is" in person


def confirm(two: TwoCases, cast: the.Cast) -> Finding:
    """Two people have said that it is he."""
    findings.make(two.lead, by=cast.coordinator)
    two.lead.state = "confirmed"
    two.lead.save()
    two.request.state = "confirmed"
    two.request.save()
    two.lead.refresh_from_db()
    assert two.lead.finding
    return two.lead.finding


LOST, FOUND = (True, True, True), (False, False, False)


def test_who_sees_the_search_is_not_told_that_nobody_was_found(two: TwoCases, cast: the.Cast) -> None:
    readers = (cast.advocate, cast.coordinator)
    assert [says_lost(user, two) for user in readers] == [LOST, LOST]
    confirm(two, cast)
    assert [says_lost(user, two) for user in readers] == [FOUND, FOUND]
    requests.reunite(two.request, by=cast.advocate)
    requests.close(two.request, by=cast.advocate, because="They live together.")
    assert [says_lost(user, two) for user in readers] == [FOUND, FOUND]


def test_who_is_outside_the_need_to_know_reads_the_same_bytes_until_counsel_opens_it(
    two: TwoCases, cast: the.Cast
) -> None:
    before = page(cast.child_advocate, two)
    finding = confirm(two, cast)
    requests.reunite(two.request, by=cast.advocate)
    assert page(cast.child_advocate, two) == before
    assert says_lost(cast.child_advocate, two) == LOST
    counsel.decide(finding, "child_advocate", True, by=cast.advocate, because="For the child's wishes.")
    assert says_lost(cast.child_advocate, two) == FOUND
    counsel.decide(finding, "child_advocate", False, by=cast.advocate, because="Too early.")
    assert says_lost(cast.child_advocate, two) == LOST


def test_somebody_who_was_reached_is_found_and_a_lead_that_one_person_believes_is_not(
    two: TwoCases, cast: the.Cast
) -> None:
    two.lead.state = "likely"
    two.lead.save()
    assert located(two.here, cast.advocate, ()) == set()
    attempts.add(two.request, by=cast.advocate, where="town", outcome="reached", on=timezone.localdate())
    assert located(two.here, cast.advocate, ()) == {two.person.pk}


@pytest.mark.parametrize("how", ["reunited", "closed"])
def test_when_the_search_has_ended_nothing_more_is_tried(two: TwoCases, cast: the.Cast, how: str) -> None:
    url = reverse("tracing_request", args=[two.request.pk])
    for words in (TRY, STANDING):
        assert words in as_(cast.advocate).get(url).content.decode()
    two.request.state = how
    two.request.save()
    for words in (TRY, STANDING):
        assert words not in as_(cast.advocate).get(url).content.decode()
    with pytest.raises(NotReady):
        attempts.add(two.request, by=cast.advocate, where="town", outcome="nothing", on=timezone.localdate())


def test_in_the_choice_of_whom_to_look_for_somebody_found_is_not_called_lost(
    two: TwoCases, cast: the.Cast
) -> None:
    def choices() -> str:
        return as_(cast.advocate).get(reverse("tracing_ask", args=[two.here.code])).content.decode()

    assert "not found yet" in choices()
    confirm(two, cast)
    assert "not found yet" not in choices()

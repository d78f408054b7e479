"""What counsel opened of a finding is told on the page of the case to whom it was opened, and to nobody else."""

import pytest
from django.urls import reverse

from reencuentro.accounts.models import User
from reencuentro.casework.actions import findings as counsel
from reencuentro.casework.models import Case
from reencuentro.tracing.actions import findings
from tests import cast as the
from tests.tracing.two_cases import two_cases

from .sign_in import as_

pytestmark = pytest.mark.django_db
TITLE = "What counsel has opened to you"


def told(user: User, case: Case) -> bool:
    page = as_(user).get(reverse("case", args=[case.code])).content.decode()
    assert (TITLE in page) == ("A relative was located" in page)
    return TITLE in page


@pytest.mark.parametrize(
    ("audience", "who"), [("child_advocate", "child_advocate"), ("coordinator", "coordinator")]
)
def test_each_audience_is_told_once_counsel_says_so_and_no_longer(audience: str, who: str) -> None:
    cast = the.people()
    two = two_cases(cast)
    findings.make(two.lead, by=cast.coordinator)
    two.lead.refresh_from_db()
    assert two.lead.finding is not None
    readers = {"child_advocate": cast.child_advocate, "coordinator": cast.coordinator}
    assert [told(user, two.here) for user in readers.values()] == [False, False]
    counsel.decide(two.lead.finding, audience, True, by=cast.advocate, because="They are needed.")
    assert {name for name, user in readers.items() if told(user, two.here)} == {who}
    counsel.decide(two.lead.finding, audience, False, by=cast.advocate, because="It was too early.")
    assert not any(told(user, two.here) for user in readers.values())

"""Pages of the weights: an administrator tries and adopts, a coordinator tries and no more."""

from html import unescape

import pytest
from django.urls import reverse

from reencuentro.network import weights as known
from reencuentro.network.actions import rounds
from reencuentro.network.models import PolicyVersion, Trial
from reencuentro.network.queries import policy
from tests import cast as the
from tests.network.desk import waiting

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def typed(**changes: str) -> dict[str, str]:
    return {code: str(value) for code, value in known.of(policy.current()).items()} | changes


def text(user, url: str, language: str = "en") -> str:
    browser = as_(user)
    browser.cookies["django_language"] = language
    return " ".join(unescape(browser.get(url).content.decode()).split("<main")[1].split())


def tried(cast, who: str = "administrator", name: str = "weights_change", **changes: str) -> str:
    """The address of the trial, once it is worked out."""
    answer = as_(getattr(cast, who)).post(reverse(name), typed(**(changes or {"travel_per_hour": "0.05"})))
    assert answer.status_code == 302
    rounds.go_round()
    return answer.url


def test_the_weights_stand_there_with_their_meaning_and_history(cast):
    page = text(cast.administrator, reverse("matching_weights"))
    assert "An hour of travel" in page
    assert "The weights that came with the software, tried in simulation." in page
    assert "Una hora de viaje" in text(cast.administrator, reverse("matching_weights"), "es")


@pytest.mark.parametrize("value", ["", "much", "-1", "99", "nan"])
def test_what_is_no_such_weight_is_said_at_its_field(cast, value):
    answer = as_(cast.administrator).post(reverse("weights_change"), typed(load=value))
    assert answer.status_code == 200
    assert "load" in answer.context["form"].errors
    assert not Trial.objects.exists()


def test_all_that_is_wrong_with_the_weights_is_said_at_once(cast):
    answer = as_(cast.administrator).post(
        reverse("weights_change"), typed(load="-1", on_time="much", speed="99")
    )
    assert set(answer.context["form"].errors) == {"load", "on_time", "speed"}
    assert "Between 0 and 3." in answer.context["form"].errors["load"]


def test_the_page_waits_while_it_is_worked_out(cast):
    answer = as_(cast.administrator).post(reverse("weights_change"), typed(load="0.5"))
    page = as_(cast.administrator).get(answer.url)
    assert page["Refresh"] == "5"
    assert "Put these weights in force" not in page.content.decode()


def test_before_and_after_stand_side_by_side_without_any_id(cast):
    rows = waiting(cast, 6)
    page = text(cast.administrator, tried(cast))
    assert "6 requests wait" in page
    assert "Today's proposal would be the same." in page or "somebody else, or nobody" in page
    for row in rows:
        assert row.ref not in page
        assert row.case.code not in page
        assert str(row.pk) not in page


def test_with_enough_past_requests_two_months_are_simulated(cast):
    waiting(cast, 6)
    page = text(cast.administrator, tried(cast))
    assert "60 simulated days" in page
    assert "Days until somebody accepts" in page


def test_without_past_requests_nothing_is_simulated_and_it_says_so(cast):
    assert "too few past requests" in text(cast.administrator, tried(cast))


def test_an_administrator_puts_them_in_force(cast):
    url = tried(cast)
    assert as_(cast.administrator).post(url, {"because": ""}).status_code == 200
    assert not PolicyVersion.objects.exists()
    assert as_(cast.administrator).post(url, {"because": "Roads."}).url == reverse("matching_weights")
    assert policy.current().travel_per_hour == 0.05
    assert "Roads." in text(cast.administrator, reverse("matching_weights"))


def test_a_coordinator_tries_and_cannot_put_in_force(cast):
    url = tried(cast, "coordinator", "what_if")
    page = text(cast.coordinator, url)
    assert "Before and after" in page
    assert "Put these weights in force" not in page
    assert as_(cast.coordinator).post(url, {"because": "I want it."}).status_code == 405
    assert not PolicyVersion.objects.exists()


def test_nobody_reads_the_trial_of_another(cast):
    url = tried(cast, "coordinator", "what_if")
    assert as_(cast.other_coordinator).get(url).status_code == 404

"""Weights: bounds, trials, versions. Nothing changes before an administrator says why."""

from uuid import uuid4

import pytest

from reencuentro.audit.models import Entry
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow, NotReady
from reencuentro.network import weights as known
from reencuentro.network.actions import policies, rounds
from reencuentro.network.models import PolicyVersion, Trial
from reencuentro.network.queries import desk, policy
from reencuentro.reference import matching_policy
from tests import cast as the

from .desk import proposed, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def other(**changes: float) -> dict[str, float]:
    return known.of(policy.current()) | (changes or {"travel_per_hour": 0.05})


def ready(cast, **changes: float) -> Trial:
    trial = policies.try_weights(other(**changes), by=cast.administrator)
    rounds.go_round()
    trial.refresh_from_db()
    return trial


def test_the_data_file_is_the_first_version():
    assert policy.current() == matching_policy.policy()


def test_weights_and_policy_say_the_same():
    first = matching_policy.policy()
    assert known.put_into(first, known.of(first), first.version) == first


def test_what_a_version_does_not_name_stays_as_in_the_file():
    changed = known.put_into(matching_policy.policy(), {"load": 1.0, "long_gone": 3.0}, "v")
    assert (changed.load, changed.speed, changed.version) == (1.0, matching_policy.policy().speed, "v")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"load": -0.1}, "load"),
        ({"load": 3.1}, "load"),
        ({"load": float("nan")}, "load"),
        ({"urgency_high": 5.0}, "urgency_critical"),
        ({"on_time": 0.0, "speed": 0.0}, "on_time"),
    ],
)
def test_weights_out_of_bounds_are_refused_at_their_field(cast, changes, field):
    with pytest.raises(Invalid) as refused:
        policies.try_weights(other(**changes), by=cast.administrator)
    assert refused.value.field == field
    assert not Trial.objects.exists()


def test_the_weights_in_force_need_no_trial(cast):
    with pytest.raises(Invalid):
        policies.try_weights(known.of(policy.current()), by=cast.administrator)


@pytest.mark.parametrize("who", ["advocate", "defender", "editor"])
def test_who_may_not_try_them(cast, who):
    with pytest.raises(NotAllowed):
        policies.try_weights(other(), by=getattr(cast, who))


def test_a_trial_is_worked_out_once_and_changes_nothing(cast):
    waiting(cast, 3)
    trial = policies.try_weights(other(), by=cast.coordinator)
    assert (trial.state, trial.done) == ("asked", 0)
    assert rounds.go_round() == 1
    assert rounds.go_round() == 0
    trial.refresh_from_db()
    assert (trial.state, trial.done) == ("ready", trial.of)
    assert trial.today["before"]["requests"] == 3
    assert policy.current() == matching_policy.policy()


def test_a_round_works_out_two_trials_the_oldest_first(cast):
    asked = [policies.try_weights(other(load=load), by=cast.coordinator) for load in (0.41, 0.42, 0.43)]
    states = []
    for _round in range(2):
        policies.work_off()
        states.append([Trial.objects.get(pk=one.pk).state for one in asked])
    assert states == [["ready", "ready", "asked"], ["ready"] * 3]


def test_a_double_click_is_one_trial(cast):
    client_id = uuid4()
    first = policies.try_weights(other(), by=cast.administrator, client_id=client_id)
    assert policies.try_weights(other(), by=cast.administrator, client_id=client_id) == first


def test_an_administrator_puts_them_in_force_with_a_reason(cast):
    trial = ready(cast, travel_per_hour=0.05)
    with pytest.raises(Invalid):
        policies.adopt(trial, by=cast.administrator, because="  ")
    made = policies.adopt(trial, by=cast.administrator, because="Roads are worse than we thought.")
    assert policies.adopt(trial, by=cast.administrator, because="Again.") == made
    assert PolicyVersion.objects.count() == 1
    assert (policy.current().travel_per_hour, policy.current().version) == (0.05, made.version)
    details = Entry.objects.get(verb="weights.adopt").details
    assert (details["version"], details["travel_per_hour"]) == (made.version, 50_000)
    assert "load" not in details


def test_a_coordinator_puts_nothing_in_force(cast):
    with pytest.raises(NotAllowed):
        policies.adopt(ready(cast), by=cast.coordinator, because="I want it.")


def test_a_trial_must_be_ready_and_against_the_weights_in_force(cast):
    waits = policies.try_weights(other(load=0.5), by=cast.administrator)
    with pytest.raises(NotNow):
        policies.adopt(waits, by=cast.administrator, because="At once.")
    first = ready(cast, travel_per_hour=0.05)
    waits.refresh_from_db()
    policies.adopt(first, by=cast.administrator, because="Roads.")
    with pytest.raises(NotReady):
        policies.adopt(waits, by=cast.administrator, because="Load.")
    assert PolicyVersion.objects.count() == 1


def test_other_weights_are_told_on_the_desk_and_used_by_the_next_proposal(cast):
    waiting(cast, 1)
    made = proposed(cast)
    version = policies.adopt(ready(cast), by=cast.administrator, because="Roads.")
    assert desk.since(cast.coordinator, made).weights
    assert proposed(cast).policy_version == version.version

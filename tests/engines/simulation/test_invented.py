import numpy as np
import pytest

from reencuentro.engines.simulation import invented_world
from reencuentro.engines.simulation.world import slots_offered


@pytest.fixture(scope="module")
def worlds():
    return [invented_world(load=0.9, seed=seed) for seed in (1, 2, 3)]


def test_sixty_defenders_in_five_countries(worlds):
    for world in worlds:
        assert len(world.defenders) == 60
        assert {one.country for one in world.defenders} == {"GT", "HN", "SV", "MX", "NI"}


def test_the_load_is_what_it_says(worlds):
    takeable = sum(int(world.able.any(axis=1).sum()) for world in worlds)
    slots = sum(slots_offered(world).sum() for world in worlds)
    assert takeable / slots == pytest.approx(0.9, abs=0.06)


def test_some_requests_have_nobody(worlds):
    nobody = np.concatenate([~world.able.any(axis=1) for world in worlds]).mean()
    assert 0.01 < nobody < 0.15


def test_the_shares_are_those_of_the_tables(worlds):
    requests = [one.request for world in worlds for one in world.arrivals]
    assert np.mean([one.urgency == "critical" for one in requests]) == pytest.approx(0.15, abs=0.03)
    assert np.mean([one.needs_woman for one in requests]) == pytest.approx(0.12, abs=0.03)
    assert np.mean([one.country == "GT" for one in requests]) == pytest.approx(0.40, abs=0.06)
    assert all(one.deadline for one in requests if one.urgency == "critical")


def test_history_lies_before_the_first_day_and_ids_differ(worlds):
    world = worlds[0]
    assert len(world.history) > 100
    assert all(one.received.date() < world.start for one in world.history)
    ids = [one.id for one in world.history] + [one.request.id for one in world.arrivals]
    assert len(set(ids)) == len(ids)


def test_the_same_seed_gives_the_same_world():
    one, other = (invented_world(load=0.5, seed=9, days=21) for _ in range(2))
    assert (one.defenders, one.arrivals) == (other.defenders, other.arrivals)
    assert np.array_equal(one.answers, other.answers)
    assert invented_world(load=0.5, seed=10, days=21).arrivals != one.arrivals


def test_many_predictions_are_those_of_one_by_one(worlds):
    world = worlds[0]
    requests, defenders = [one.request for one in world.arrivals[:5]], world.defenders[:4]
    mu, sd = world.turnaround.predict_many(requests, defenders)
    singly = [[world.turnaround.predict(a, d)[0] for d in defenders] for a in requests]
    assert np.array_equal(mu, singly) and float(sd[0, 0]) == 0.65


def test_who_knows_only_kinds_does_not_know_people(worlds):
    world = worlds[0]
    believed = world.turnaround.by_kind()
    request = world.arrivals[0].request
    same = [one for one in world.defenders if one.country == request.country]
    assert len({believed.predict(request, one) for one in same}) == 1
    assert len({world.turnaround.predict(request, one) for one in same}) == len(same)

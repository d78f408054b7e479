import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from reencuentro.engines.matching import Policy, fingerprint, inputs_as_json, replay, suggest
from reencuentro.engines.matching.replay import as_json
from reencuentro.engines.turnaround import Prior, from_json

from .instances import NOW, instance, odd
from .plain import MAM, REQUEST


class Learnt:
    def __init__(self, base):
        self.base = base

    def predict(self, request, defender):
        return self.base + len(request.kind) / 7 + len(defender.territory) / 3, 0.7


class Kept(Learnt):
    def as_json(self):
        return {"base": self.base}


ESTIMATES = (None, Prior({("GT", "a"): (3.0, 17.0), ("HN", "b"): (None, 9.0)}, 21.0, 0.8), Learnt(0.1))


def by_id(suggestions):
    return sorted(suggestions, key=lambda one: one.request)


@pytest.mark.parametrize("turnaround", ESTIMATES)
@pytest.mark.parametrize("seed", range(10))
def test_a_kept_day_gives_the_same_proposal_to_the_bit(seed, turnaround):
    day = instance(random.Random(seed))
    inputs = {"now": NOW, "pins": day.pins, "bans": day.bans, "turnaround": turnaround}
    kept = json.loads(json.dumps(inputs_as_json(day.requests, day.defenders, **inputs)))
    assert by_id(replay(kept, from_json)) == by_id(suggest(day.requests, day.defenders, **inputs))


def test_an_estimate_of_another_module_is_read_by_its_own_reader():
    kept = inputs_as_json([REQUEST], [MAM], now=NOW, turnaround=Kept(0.3))
    assert replay(kept, lambda own: Kept(**own)) == suggest([REQUEST], [MAM], now=NOW, turnaround=Kept(0.3))
    with pytest.raises(ValueError, match="another module"):
        replay(kept)


@pytest.mark.parametrize("seed", range(20))
def test_the_fingerprint_depends_on_every_input_and_on_no_order(seed):
    draw = random.Random(seed)
    day = instance(draw)
    requests, defenders = [REQUEST, *day.requests], [MAM, *day.defenders]
    mark = fingerprint(requests, defenders, now=NOW, bans=[("a", "b"), ("c", "d")])
    assert mark == fingerprint(requests[::-1], defenders[::-1], now=NOW, bans=[("c", "d"), ("a", "b")])
    others = [
        fingerprint(requests, defenders, now=NOW, bans=[("a", "b")]),
        fingerprint(requests[1:], defenders, now=NOW),
        fingerprint([replace(REQUEST, needs_woman=True), *requests[1:]], defenders, now=NOW),
        fingerprint(requests, [replace(MAM, use=0.1), *defenders[1:]], now=NOW),
        fingerprint(requests, defenders, now=NOW + timedelta(seconds=1)),
        fingerprint(requests, defenders, now=NOW, seed=1),
        fingerprint(requests, defenders, now=NOW, policy=Policy(load=0.4)),
        fingerprint(requests, defenders, now=NOW, pins=[("r1", "mam")]),
        fingerprint(requests, defenders, now=NOW, turnaround=Kept(0.3)),
    ]
    assert len({mark, *others}) == len(others) + 1


@pytest.mark.parametrize("seed", range(20))
def test_odd_values_can_be_kept_too(seed):
    draw = random.Random(seed)
    day = odd(draw, instance(draw))
    assert len(fingerprint(day.requests, day.defenders, now=NOW, pins=day.pins, bans=day.bans)) == 64


def test_a_suggestion_is_plain_json():
    found = as_json(suggest([REQUEST], [MAM], now=NOW)[0])
    assert json.loads(json.dumps(found)) == found
    assert found["chosen"]["terms"][0]["code"] == "on_time"

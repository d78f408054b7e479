"""What must hold on any day, however odd: drawn by hypothesis. `bench/matching_check.py` does the same at length."""

import random
from collections import Counter
from datetime import UTC, date, datetime

from bench.matching_check import check
from hypothesis import given, settings
from hypothesis import strategies as st

from reencuentro.engines.matching import Defender, Request, fingerprint, suggest, why_not

from .instances import instance


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_rules_slots_pins_terms_order_and_optimum_hold(draw):
    found = Counter()
    assert check(instance(draw), random.Random(0), found, thorough=True) < 1e-6
    assert [name for name in found if not name.startswith("checked ")] == []


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=3),
    st.dates(),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.lists(st.text(max_size=2), max_size=2),
    st.dictionaries(st.sampled_from(["GT.01", "spa", ""]), st.none() | st.floats() | st.text(max_size=9)),
    st.tuples(st.dates(), st.dates()),
    st.lists(st.tuples(st.floats(), st.dates()), max_size=1),
)
ids = st.sampled_from(["a", "b", "", 7, None])
places = st.sampled_from(["GT", "HN", "", None])


def some(cls, names):
    return st.builds(cls, id=ids, country=places, **{name: anything | usual[name] for name in names})


usual = {
    "department": st.just("GT.01"),
    "territory": st.just({"GT.01": 1.0}),
    "slots_left": st.integers(0, 2),
    "languages": st.just({}),
    "windows": st.just(()),
    "deadline": st.dates(date(2026, 11, 1), date(2027, 1, 1)),
    "received": st.just(datetime(2026, 11, 1)),
} | dict.fromkeys(
    ("kind", "municipality", "urgency", "exclude_municipalities", "exclude_departments", "needs_woman"),
    st.none(),
)
usual |= dict.fromkeys(
    ("blocked", "declined_by", "base", "expertise", "week_capacity", "woman", "use", "acceptance"), st.none()
)
requests = some(Request, [name for name in Request.__dataclass_fields__ if name not in ("id", "country")])
defenders = some(Defender, [name for name in Defender.__dataclass_fields__ if name not in ("id", "country")])
pairs = st.lists(st.tuples(ids, ids) | anything, max_size=3)
nows = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.none() | st.just(UTC))


@settings(max_examples=300, deadline=None)
@given(st.lists(requests, max_size=4), st.lists(defenders, max_size=4), nows, pairs, pairs)
def test_nothing_odd_ever_raises(some_requests, some_defenders, now, pins, bans):
    found = suggest(some_requests, some_defenders, now=now, pins=pins, bans=bans)
    assert [one.request for one in found] == [one.id for one in some_requests]
    assert len(fingerprint(some_requests, some_defenders, now=now, pins=pins, bans=bans)) == 64
    for one in found:
        assert why_not(some_requests, some_defenders, one.request, "a", now=now).reasons is not None

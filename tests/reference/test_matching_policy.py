from datetime import UTC, datetime

from reencuentro.engines.matching import Defender, Policy, Request, suggest
from reencuentro.reference import matching_policy

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DEFENDER = Defender("d", "GT", "GT.08", {"GT.08": 0.0}, frozenset({"spa"}))


def median_days(country, kind):
    request = Request("r", country, "GT.08", "", kind, {}, "normal", None, NOW)
    defender = Defender("d", country, "GT.08", {"GT.08": 0.0}, frozenset())
    policy, prior = matching_policy.policy(), matching_policy.prior()
    return suggest([request], [defender], now=NOW, policy=policy, turnaround=prior)[0].chosen.eta[1]


def test_the_policy_is_the_published_formula():
    policy = matching_policy.policy()
    assert policy.urgency == {"critical": 4.0, "high": 2.0, "normal": 1.0}
    assert (policy.on_time, policy.speed, policy.speed_scale_days) == (0.75, 0.25, 45.0)
    assert (policy.travel_per_hour, policy.load, policy.alternatives) == (0.01, 0.3, 3)
    assert policy.version == "2026-11-2"
    assert matching_policy.sourced().unverified


def test_the_file_and_the_engines_own_table_agree():
    assert matching_policy.policy() == Policy()


def test_known_days_come_from_the_catalogue_and_unknown_ones_are_neutral():
    assert median_days("GT", "birth_certificate") == 1.7  # 0-3 days, read as 1-3
    assert median_days("GT", "school_record") == 9.9  # 5-10 working days
    assert median_days("MX", "health_record") == 21.0
    assert median_days("NI", "locate_person") == 21.0


def test_a_service_takes_its_slowest_known_document():
    assert median_days("GT", "civil_registry_extract") == 10.8  # single status: up to 30 days

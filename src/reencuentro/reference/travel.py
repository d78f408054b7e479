"""Hours of travel before anybody has said them: a start that people correct."""

from . import matching_policy, places

BEFORE_AND_AFTER = 0.5  # hours: getting away, and finding the office


def start_hours(base: str, department: str) -> float:
    """Hours one way from a place to a department, in half hours.

    Distance in a straight line (places.distance_km) at `start_speed_kmh` of policy.yaml, and half an hour more; where
    the distance is not known, the half hour alone. Raises KeyError for an unknown place.
    """
    km = places.distance_km(base, department) or 0.0
    halves = round(2 * km / matching_policy.joining().start_speed_kmh)
    return halves / 2 + BEFORE_AND_AFTER

"""Who may be asked at all. Hard rules: no score can buy them off, and no output says which one excluded
somebody.
"""

from datetime import date

from .types import Defender, Request


def eligible(request: Request, defender: Defender, *, today: date) -> bool:
    return (
        defender.country == request.country
        and request.department in defender.territory
        and _required(request) <= defender.languages
        and not _based_in_excluded_place(request, defender)
        and (defender.woman or not request.needs_woman)
        and defender.id not in request.blocked
        and defender.id not in request.declined_by
        and defender.slots_left > 0
        and _takes_work(defender, today)
    )


def _required(request: Request) -> set[str]:
    return {code for code, wish in request.languages.items() if wish == "required"}


def _based_in_excluded_place(request: Request, defender: Defender) -> bool:
    """A base code starts with its department's: GT.13.916 lies in GT.13."""
    department = ".".join(defender.base.split(".")[:2])
    return defender.base in request.exclude_municipalities or department in request.exclude_departments


def _takes_work(defender: Defender, today: date) -> bool:
    return not defender.windows or any(first <= today <= last for first, last in defender.windows)

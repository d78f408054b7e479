"""What an offer says it will take, before anybody corrects it: nothing that is not known."""

from decimal import Decimal

from reencuentro.accounts.models import DefenderProfile


def estimated_hours(profile: DefenderProfile, department: str) -> Decimal | None:
    """Travel there and back, as the Defender gave it; None where they said nothing about this department."""
    one_way = profile.departments.get(department)
    return None if one_way is None else Decimal(str(round(2 * float(one_way), 1)))

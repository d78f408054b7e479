"""What an offer says it will take, before anybody corrects it: nothing that is not known."""

from decimal import Decimal
from typing import NamedTuple

from reencuentro.accounts.models import DefenderProfile
from reencuentro.casework.models import Request


class Estimate(NamedTuple):
    """Named as the offer names them. Hours: travel there and back; fee: the Defender's own price; None = not said."""

    estimated_hours: Decimal | None
    fee_amount: Decimal | None
    fee_currency: str


def estimate(profile: DefenderProfile, request: Request) -> Estimate:
    """What this Defender has said of the way there and of their price for this kind of work."""
    one_way = profile.hours().get(request.department)
    hours = None if one_way is None else Decimal(str(round(2 * one_way, 1)))
    price = profile.price(request.document or request.service)
    if price is None:
        return Estimate(hours, None, "")
    return Estimate(hours, Decimal(price["amount"]), price["currency"])

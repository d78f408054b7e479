"""Form fields that go with our widgets."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .widgets import Money

# A sign or a code before or after the figures: Q 1500, L. 1500, US$ 20, 1500 HNL.
SIGN = r"(?:[^\W\d_]{1,4}\$?\.?|\$|€)?"
SIGNED = re.compile(rf"^{SIGN}\s*(-?[\d.,'\s]*\d)\s*{SIGN}$")
CENTS = re.compile(r"^(.*)[.,](\d{1,2})$")
WHOLE = re.compile(r"^\d+$|^[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$")
NOT_AN_AMOUNT = _("Write the amount in figures, for example 1500 or 1500.50.")


class Amount(NamedTuple):
    amount: Decimal
    currency: str


def read_amount(text: str) -> Decimal:
    """An amount as people write it: 1500, 1,500, 1.500,50, 1 500.5, Q 1500. Raises ValueError when it could be two
    amounts, or none. Three figures after a single point or comma are thousands: no currency has three decimals.
    """
    found = SIGNED.match(" ".join(text.split()))
    if not found:
        raise ValueError("not an amount")
    minus, figures = found[1].startswith("-"), found[1].lstrip("-").strip()
    cents = CENTS.match(figures)
    whole, rest = (cents[1], f".{cents[2]}") if cents else (figures, "")
    if not WHOLE.match(whole) or (cents and figures[len(whole)] in whole):
        raise ValueError("not one amount")
    amount = Decimal(re.sub(r"\D", "", whole) + rest)
    return -amount if minus else amount


class AmountField(forms.DecimalField):
    """A decimal that is read as people write amounts; what could be two amounts is asked for again."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, Decimal | int | float):
            return super().to_python(value)
        try:
            return read_amount(str(value))
        except ValueError:
            raise ValidationError(NOT_AN_AMOUNT, code="invalid") from None


class MoneyField(forms.MultiValueField):
    """Cleans to Amount(Decimal, "HNL"), or None when left empty. Never negative, two decimals."""

    def __init__(self, *, currencies: Sequence[tuple[str, Any]], **kwargs: Any):
        parts = (
            AmountField(min_value=Decimal(0), max_digits=12, decimal_places=2),
            forms.ChoiceField(choices=currencies),
        )
        super().__init__(parts, widget=Money(currencies), **kwargs)

    def compress(self, values: list[Any]) -> Amount | None:
        if not values or values[0] is None:
            return None
        return Amount(values[0], values[1])

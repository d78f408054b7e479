"""Form fields that go with our widgets."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms

from .widgets import Money


class Amount(NamedTuple):
    amount: Decimal
    currency: str


class MoneyField(forms.MultiValueField):
    """Cleans to Amount(Decimal, "HNL"), or None when left empty. Never negative, two decimals."""

    def __init__(self, *, currencies: Sequence[tuple[str, Any]], **kwargs: Any):
        parts = (
            forms.DecimalField(min_value=Decimal(0), max_digits=12, decimal_places=2),
            forms.ChoiceField(choices=currencies),
        )
        super().__init__(parts, widget=Money(currencies), **kwargs)

    def compress(self, values: list[Any]) -> Amount | None:
        if not values or values[0] is None:
            return None
        return Amount(values[0], values[1])

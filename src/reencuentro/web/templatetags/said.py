"""`{{ day|in_words }}`: a date as the pages of this package say it."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from .. import said

register = template.Library()


@register.filter
def in_words(when: date | datetime | None) -> str:
    return said.day(when)


@register.filter
def hours(count: Decimal) -> str:
    """3 h, 4.5 h: whole hours without a decimal, and a point as the five countries write it."""
    return f"{count.normalize():f} h"


@register.filter
def with_time(when: datetime) -> str:
    return said.moment(when)

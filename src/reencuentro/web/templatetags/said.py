"""`{{ day|in_words }}`: a date as the pages of this package say it."""

from datetime import date, datetime

from django import template

from .. import said

register = template.Library()


@register.filter
def in_words(when: date | datetime | None) -> str:
    return said.day(when)


@register.filter
def with_time(when: datetime) -> str:
    return said.moment(when)

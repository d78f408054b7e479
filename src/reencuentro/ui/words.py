"""Figures and dates as people say them. Everything is passed in; nothing here asks what day it is."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_OF_A_YEAR = 365.25
DAYS_OF_A_MONTH = DAYS_OF_A_YEAR / 12
SAY_MONTHS_FROM = 120  # days: below this a count of days is more useful than months


def days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def days_left(count: int) -> str:
    """`count` is days from today to the due day; negative when it has passed."""
    if count < 0:
        return ngettext("%(count)s day late", "%(count)s days late", -count) % {"count": -count}
    if count == 0:
        return _("Today")
    return days(count) if count < SAY_MONTHS_FROM else span(count)


def span(count: int) -> str:
    """A long stretch of days in years and months, e.g. "5 y 2 m"."""
    months = round(count / DAYS_OF_A_MONTH)
    years, rest = divmod(months, 12)
    if not years:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    if not rest:
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return _("%(years)s y %(months)s m") % {"years": years, "months": rest}


def urgency(days_to_go: int, soon: int = 7) -> str:
    """The tone of a clock: late once it has passed, wait within `soon` days, else none."""
    if days_to_go < 0:
        return "late"
    return "wait" if days_to_go <= soon else ""


def size(count: int) -> str:
    """Bytes as KB or MB of 1,000 (as phones show them)."""
    if count < 1_000_000:
        return _("%(size)s KB") % {"size": max(1, round(count / 1000))}
    return _("%(size)s MB") % {"size": f"{count / 1_000_000:.1f}"}

"""The demo's stories are told together, day by day: of all stories, the one that goes on soonest goes on next.

A story is a generator. It yields the moment at which it goes on and does there what real people would do, by actions.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heapify, heappop, heappush

from django.utils import timezone

from reencuentro.casework.clockwork import telling
from reencuentro.engines.partial_date import PartialDate

Story = Iterator[datetime]


@dataclass(frozen=True)
class Days:
    """All dates of the demo world, counted from the moment at which it is built."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def ago(self, days: int, hour: float = 10) -> datetime:
        """That many days ago at this hour of the day (10.5 = half past ten), never later than now."""
        midnight = timezone.make_aware(datetime.combine(self.day(-days), time()))
        return min(midnight + timedelta(hours=hour), self.now)

    def day(self, days: int) -> date:
        """A day from today: -3 was three days ago, 12 is in twelve days."""
        return self.today + timedelta(days=days)

    def born(self, years: int, days: int = 0) -> PartialDate:
        """The birth date of somebody whose last birthday, the `years`-th, was that many days ago."""
        last = self.day(-days)
        year = last.year - years
        day = min(last.day, 28) if last.month == 2 else last.day  # not every year has a 29 February
        return PartialDate(year, last.month, day)

    def about(self, years: int) -> PartialDate:
        """The birth date of a grown person of about that age: a year, give or take one."""
        return PartialDate(self.today.year - years, approximate=True)


class OutOfTime(Exception):
    """A story went back in time or beyond the present: a slip of whoever wrote it."""


def tell(stories: Iterable[Story], days: Days, reached: Callable[[datetime], None]) -> None:
    """Tells all stories to their ends. `reached` is called with each new moment. Raises OutOfTime."""
    told = [(next(story), number, story) for number, story in enumerate(stories)]
    heapify(told)
    while told:
        at, number, story = heappop(told)
        reached(at)
        with telling(at):
            following = next(story, None)
        if following is None:
            continue
        if not at <= following <= days.now:
            raise OutOfTime(f"story {number} goes from {at} to {following}")
        heappush(told, (following, number, story))

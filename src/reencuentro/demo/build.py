"""Builds the demo world by the actions that real people use, and refuses wherever something real could be."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from reencuentro.accounts.models import User
from reencuentro.audit import checkpoints
from reencuentro.audit.models import Entry
from reencuentro.cardindex import here
from reencuentro.notify import actions as notices
from reencuentro.notify.models import Notice
from reencuentro.notify.states import State
from reencuentro.vault.models import Box

from . import marker
from .joining import tend
from .people import People, settle
from .stories import all_stories
from .timeline import Days, Story, tell
from .world import World

Say = Callable[[str], None]
NEWS = timedelta(days=3)  # what happened since then is still unread


class Refused(Exception):
    """The demo world is not built here. The text is one sentence for the person at the console."""


def refuse_production() -> None:
    if settings.MODE not in ("demo", "test"):
        raise Refused("The demo world is built in demo mode only (REENCUENTRO_MODE=demo).")


def build(say: Say, now: datetime, stories: Callable[[World], list[Story]] = all_stories) -> World:
    """Builds the world as of `now`. Raises Refused in production and in a database that is not empty."""
    refuse_production()
    if User.objects.exists() or Box.objects.exists() or Entry.objects.count() >= marker.FIRST_ENTRIES:
        raise Refused("This database is not empty. For a fresh demo: reencuentro demo_reset")
    marker.put()
    say("People: the initiative, three partners, twenty-five Defenders …")
    world = World(settle(Days(now)), Days(now))
    say("The network: trainings, and who wants to join …")
    tend(world)
    say("Cases: every story, told day by day …")
    with here.alone():
        tell(stories(world), world.days, _Progress(world, say))
    marker.put_end()
    checkpoints.make()
    return world


class _Progress:
    """Says each month that is reached; when the news begin, everything older has been sent and read."""

    def __init__(self, world: World, say: Say) -> None:
        self.days, self.people, self.say = world.days, world.people, say
        self.months: int | None = None
        self.settled = False

    def __call__(self, at: datetime) -> None:
        months = (self.days.now - at).days // 30
        if months != self.months:
            self.months = months
            self.say(f"  {months} × 30 days ago …" if months else "  the last 30 days …")
        if not self.settled and at >= self.days.now - NEWS:
            self.settled = True
            settle_notices(self.people)


@transaction.atomic
def settle_notices(people: People) -> None:
    """In the story these mails went out long ago: they are not sent now, and people have read them."""
    past = Notice.objects.filter(state__in=(State.QUEUED, State.GATHERED))
    past.update(state=State.SENT, sent=F("created"))
    for person in people.values():
        notices.mark_read(by=person)

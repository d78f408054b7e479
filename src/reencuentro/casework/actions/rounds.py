"""What time does by itself: offers run out, deadlines and consents come near. The worker calls it; twice is once."""

from datetime import date

from django.db import transaction

from reencuentro.casework.clockwork import today
from reencuentro.casework.models import Clock, Consent
from reencuentro.notify import outbox
from reencuentro.reference import clocks as rules_of_time

from . import handover, papers
from ._story import advocates, members
from .offers import expire_late_offers

CLOCK_REMINDERS = (14, 7, 3, 1)  # days before; a rule may name its own (reference: alerts_before)
CONSENT_REMINDERS = (30, 7)


def go_round() -> int:
    """One round; returns how many people's work went back, offers expired and notices were queued."""
    papers.sweep()
    given_back = handover.give_back_of_left()
    return given_back + expire_late_offers() + remind_of_clocks(today()) + remind_of_consents(today())


def remind_of_clocks(day: date) -> int:
    """Tells everybody in the case once for each reminder; after a pause of the worker only the nearest one."""
    told = 0
    for clock in Clock.objects.filter(state="running", due_on__gte=day, case__state="open").select_related(
        "case"
    ):
        left = (clock.due_on - day).days
        due = [days for days in _reminders(clock) if left <= days]
        if due:
            told += _tell(clock, f"clock:{clock.pk}:{clock.due_on}:{min(due)}")
    return told


def _reminders(clock: Clock) -> tuple[int, ...]:
    own = rules_of_time.get(clock.rule).rule.alerts_before if clock.rule else ()
    return own or CLOCK_REMINDERS


def remind_of_consents(day: date) -> int:
    told = 0
    living = Consent.objects.filter(state="given", expires_on__gte=day, case__state="open")
    for consent in living.select_related("case"):
        due = [days for days in CONSENT_REMINDERS if (consent.expires_on - day).days <= days]
        if due:
            told += _tell(consent, f"consent:{consent.pk}:{min(due)}")
    return told


@transaction.atomic
def _tell(row: Clock | Consent, key: str) -> int:
    people = members(row.case) if isinstance(row, Clock) else advocates(row.case)
    kind = "clock_near" if isinstance(row, Clock) else "consent_expiring"
    for person in people:
        path = f"/cases/{row.case.code}/"
        outbox.queue(person, kind, case_code=row.case.code, path=path, key=f"{key}:{person.pk}")
    return len(people)

"""Deadlines of a case: started from a rule of reference.clocks or set by a person, moved, met, stopped."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, Clock, Person, Request, Sponsor
from reencuentro.casework.rules import require
from reencuentro.engines.readiness import clocks as engine
from reencuentro.reference import clocks as rules_of_time

from ._story import edit, lock, record


@transaction.atomic
def start_clock(case: Case, rule: str, anchor_on: date, *, by: User, request: Request | None = None) -> Clock:
    """Start the clock of this rule from the day of its anchor. Raises Invalid when its length is not known."""
    require(by, "edit", case)
    try:
        row = rules_of_time.get(rule)
    except KeyError:
        raise Invalid("rule", _("Choose a clock from the list.")) from None
    sponsor = Sponsor.objects.filter(case=case).exclude(state="withdrawn").first()
    variant = row.variant_for(sponsor.category) if sponsor else ""
    due = engine.due(row.rule, anchor_on, rules_of_time.holidays(), variant=variant)
    if due.on is None:
        raise Invalid("rule", _("The length of this clock is not known. Enter the date by hand."))
    clock = Clock.objects.create(
        case=case,
        request=request,
        rule=rule,
        anchor_on=anchor_on,
        due_on=due.on,
        unverified=due.unverified,
        started_by=by,
    )
    record("clock.start", case, by=by, about=clock, rule=rule)
    return clock


@transaction.atomic
def set_clock(
    case: Case, label: str, due_on: date, *, by: User, kind: str = "hearing", rule: str = ""
) -> Clock:
    """A date that somebody else fixed, such as a hearing or an appeal whose length is entered by hand."""
    require(by, "edit", case)
    if not label.strip():
        raise Invalid("label", _("Write what is due."))
    clock = Clock.objects.create(
        case=case, rule=rule, kind=kind, label=label, due_on=due_on, set_by_hand=True, started_by=by
    )
    record("clock.set", case, by=by, about=clock, kind=kind)
    return clock


@transaction.atomic
def override_clock(clock: Clock, due_on: date, *, by: User, because: str, version: int) -> None:
    """A person knows better than the rule, and says why."""
    require(by, "edit", clock.case)
    if not because.strip():
        raise Invalid("because", _("Write why the date differs from the rule."))
    edit(clock, {"due_on": due_on, "set_by_hand": True, "set_because": because}, version=version)
    record("clock.override", clock.case, by=by, about=clock, said=because)


@transaction.atomic
def stop_clock(clock: Clock, move: str, *, by: User) -> None:
    """`meet` when it was done in time, `stop` when it no longer applies."""
    require(by, "edit", clock.case)
    lock(clock)
    clock.move(move)
    clock.save(update_fields=["state"])
    record(f"clock.{move}", clock.case, by=by, about=clock)


def keep_birthday_clock(child: Person) -> None:
    """The 18th birthday runs by itself as soon as the whole birth date is known, and follows its corrections."""
    running = Clock.objects.filter(case=child.case, rule="turn_18", state="running").first()
    born = child.birth_date
    if born is None or born.day is None:
        return
    due = engine.due(rules_of_time.get("turn_18").rule, born.earliest(), rules_of_time.holidays())
    if due.on is None:
        return
    clock = running or Clock(case=child.case, rule="turn_18")
    clock.anchor_on, clock.due_on = born.earliest(), due.on
    clock.unverified = due.unverified or born.approximate
    clock.save()

"""Other weights: first tried, before and after, then put in force by an administrator who says why."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.actions._story import lock, once
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotReady
from reencuentro.network import weights as known
from reencuentro.network.models import PolicyVersion, Trial
from reencuentro.network.queries import comparing, day, policy, weeks
from reencuentro.network.rules import require
from reencuentro.vault import boxes

STUCK_AFTER = timedelta(minutes=15)
MOST_A_ROUND = 2


@once(Trial)
def try_weights(weights: dict[str, float], *, by: User, client_id: UUID | None = None) -> Trial:
    """Ask the worker what would change. Nothing is in force by it. Raises NotAllowed, Invalid at a weight."""
    require(by, "try_weights")
    for code, problem in known.wrong(weights).items():
        raise Invalid(code, SENTENCES[problem])
    in_force = policy.current()
    if known.of(in_force) == weights:
        raise Invalid("", _("These are the weights in force."))
    trial = Trial.objects.create(
        weights=weights, base=in_force.version, by=by, at=now(), of=1 + 2 * weeks.RUNS, client_id=client_id
    )
    log.record("weights.try", by=by, about=trial)
    return trial


SENTENCES = {
    "missing": _("Write a number."),
    "low": _("This is too low."),
    "high": _("This is too high."),
    "order": _("Critical must weigh at least as much as high, and high as much as normal."),
    "nothing": _("Being on time, or speed, must count for something."),
}


def work_off() -> int:
    """Work out the trials that have waited longest; returns how many. Two workers never work on the same one.

    A few a round: mails and deadlines do not wait for however many somebody asks for.
    """
    Trial.objects.filter(state="working", begun_at__lt=now() - STUCK_AFTER).update(state="asked")
    return sum(work_out(trial) for trial in Trial.objects.filter(state="asked").order_by("at")[:MOST_A_ROUND])


def work_out(trial: Trial) -> bool:
    """False when somebody else is at it already."""
    begun = Trial.objects.filter(pk=trial.pk, state="asked")
    if not begun.update(state="working", begun_at=now(), done=0):
        return False
    other = policy.with_weights(trial.weights, "trial")
    here = day.of_everything(now())
    found = comparing.before_and_after(here, other)
    _step(trial, 1)
    simulated = weeks.before_and_after(here, other, lambda done: _step(trial, 1 + done))
    finished = Trial.objects.filter(pk=trial.pk, state="working")
    finished.update(state="ready", done=trial.of, today=found, weeks=simulated)
    return True


def _step(trial: Trial, done: int) -> None:
    Trial.objects.filter(pk=trial.pk).update(done=done)


@transaction.atomic
def adopt(trial: Trial, *, by: User, because: str) -> PolicyVersion:
    """Put the tried weights in force. Pressed twice it is one version.

    Raises NotAllowed, NotNow while the trial is not ready, Invalid without a reason, NotReady when other weights came
    in force since: then it must be tried again against those.
    """
    require(by, "change_weights")
    if not because.strip():
        raise Invalid("because", _("Say why."))
    lock(trial)
    adopted = PolicyVersion.objects.filter(version=_version(trial)).first()
    if trial.state == "adopted" and adopted:
        return adopted
    if policy.current().version != trial.base:
        raise NotReady(_("Other weights came in force meanwhile: try these again."))
    changes = _changes(trial)
    trial.move("adopt")
    trial.save(update_fields=["state"])
    made = PolicyVersion.objects.create(
        box=boxes.create("policy"),
        version=_version(trial),
        weights=trial.weights,
        by=by,
        because=because,
        at=now(),
    )
    log.record("weights.adopt", by=by, about=made, version=made.version, trial=trial.pk, **changes)
    return made


def _version(trial: Trial) -> str:
    """The day, and enough of the trial's id to be the only one."""
    return f"{trial.at:%Y-%m-%d}-{str(trial.pk)[:4]}"


def _changes(trial: Trial) -> dict[str, Any]:
    """Each changed weight in millionths: the ledger takes whole numbers only."""
    before = known.of(policy.current())
    return {code: round(value * 1_000_000) for code, value in trial.weights.items() if before[code] != value}

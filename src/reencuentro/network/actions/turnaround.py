"""Learning from what was delivered: once a day, by the worker, never while somebody waits for a page."""

import hashlib
import json
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from reencuentro.audit import log
from reencuentro.engines.turnaround import fit
from reencuentro.network.models import TurnaroundFit
from reencuentro.network.queries import turnaround
from reencuentro.reference import matching_policy

ENOUGH = 20  # with fewer pieces of work the catalogue alone is used


def fit_once_a_day(now: datetime) -> int:
    """Returns 1 if today's estimate was made just now. Two workers at once make one."""
    day = timezone.localdate(now)
    if TurnaroundFit.objects.filter(day=day).exists():
        return 0
    observations = turnaround.observations(now)
    if len(observations) < ENOUGH:
        return 0
    estimate = fit(observations, prior=matching_policy.prior())
    return _keep(day, now, len(observations), json.dumps(estimate.as_json(), sort_keys=True))


@transaction.atomic
def _keep(day: date, now: datetime, observations: int, parameters: str) -> int:
    made, new = TurnaroundFit.objects.get_or_create(
        day=day, defaults={"made_at": now, "observations": observations, "parameters": parameters}
    )
    if new:
        seal = hashlib.sha256(parameters.encode()).hexdigest()
        log.record("turnaround.fit", by="system", about=made, observations=observations, hash=seal)
    return int(new)

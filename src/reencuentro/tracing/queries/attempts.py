"""What was tried for one search: by the team, and by the Defenders who look for the same person."""

from dataclasses import dataclass

from reencuentro.casework.models import Finding, Step
from reencuentro.tracing.models import Attempt, TracingRequest

from .beside import requests_beside


@dataclass(frozen=True)
class Tried:
    """attempts: newest first. steps: what Defenders wrote in requests to find this person, newest first; read only."""

    attempts: list[Attempt]
    steps: list[Step]


def tried(request: TracingRequest) -> Tried:
    """For the legal team and the coordinator; whether the reader is one of them is asked before. Two queries."""
    attempts = Attempt.objects.filter(request=request).select_related("by").order_by("-on", "-at")
    steps = Step.objects.filter(assignment__request__in=requests_beside(request).order_by()).select_related(
        "assignment__request"
    )
    return Tried(list(attempts), list(steps.order_by("-at")))


def attempt_behind(finding: Finding) -> Attempt | None:
    return Attempt.objects.filter(finding=finding).first()

"""The weights in force: the newest version of an administrator, or the data file before there is one."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from reencuentro.accounts.models import User
from reencuentro.engines.matching import Policy
from reencuentro.network import weights
from reencuentro.network.models import PolicyVersion, Trial
from reencuentro.reference import matching_policy

RECENT = 10


def current() -> Policy:
    """One query."""
    newest = PolicyVersion.objects.values_list("version", "weights").first()
    return _as_policy(*newest) if newest else matching_policy.policy()


def with_weights(changed: dict[str, float], version: str) -> Policy:
    """The weights in force with `changed` in their place; for trials. One query."""
    return weights.put_into(current(), changed, version)


def _as_policy(version: str, kept: dict[str, float]) -> Policy:
    return weights.put_into(matching_policy.policy(), kept, version)


def history() -> QuerySet[PolicyVersion]:
    """The newest first, with who decided. One query."""
    return PolicyVersion.objects.select_related("by")


def trials_of(user: User) -> QuerySet[Trial]:
    """What somebody tried, the newest first. One query."""
    return Trial.objects.filter(by=user)[:RECENT]


def trial_for(user: User, pk: UUID) -> Trial:
    """One trial of one's own, or 404."""
    return get_object_or_404(Trial, pk=pk, by=user)

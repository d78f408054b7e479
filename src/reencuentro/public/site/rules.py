"""Who may publish: two pairs of eyes on the very words that go out."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Revision, TaskState

from reencuentro.accounts.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


def is_editor(user: Any) -> bool:
    return isinstance(user, User) and user.is_active and user.is_editor


def may_approve(user: Any, revision: Revision) -> bool:
    """An Editor, and not the one who wrote these words."""
    return is_editor(user) and revision.user_id != user.pk


def is_reviewed(revision: Revision) -> bool:
    """Somebody else than its author has approved exactly this revision."""
    return _approvals(revision).exists()


def _approvals(revision: Revision) -> "QuerySet[TaskState]":
    from .models import SecondEditor  # the models ask these rules

    approved = TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        task__in=SecondEditor.objects.all(),
        finished_by__isnull=False,
    )
    return approved.exclude(finished_by=revision.user_id) if revision.user_id else approved

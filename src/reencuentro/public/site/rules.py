"""Who may publish: two pairs of eyes on the very words that go out."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Page, PagePermissionTester, Revision, TaskState

from reencuentro.accounts.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Allowed(PagePermissionTester):
    """What an Editor may do with a page alone: all but publish. Withdrawing needs nobody else: it may be urgent."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return "publish" in getattr(self, "permissions", ())


def is_editor(user: Any) -> bool:
    return isinstance(user, User) and user.is_active and user.is_editor


def newest(page: Page) -> Revision:
    """The newest words of a page, asked anew: an object that somebody holds may know older ones."""
    return Page.objects.select_related("latest_revision").get(pk=page.pk).latest_revision


def may_approve(user: Any, revision: Revision) -> bool:
    """An Editor, and not the one who wrote these words."""
    return is_editor(user) and revision.user_id != user.pk


def is_reviewed(revision: Revision | None) -> bool:
    """Somebody else than its author has approved exactly this revision."""
    return revision is not None and _approvals(revision).exists()


def _approvals(revision: Revision) -> "QuerySet[TaskState]":
    approved = TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        task__content_type__app_label="public_site",
        task__content_type__model="secondeditor",
        finished_by__isnull=False,
    )
    return approved.exclude(finished_by=revision.user_id) if revision.user_id else approved

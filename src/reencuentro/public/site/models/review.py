from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from reencuentro.accounts.models import Role, User
from reencuentro.notify import outbox
from reencuentro.public.site import rules
from reencuentro.public.site.errors import NeedsSecondEditor

Action = tuple[str, Any, bool]  # name, what the button says, whether it asks for a comment


class SecondEditor(Task):
    """The one step of our workflow: an Editor who did not write a page reads it, and publishes or asks for changes."""

    class Meta:
        verbose_name = _("review by a second Editor")

    @transaction.atomic
    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """The other Editors are told that something waits, and where."""
        state = super().start(workflow_state, user=user)
        page = workflow_state.content_object
        author = state.revision.user_id
        for editor in User.objects.working(Role.EDITOR).exclude(pk__in=[pk for pk in (author,) if pk]):
            outbox.queue(editor, "page_to_review", path=edit_path(page))
        return state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **more: Any) -> None:
        """Raises NeedsSecondEditor when the author approves. The approval is of the newest words, not of older ones."""
        page = task_state.workflow_state.content_object
        if action_name == "approve":
            task_state.revision = rules.newest(page)
            if not rules.may_approve(user, task_state.revision):
                raise NeedsSecondEditor
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, **more)
        self._tell_who_asked(task_state, user, page)

    def _tell_who_asked(self, task_state: TaskState, user: Any, page: Page) -> None:
        asked = task_state.workflow_state.requested_by
        if asked is not None and asked.is_active and asked != user:
            outbox.queue(asked, "page_reviewed", path=edit_path(page))

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return rules.is_editor(user)

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        if not rules.may_approve(user, rules.newest(obj)):
            return []
        return [
            ("reject", _("Ask for changes"), True),
            ("approve", _("Approve"), False),  # Wagtail adds "and publish" to the words of the last step
            ("approve", _("Approve with a comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **_more: Any) -> "models.QuerySet[TaskState]":
        if not rules.is_editor(user):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(revision__user=user)

    @classmethod
    def get_description(cls) -> Any:
        return _(
            "An Editor who did not write the page reads it. Nobody can publish what only they have seen."
        )


def edit_path(page: Page) -> str:
    return f"/editors/pages/{page.pk}/edit/"

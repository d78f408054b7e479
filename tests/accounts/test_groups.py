"""The group that Wagtail asks follows from the role, through every act that changes it."""

from django.contrib.auth.models import Group, Permission

from reencuentro.accounts import actions, groups
from reencuentro.accounts.models import User

from .cast import Cast, join, organisation


def names(user: User) -> list[str]:
    return list(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def test_only_editors_are_in_a_group(cast: Cast) -> None:
    people = (cast.editor, cast.administrator, cast.coordinator, cast.advocate, cast.defender)
    assert [names(user) for user in people] == [["editor"], [], [], [], []]


def test_whoever_changes_role_changes_group(cast: Cast) -> None:
    actions.change_role(cast.editor, by=cast.administrator, organisation=cast.initiative, role="coordinator")
    assert names(cast.editor) == []
    actions.change_role(cast.editor, by=cast.administrator, organisation=cast.initiative, role="editor")
    assert names(cast.editor) == ["editor"]


def test_whoever_leaves_is_in_no_group(cast: Cast) -> None:
    actions.end_membership(cast.editor, by=cast.administrator)
    assert names(cast.editor) == []


def test_what_the_group_may_do_the_editor_may_and_nobody_else(cast: Cast) -> None:
    allowed = Permission.objects.get(codename="access_admin")
    groups.editors().permissions.add(allowed)
    may = {
        user: User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")
        for user in (cast.editor, cast.administrator)
    }
    assert may == {cast.editor: True, cast.administrator: False}
    editor = User.objects.get(pk=cast.editor.pk)
    assert editor.has_perms(["wagtailadmin.access_admin"])
    assert not editor.has_perms(["wagtailadmin.access_admin", "accounts.add_user"])
    assert (editor.has_module_perms("wagtailadmin"), editor.has_module_perms("accounts")) == (True, False)


def test_nobody_is_a_superuser(cast: Cast) -> None:
    assert {user.is_superuser for user in User.objects.all()} == {False}


def test_the_group_is_made_when_the_first_editor_comes(db: None) -> None:
    Group.objects.all().delete()
    editor = join(organisation("initiative"), "editor", "new@example.org", "New")  # type: ignore[arg-type]
    assert names(editor) == ["editor"]

"""Editors who were there before the public site join the group that Wagtail asks."""

from typing import Any

from django.db import migrations


def join(apps: Any, schema_editor: Any) -> None:
    editors = apps.get_model("accounts", "Membership").objects.filter(role="editor", ended=None)
    group, _new = apps.get_model("auth", "Group").objects.get_or_create(name="editor")
    for membership in editors.select_related("user"):
        membership.user.groups.add(group)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_groups"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(join, migrations.RunPython.noop)]

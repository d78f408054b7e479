"""Wagtail asks a person's groups who may edit the public site. The one group there is follows from the role."""

from django.contrib.auth.models import Group

from .models import User
from .roles import Role

EDITORS = str(Role.EDITOR)


def editors() -> Group:
    """The Editors' group. What it may do on the public site is given by public.site."""
    return Group.objects.get_or_create(name=EDITORS)[0]


def follow_role(user: User) -> None:
    """An Editor is in the Editors' group, everybody else in none."""
    user.groups.set([editors()] if user.role == Role.EDITOR else [])
    user.__dict__.pop("site_permissions", None)

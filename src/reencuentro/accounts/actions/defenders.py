from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from reencuentro.accounts.models import DefenderProfile, User
from reencuentro.accounts.rules import Actor, require
from reencuentro.audit import log

CHANGEABLE = frozenset(
    {
        "departments",
        "languages",
        "expertise",
        "absences",
        "woman",
        "willing",
        "fee_notes",
        "weekly_capacity",
    }
)


@transaction.atomic
def update_defender_profile(user: User, *, by: Actor, **changes: Any) -> DefenderProfile:
    """Changes the named fields (models/defender.py says their shapes). Raises NotAllowed, ValidationError."""
    require(by, "change_defender_profile", user)
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise ValidationError(dict.fromkeys(sorted(unknown), "This field cannot be changed here."))
    profile = DefenderProfile.objects.select_for_update().get(user=user)
    for name, value in changes.items():
        setattr(profile, name, value)
    profile.full_clean(exclude=["user", "box"])
    profile.save()
    log.record("defender_profile_changed", by=by, about=user, fields=len(changes))
    return profile


@transaction.atomic
def pause_defender(user: User, *, by: Actor) -> None:
    """No new offers until `resume_defender`; running work goes on. Raises NotAllowed."""
    _set_paused(user, True, by=by)
    log.record("defender_paused", by=by, about=user)


@transaction.atomic
def resume_defender(user: User, *, by: Actor) -> None:
    """Raises NotAllowed."""
    _set_paused(user, False, by=by)
    log.record("defender_resumed", by=by, about=user)


def _set_paused(user: User, paused: bool, *, by: Actor) -> None:
    require(by, "change_defender_profile", user)
    profile = DefenderProfile.objects.select_for_update().get(user=user)
    profile.paused = paused
    profile.save(update_fields=["paused", "updated"])

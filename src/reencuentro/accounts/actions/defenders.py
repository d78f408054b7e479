from collections.abc import Iterable, Mapping
from operator import ne
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reencuentro.accounts.errors import AgreementChanged
from reencuentro.accounts.models import DefenderProfile, User
from reencuentro.accounts.rules import Actor, require
from reencuentro.audit import log
from reencuentro.reference import agreement, travel

CHANGEABLE = frozenset(
    {
        "departments",
        "languages",
        "expertise",
        "weekdays",
        "periods",
        "absences",
        "woman",
        "willing",
        "fees",
        "fee_notes",
        "weekly_capacity",
    }
)


@transaction.atomic
def update_defender_profile(user: User, *, by: Actor, **changes: Any) -> DefenderProfile:
    """Changes the named fields (models/defender.py says their shapes). Raises NotAllowed, ValidationError."""
    require(by, "change_defender_profile", user)
    _refuse_unknown(changes)
    profile = _locked(user)
    if "departments" in changes:
        profile.hours_said = sorted(changes["departments"])
    _write(profile, changes)
    log.record("defender_profile_changed", by=by, about=user, fields=len(changes))
    return profile


@transaction.atomic
def choose_base(user: User, base: str, *, by: Actor) -> DefenderProfile:
    """Where they live and work (a place code). Hours that nobody has said are reckoned anew from there.

    Raises NotAllowed, KeyError for an unknown place.
    """
    require(by, "change_defender_profile", user)
    profile = _locked(user)
    said = profile.said_by_people()
    hours = {
        code: known if code in said else travel.start_hours(base, code)
        for code, known in profile.departments.items()
    }
    _write(profile, {"base": base, "departments": hours, "hours_said": sorted(said)})
    log.record("defender_profile_changed", by=by, about=user, fields=1)
    return profile


@transaction.atomic
def choose_departments(user: User, codes: Iterable[str], *, by: Actor) -> DefenderProfile:
    """Where they go. New ones begin with hours reckoned from the base; the others keep theirs. Raises NotAllowed."""
    require(by, "change_defender_profile", user)
    profile = _locked(user)
    _write(profile, territory(profile, codes))
    log.record("defender_profile_changed", by=by, about=user, fields=1)
    return profile


def territory(profile: DefenderProfile, codes: Iterable[str]) -> dict[str, Any]:
    """The columns of a profile that goes to these departments."""
    base, known, said = profile.base_or_nearest(), profile.hours(), profile.said_by_people()
    chosen = list(codes)
    hours = {
        code: known[code] if code in known else travel.start_hours(base or code, code) for code in chosen
    }
    return {"departments": hours, "hours_said": sorted(said & set(chosen))}


@transaction.atomic
def say_hours(user: User, hours: Mapping[str, float], *, by: Actor) -> DefenderProfile:
    """Hours of travel to departments of the territory. Those that differ from what stood there count as said.

    Raises NotAllowed.
    """
    require(by, "change_defender_profile", user)
    profile = _locked(user)
    _write(profile, corrected(profile, hours))
    log.record("defender_profile_changed", by=by, about=user, fields=1)
    return profile


def corrected(profile: DefenderProfile, hours: Mapping[str, float]) -> dict[str, Any]:
    """The columns of a profile whose hours a person has looked through."""
    known = profile.hours()
    changed = {code: value for code, value in hours.items() if code in known and known[code] != value}
    return {
        "departments": known | changed,
        "hours_said": sorted(profile.said_by_people() | changed.keys()),
    }


@transaction.atomic
def correct_defender_profile(
    user: User, *, by: Actor, hours: Mapping[str, float], languages: Mapping[str, Any]
) -> int:
    """A coordinator corrects hours of travel and languages; returns how many of the two changed. Raises NotAllowed."""
    require(by, "correct_defender_profile", user)
    profile = _locked(user)
    before = (profile.hours(), profile.tongues())
    _write(profile, {**corrected(profile, hours), "languages": dict(languages)})
    changed = sum(map(ne, before, (profile.hours(), profile.tongues())))
    if changed:
        log.record("defender_profile_corrected", by=by, about=user, fields=changed)
    return changed


@transaction.atomic
def prefill_defender_profile(user: User, *, by: Actor, base: str, **changes: Any) -> None:
    """What an applicant had written becomes the profile of the invited Defender, to be checked by them.

    `departments` are codes; their hours are reckoned from `base`. Raises NotAllowed, ValidationError.
    """
    require(by, "invite")
    codes = changes.pop("departments")
    _refuse_unknown(changes)
    profile = _locked(user)
    profile.base, profile.departments, profile.hours_said = base, {}, []
    _write(profile, territory(profile, codes) | changes)
    log.record("defender_profile_prefilled", by=by, about=user, fields=len(changes) + 2)


@transaction.atomic
def accept_agreement(user: User, version: str, *, by: Actor) -> None:
    """The Defender agrees to the text that they have read. Twice is once. Raises NotAllowed, AgreementChanged."""
    require(by, "accept_agreement", user)
    if version != agreement.current().version:
        raise AgreementChanged
    profile = _locked(user)
    if profile.agreed_version == version:
        return
    profile.agreed_version, profile.agreed_at = version, timezone.now()
    profile.save(update_fields=["agreed_version", "agreed_at"])
    log.record("agreement_accepted", by=by, about=user, version=version)


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
    profile = _locked(user)
    profile.paused = paused
    profile.save(update_fields=["paused", "updated"])


def _locked(user: User) -> DefenderProfile:
    return DefenderProfile.objects.select_for_update().get(user=user)


def _refuse_unknown(changes: Mapping[str, Any]) -> None:
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise ValidationError(dict.fromkeys(sorted(unknown), "This field cannot be changed here."))


def _write(profile: DefenderProfile, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(profile, name, value)
    profile.full_clean(exclude=["user", "box"])
    profile.save()

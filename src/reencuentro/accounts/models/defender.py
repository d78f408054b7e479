from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from reencuentro.reference import matching_policy
from reencuentro.vault.fields import SealedJSONField, SealedTextField
from reencuentro.vault.models import SealedModel

SPEAKS = 2  # the level from which a language counts: fewer words do not carry an interview


class Tongue(NamedTuple):
    """How a language is spoken: level 1 a few words, 2 speaks, 3 fluent; by the Defender or by an interpreter."""

    level: int
    who: str  # self | interpreter


def tongue(said: Any) -> Tongue:
    """One answer of DefenderProfile.languages; older profiles have the level alone."""
    if isinstance(said, dict):
        return Tongue(int(said["level"]), str(said["who"]))
    return Tongue(int(said), "self")


class DefenderProfile(SealedModel):
    """What a Defender can do, where and when; the matching reads it. Sealed in the Defender's own box.

    Territory, languages and gender together can point at one person in a small country, so they are sealed like a
    name; only what a list must filter by (country, paused) stands in clear. A sealed column that an older profile
    does not have is None: read the shapes through the methods.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="defender_profile"
    )
    country = models.CharField(_("country"), max_length=2)  # ISO 3166-1 alpha-2
    base = SealedTextField(null=True, blank=True, max_length=20)  # place code: where they live and work
    departments = SealedJSONField(
        _("departments"), default=dict, blank=True
    )  # {department code: hours of travel}
    # Departments whose hours a person gave, so that a new base does not change them. None: all of them.
    hours_said = SealedJSONField(null=True, blank=True, default=None)
    languages = SealedJSONField(
        _("languages"), default=dict, blank=True
    )  # {ISO 639-3 code: {"level": 1-3, "who": "self" | "interpreter"}}; older: {code: level}
    expertise = SealedJSONField(_("expertise"), default=dict, blank=True)  # {service or document code: 0-3}
    weekdays = SealedJSONField(null=True, blank=True, default=None)  # [0-6], 0 = Monday; empty: every day
    periods = SealedJSONField(null=True, blank=True, default=None)  # [[first, last], …]; empty: always
    absences = SealedJSONField(
        _("absences"), default=list, blank=True
    )  # [[first day, last day], …] as ISO dates
    woman = SealedJSONField(_("woman"), default=None, null=True, blank=True)  # True, False or None (not said)
    # {safety category: taken}; older: a list of those that are taken. Nobody but the Defender sees it.
    willing = SealedJSONField(_("willing to take"), default=dict, blank=True)
    fees = SealedJSONField(null=True, blank=True, default=None)  # [{"kind" or "", "amount", "currency"}]
    fee_notes = SealedTextField(_("notes on fees"), max_length=2000, blank=True)
    weekly_capacity = models.PositiveSmallIntegerField(
        _("requests a week"), default=2, validators=[MaxValueValidator(40)]
    )
    paused = models.BooleanField(_("paused"), default=False)
    agreed_version = models.CharField(max_length=20, blank=True)  # of reference/data/agreement.yaml
    agreed_at = models.DateTimeField(null=True, blank=True)
    updated = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"defender profile of user:{self.user_id}"

    def is_away(self, today: date) -> bool:
        return any(first <= today.isoformat() <= last for first, last in self.absences)

    def takes_work_on(self, day: date) -> bool:
        """Not away, on a day of the week and in a period on which work is taken. The pause is another matter."""
        weekday = not self.weekdays or day.weekday() in self.weekdays
        period = not self.periods or any(first <= day.isoformat() <= last for first, last in self.periods)
        return weekday and period and not self.is_away(day)

    def tongues(self) -> dict[str, Tongue]:
        """Every language that was said, by its code."""
        return {code: tongue(said) for code, said in self.languages.items()}

    def spoken(self) -> frozenset[str]:
        """The languages that count for a match: spoken, by whomever, at level 2 or better."""
        return frozenset(code for code, said in self.tongues().items() if said.level >= SPEAKS)

    def hours(self) -> dict[str, float]:
        """Hours of travel, one way, to each department of the territory."""
        return {code: float(hours) for code, hours in self.departments.items()}

    def said_by_people(self) -> frozenset[str]:
        """The departments whose hours stand on somebody's word and not on a distance."""
        return frozenset(self.departments if self.hours_said is None else self.hours_said)

    def base_or_nearest(self) -> str:
        """The place where they live and work, a municipality or a department; else the department that is nearest
        to them; "" when nothing is said.
        """
        hours = self.hours()
        nearest = min(hours, key=lambda code: (hours[code], code), default="")
        return self.base or nearest

    def willingness(self) -> dict[str, bool]:
        """What was said about each safety category; what is not in it was not said."""
        if isinstance(self.willing, dict):
            return {code: bool(taken) for code, taken in self.willing.items()}
        return dict.fromkeys(self.willing, True)

    def refuses(self, categories: Any) -> bool:
        """True when one of these safety categories is not taken, or must be asked for first and was not said."""
        said, ask_first = self.willingness(), matching_policy.joining().ask_first
        return any(not said.get(code, code not in ask_first) for code in categories)

    def price(self, kind: str) -> dict[str, Any] | None:
        """What they take for this service or document, or for anything: {"kind", "amount", "currency"}."""
        fees: list[dict[str, Any]] = self.fees or []
        own = [fee for fee in fees if fee["kind"] in (kind, "")]
        return max(own, key=lambda fee: fee["kind"] == kind, default=None)

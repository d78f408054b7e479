"""Forms about the case as a whole."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.states import OUTCOMES
from reencuentro.casework.terms import LINK_KINDS, PARTS
from reencuentro.reference import countries, obstacles, vocabularies
from reencuentro.web.said import hints, of_terms, of_words, spoken

from .base import ActForm, EditForm
from .fields import PartialDateField, day, line, listed, one_of, some_of, text

HELP_ABROAD = {
    "yes": _("A Defender can obtain: %(what)s."),
    "partly": _("A Defender can do a part: %(what)s."),
    "no": _("This cannot be solved from abroad."),
}


def obstacle_choices() -> list[tuple[str, Any]]:
    return [(row.code, spoken(row.what)) for row in obstacles.all()]


def obstacle_hint(row: Any, language: str) -> str:
    """What abroad can and cannot do about this obstacle."""
    said = str(HELP_ABROAD[row.abroad_can_help]) % {"what": row.abroad(language)}
    limits = row.limits(language) if row.limits else ""
    return f"{said} {limits.rstrip('.')}." if limits else said


def obstacle_hints() -> dict[str, Any]:
    return {row.code: spoken(partial(obstacle_hint, row)) for row in obstacles.all()}


class OpenCase(ActForm):
    """What is known on the first day. Everything but a name and the country may stay empty."""

    given = line(_("Given names"), help_text=_("As in the custody file; other spellings can be added later."))
    surname1 = line(_("First surname"))
    surname2 = line(_("Second surname"))
    birth_date = PartialDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Write what is known: the year alone is enough."),
    )
    country = one_of(_("Country of origin"), of_terms(countries.all()))
    custody_since = day(
        _("In custody since"),
        required=False,
        help_text=_("The first day in ORR custody, for example 3 7 2026."),
    )
    facility = line(_("Facility"), help_text=_("Sealed; shown only on request, and each time is recorded."))
    obstacles = some_of(
        _("What stands in the way of release?"),
        obstacle_choices(),
        hints=obstacle_hints(),
        help_text=_("Choose all that apply. You can add and remove obstacles at any time."),
    )
    sponsor_given = line(_("Sponsor: given names"), help_text=_("Leave empty if nobody is known yet."))
    sponsor_surname1 = line(_("Sponsor: first surname"))
    sponsor_surname2 = line(_("Sponsor: second surname"))
    relationship = listed(
        _("The sponsor is the child's"), of_terms(vocabularies.terms("relationships")), required=False
    )
    category = one_of(
        _("Sponsor category"),
        of_terms(vocabularies.terms("categories")),
        hints=hints(vocabularies.terms("categories")),
        required=False,
    )
    narrative = text(
        _("Privileged note"),
        limit=8000,
        rows=5,
        help_text=_("Only the legal team reads it; never a Defender, never a coordinator."),
    )

    PARTS = (
        (_("The child"), ("given", "surname1", "surname2", "birth_date", "country")),
        (_("Custody"), ("custody_since", "facility")),
        (_("Obstacles"), ("obstacles",)),
        (
            _("Sponsor, if known"),
            ("sponsor_given", "sponsor_surname1", "sponsor_surname2", "relationship", "category"),
        ),
        (_("For the legal team"), ("narrative",)),
    )


class FindCase(forms.Form):
    code = forms.CharField(
        label=_("Code of the case"),
        required=False,
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "class": "w-10", "autocapitalize": "characters"}),
    )


class EditCase(EditForm):
    custody_since = day(_("In custody since"), required=False)
    exit_pathway = listed(_("Way out of custody"), of_terms(vocabularies.terms("exit_pathways")))
    injunction_class = forms.BooleanField(
        label=_("Counsel has decided: the child belongs to the class protected by the injunction"),
        required=False,
    )


class EditNarrative(EditForm):
    narrative = text(_("Privileged note"), limit=8000, rows=10)


class Urgent(ActForm):
    urgent = one_of(
        _("Is the case medically urgent?"),
        [("yes", _("Yes")), ("no", _("No"))],
        hints={
            "yes": _("Every open request of the case becomes critical."),
            "no": _("Open requests keep their urgency until the next triage."),
        },
    )
    because = text(_("Why?"), required=True, limit=1000)


class EndCase(ActForm):
    outcome = one_of(_("How did it end?"), of_words(OUTCOMES))
    ended_on = day(_("On which day?"))
    said = text(_("What should be remembered?"), limit=2000)


class Because(ActForm):
    """An act that needs nothing but its reason."""

    because = text(_("Why?"), required=True, limit=1000)


class LinkCase(ActForm):
    other = line(
        _("Code of the other case"),
        required=True,
        limit=12,
        help_text=_("Only a case on which you work too. Each side sees the other's code, nothing more."),
    )
    kind = one_of(_("How do they belong together?"), of_words(LINK_KINDS))
    because = text(_("Why?"), required=True, limit=1000)


class AddMember(ActForm):
    """A colleague from the list, or somebody of a partner organisation by e-mail."""

    colleague = forms.ChoiceField(label=_("Somebody of your organisation"), required=False)
    email = forms.EmailField(
        label=_("Or the e-mail of an advocate elsewhere"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    part = one_of(
        _("As what?"),
        of_words({code: words for code, words in PARTS.items() if code != "coordinator"}),
        hints={
            "counsel": _("Reads everything, lets others in, decides on findings."),
            "legal_team": _("Reads everything, the privileged note too."),
            "child_advocate": _("Reads the case without the privileged note and without undecided findings."),
        },
    )
    because = text(_("Why does this person need the case?"), required=True, limit=1000)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [("", "—"), *colleagues]  # type: ignore[attr-defined]

"""Forms of the Administrator's pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Organisation, OrganisationKind, Role, User
from reencuentro.accounts.queries import Place, Standing
from reencuentro.accounts.words import bare
from reencuentro.reference import countries
from reencuentro.ui.widgets import RadioCards
from reencuentro.web.administration.entries import read

from .base import ActForm

Choices = list[tuple[Any, Any]]
UNITED_STATES = _("United States")


def country_name(code: str) -> str:
    if code in countries.ORIGIN:
        return countries.get(code).label(get_language() or "en")
    return str(UNITED_STATES) if code == "US" else code


country_words = lazy(country_name, str)


def _countries() -> Choices:
    return [(code, country_words(code)) for code in ("US", *countries.ORIGIN)]


def _email(label: Any, **options: Any) -> forms.EmailField:
    attributes = {"autocomplete": "off", "inputmode": "email", "autocapitalize": "none", "class": "w-20"}
    return forms.EmailField(label=label, max_length=254, widget=forms.EmailInput(attributes), **options)


def _handing() -> forms.ChoiceField:
    hints = {
        "mail": _("We send it in the language of this person. Nobody else sees the link."),
        "here": _("You see it once, and hand it over yourself on a safe channel."),
    }
    choices = [("mail", _("By e-mail")), ("here", _("Show me the link once"))]
    return forms.ChoiceField(
        label=_("How does the link reach this person?"),
        choices=choices,
        initial="mail",
        widget=RadioCards(hints=hints),
    )


def _by_words(choice: tuple[str, str]) -> str:
    return bare(choice[1])


class _WithPlace(ActForm):
    """A form that chooses a role in an organisation: only pairs that fit are offered."""

    place = forms.ChoiceField(label=_("Role and organisation"))

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.code: place for place in places}
        self.fields["place"].choices = [("", _("Choose…")), *_grouped(places)]  # type: ignore[attr-defined]

    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]


def _grouped(places: Sequence[Place]) -> Choices:
    """By kind of organisation, in the order of the names within each."""
    groups = []
    for kind in OrganisationKind:
        options = [
            (one.code, f"{one.role.label} · {one.organisation.name}")
            for one in places
            if one.organisation.kind == kind
        ]
        if options:
            groups.append((kind.label, sorted(options, key=_by_words)))
    return groups


class _WithSuccessor(ActForm):
    """A form that asks who takes the work over, only when there is work that somebody must take."""

    successor = forms.ChoiceField(label=_("Who takes over the cases?"))

    def __init__(self, *args: Any, successors: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.successors = {str(one.pk): one for one in successors}
        if successors:
            named = sorted(
                ((pk, one.full_name) for pk, one in self.successors.items()), key=lambda row: row[1]
            )
            self.fields["successor"].choices = [("", _("Choose…")), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["successor"]

    def chosen_successor(self) -> User | None:
        return self.successors.get(self.cleaned_data.get("successor", ""))


class Search(forms.Form):
    words = forms.CharField(
        label=_("Name, e-mail or organisation"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "class": "w-20"}),
    )


class PeopleFilter(forms.Form):
    """Read from the address: codes and ids only. What does not fit counts as not chosen."""

    standing = forms.ChoiceField(label=_("How they stand"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, *args: Any, houses: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.houses = {str(house.pk): house for house in houses}
        named = sorted(((pk, house.name) for pk, house in self.houses.items()), key=_by_words)
        for name, choices in (
            ("standing", Standing.choices),
            ("role", Role.choices),
            ("organisation", named),
        ):
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """The keywords of accounts.queries.people."""
        self.is_valid()
        chosen = {name: self.cleaned_data.get(name, "") for name in ("standing", "role", "organisation")}
        return {**chosen, "organisation": self.houses.get(chosen["organisation"])}


class Handing(forms.Form):
    handing = _handing()


class Invitation(_WithPlace):
    email = _email(_("E-mail"))
    full_name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        required=False,
        help_text=_("The person can correct it when they join."),
        widget=forms.TextInput({"autocomplete": "off", "class": "w-20"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=RadioCards)
    handing = _handing()
    field_order = ("place", "email", "full_name", "language", "handing")


class Move(_WithSuccessor, _WithPlace):
    field_order = ("place", "successor")


class Leave(_WithSuccessor):
    sure = forms.BooleanField(label=_("Yes, this person leaves"))
    field_order = ("successor", "sure")


class ComeBack(_WithPlace):
    handing = _handing()


class _House(ActForm):
    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "off", "class": "w-20"})
    )
    country = forms.ChoiceField(label=_("Country"), choices=_countries)


class OrganisationForm(_House):
    kind = forms.ChoiceField(label=_("What is it?"), choices=OrganisationKind.choices, widget=RadioCards)
    field_order = ("kind", "name", "country")

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "name", "country")}


class OrganisationChange(_House):
    active = forms.BooleanField(
        label=_("Works with us"),
        required=False,
        help_text=_("Without it nobody new can be invited; its people keep their work."),
    )

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "country", "active")}


class LedgerSearch(forms.Form):
    reference = forms.CharField(
        label=_("Case code or id"),
        max_length=60,
        help_text=_(
            "For example R-7K3F2M, or an id of the ledger. Never a name: the ledger knows none. "
            "The search leaves an entry."
        ),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "w-20"}),
    )

    def clean_reference(self) -> str:
        text: str = self.cleaned_data["reference"].strip()
        if read(text) is None:
            raise forms.ValidationError(_("This is no case code and no id of the ledger."))
        return text


class Erase(ActForm):
    """Typing the code is the last chance to notice that it is the wrong case."""

    typed = forms.CharField(
        label=_("Type the code of the case"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "w-10"}),
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"].strip().upper()
        if typed != self.code:
            raise forms.ValidationError(_("This is not the code of this case."))
        return typed

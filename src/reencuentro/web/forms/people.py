"""Forms about the persons of a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.terms import ALIVE, SEXES
from reencuentro.reference import languages, places, vocabularies
from reencuentro.web.said import Choices, of_terms, of_words

from .base import ActForm, EditForm
from .fields import PartialDateField, day, line, listed, one_of, some_of, text

PLAIN_FACTS = ("relationship", "sex", "birth_date", "alive", "unlocated", "last_known", "note")
LEVELS = "native"  # what a language of a form is recorded as; finer levels come with the interview


class Facts(forms.Form):
    """What is known of a person. `country` limits the departments that are offered."""

    relationship = listed(
        _("Who is this person to the child?"), of_terms(vocabularies.terms("relationships")), required=False
    )
    sex = one_of(_("Sex"), of_words(SEXES), required=False)
    birth_date = PartialDateField(
        label=_("Date of birth"), required=False, help_text=_("The year alone is enough.")
    )
    department = forms.ChoiceField(label=_("Department or state of birth"), required=False)
    municipality = line(_("Municipality of birth"))
    village = line(_("Village or neighbourhood"))
    languages = some_of(_("Languages this person speaks"), [])
    alive = one_of(_("Is this person alive?"), of_words(ALIVE), required=False)
    unlocated = forms.BooleanField(label=_("Nobody knows where this person is"), required=False)
    last_known = text(
        _("How was this person last reached?"),
        limit=1000,
        help_text=_("Telephone, directions to the house, whom to ask."),
    )
    note = text(_("Note for the team"), limit=2000)

    def __init__(self, *args: Any, country: str, child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        departments = of_terms(places.departments(country))
        self.fields["languages"].choices = of_terms(languages.spoken_in(country))  # type: ignore[attr-defined]
        self.fields["department"].choices = [("", "—"), *departments]  # type: ignore[attr-defined]
        for name in ("relationship", "alive", "unlocated", "last_known") if child else ():
            del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """As casework.actions.people takes them."""
        given = self.cleaned_data
        facts: dict[str, Any] = {name: given[name] for name in PLAIN_FACTS if name in given}
        if "alive" in facts:
            facts["alive"] = facts["alive"] or "unknown"
        place = {key: given[key] for key in ("department", "municipality", "village") if given[key]}
        facts["birth_place"] = {"country": self.country, **place} if place else {}
        facts["languages"] = [{"code": code, "level": LEVELS} for code in given["languages"]]
        return facts


class AddPerson(Facts, ActForm):
    given = line(_("Given names"))
    surname1 = line(_("First surname"))
    surname2 = line(_("Second surname"))
    field_order = ("given", "surname1", "surname2")


class EditPerson(Facts, EditForm):
    pass


class Registry(EditForm):
    """Where the birth record lies."""

    office = line(_("Registry office"))
    municipality = line(_("Municipality"))
    year = line(_("Year of the entry"), limit=10)
    book = line(_("Book"), limit=40)
    folio = line(_("Folio"), limit=40)
    entry = line(_("Entry or certificate number"), limit=40)


class AddName(ActForm):
    given = line(_("Given names"))
    surname1 = line(_("First surname"))
    surname2 = line(_("Second surname"))
    kind = listed(_("What kind of name is it?"), of_terms(vocabularies.terms("name_kinds")))
    source = line(_("Where does it stand?"), help_text=_("For example: school card of 2021."))
    as_of = day(_("Date of that paper"), required=False)
    is_main = forms.BooleanField(label=_("Use this name on the pages of the case"), required=False)


class AddNumber(ActForm):
    kind = forms.ChoiceField(label=_("Which number?"))
    number = line(
        _("Number"),
        required=True,
        limit=40,
        help_text=_("As it stands on the paper. If it looks wrong you are told; it is kept all the same."),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = of_terms(vocabularies.identifier_kinds(country))
        self.fields["kind"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]


TIES = {
    "parent_of": _("is father or mother of"),
    "child_of": _("is son or daughter of"),
    "step": _("is stepfather or stepmother of"),
    "adoptive": _("is adoptive father or mother of"),
    "guardian": _("is legal guardian of"),
    "married": _("is or was married to"),
}


class AddTie(ActForm):
    """ "This person is … of the other"; aunts and cousins follow from the parents."""

    tie = one_of(_("This person"), list(TIES.items()))
    other = forms.ChoiceField(label=_("Whom?"))
    note = text(_("Note"), limit=500)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", "—"), *people]  # type: ignore[attr-defined]


class ProveTie(ActForm):
    document = forms.ChoiceField(label=_("Which document proves it?"))
    on = day(_("Checked on"))

    def __init__(self, *args: Any, papers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [("", "—"), *papers]  # type: ignore[attr-defined]

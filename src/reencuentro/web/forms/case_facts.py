"""Forms about placement, sponsor, obstacles, clocks, consents, findings, papers, messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.terms import (
    CLOCK_KINDS,
    DATA_CLASSES,
    MOVES,
    OTHER_PAPERS,
    READABLE,
    RECIPIENTS,
    SIGNER_BASES,
)
from reencuentro.reference import catalogue, languages, vocabularies
from reencuentro.ui.widgets import CameraUpload
from reencuentro.web.said import Choices, hints, of_terms, of_words

from .base import ActForm, EditForm
from .cases import obstacle_choices, obstacle_hints
from .fields import day, line, listed, one_of, some_of, text

PAPERS = [*of_terms(catalogue.document_types()), *of_words(OTHER_PAPERS)]


def _with_empty(choices: Choices) -> Choices:
    return [("", "—"), *choices]


class AddPlacement(ActForm):
    facility = line(_("Facility"), required=True, help_text=_("Sealed; shown only on request, and recorded."))
    where = line(_("City and state"))
    contact = text(_("Contact of the case manager there"), limit=500)
    since = day(_("There since"))


class SponsorFacts(forms.Form):
    category = one_of(
        _("Sponsor category"),
        of_terms(vocabularies.terms("categories")),
        hints=hints(vocabularies.terms("categories")),
    )
    relationship = listed(_("The sponsor is the child's"), of_terms(vocabularies.terms("relationships")))
    note = text(_("Note for the team"), limit=2000, help_text=_("Never write an immigration status here."))


class SponsorContact(forms.Form):
    address = text(
        _("Address"), limit=500, help_text=_("Sealed; shown only on request. A Defender never sees it.")
    )
    contact = text(_("Telephone and other contact"), limit=500)


class AddSponsor(SponsorContact, SponsorFacts, ActForm):
    person = forms.ChoiceField(label=_("Who is it?"), help_text=_("Add the person to the case first."))
    field_order = ("person", "category", "relationship", "address", "contact", "note")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _with_empty(people)  # type: ignore[attr-defined]


class EditSponsor(SponsorFacts, EditForm):
    pass


class EditContact(SponsorContact, EditForm):
    pass


class AddObstacle(ActForm):
    code = one_of(_("What stands in the way?"), obstacle_choices(), hints=obstacle_hints())
    person = forms.ChoiceField(label=_("Whom does it concern?"), required=False)
    note = text(_("What is known about it?"), limit=2000)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _with_empty(people)  # type: ignore[attr-defined]


class MoveObstacle(ActForm):
    move = one_of(_("How does it stand now?"), [])
    removed_by = forms.ChoiceField(
        label=_("Which request solved it?"), required=False, help_text=_("Only if it is solved.")
    )
    because = text(_("Why?"), required=True, limit=1000)

    def __init__(self, *args: Any, moves: list[str], requests: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = of_words({move: MOVES[move] for move in moves})  # type: ignore[attr-defined]
        self.fields["removed_by"].choices = _with_empty(requests)  # type: ignore[attr-defined]
        if not requests:
            del self.fields["removed_by"]


class StartClock(ActForm):
    """Either a rule and the day that started it, or a date that somebody else fixed."""

    rule = forms.ChoiceField(label=_("A clock with a known rule"), required=False)
    anchor_on = day(_("Day that started it"), required=False)
    label = line(
        _("Or a date that somebody fixed: what is due?"), help_text=_("For example: master hearing.")
    )
    kind = listed(_("What kind of date is it?"), of_words(CLOCK_KINDS), required=False)
    due_on = day(_("Due on"), required=False)

    def __init__(self, *args: Any, rules: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = _with_empty(rules)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        by_rule, by_hand = given.get("rule"), given.get("label")
        if bool(by_rule) == bool(by_hand):
            self.add_error("rule", _("Choose a rule, or write what is due: one of the two."))
        elif by_rule and not given.get("anchor_on") and "anchor_on" not in self.errors:
            self.add_error("anchor_on", _("Write the day that started the clock."))
        elif by_hand and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Write the day on which it is due."))
        return given


class OverrideClock(EditForm):
    due_on = day(_("Due on"))
    because = text(_("Why does the date differ?"), required=True, limit=1000)


class AddConsent(ActForm):
    person = forms.ChoiceField(label=_("Whose data?"))
    recipients = one_of(_("Who may receive them?"), of_words(RECIPIENTS))
    data_classes = some_of(_("Which data?"), of_words(DATA_CLASSES), required=True)
    purpose = text(_("For what?"), required=True, limit=1000)
    signer = line(_("Who signed?"), required=True)
    signer_basis = one_of(_("In which capacity?"), of_words(SIGNER_BASES))
    assent = text(
        _("What did the child say?"),
        limit=1000,
        help_text=_("The assent of a child younger than 14, in words."),
    )
    language = listed(_("Explained in which language?"), [("eng", _("English")), *of_terms(languages.all())])
    interpreter = line(_("Interpreter"))
    witness = line(_("Witness, and relationship to the child"))
    given_on = day(_("Signed on"))
    expires_on = day(_("Valid until"))
    scan = forms.FileField(label=_("Scan of the signed paper"), required=False, widget=CameraUpload())

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _with_empty(people)  # type: ignore[attr-defined]


class Decide(ActForm):
    """Counsel's word about one audience."""

    allowed = one_of(
        _("May they learn of it?"),
        [("yes", _("Yes")), ("no", _("No"))],
    )
    because = text(_("Why?"), required=True, limit=2000)


class AddDocument(ActForm):
    # Refusals of an upload come under this name; Django takes it off the class before it could hide Form.files.
    files = forms.FileField(label=_("The file"), widget=CameraUpload())  # type: ignore[assignment]
    kind = listed(_("What is it?"), PAPERS)
    title = line(_("In your words"), help_text=_("For example: school card, third grade."))
    person = forms.ChoiceField(label=_("Whom does it concern?"), required=False)
    issued_on = day(_("Issued on"), required=False)
    damaged = forms.BooleanField(
        label=_("It is damaged"),
        required=False,
        help_text=_("Water, fire, torn: after saving you can write what is still readable."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _with_empty(people)  # type: ignore[attr-defined]


class SayReadable(ActForm):
    """One line for each thing that can still be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in of_words(READABLE):
            self.fields[code] = line(label, limit=300)

    def readable(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in READABLE if self.cleaned_data[code]}


class WriteMessage(ActForm):
    body = text(_("Your message"), required=True, limit=4000, rows=4)

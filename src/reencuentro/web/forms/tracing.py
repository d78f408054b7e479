"""Forms of tracing: a search, a judgement, a wish to see more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reencuentro.casework.states import Words
from reencuentro.tracing.states import SOUGHT
from reencuentro.web.said import Choices, of_words

from .base import ActForm, EditForm
from .fields import one_of, text

ALONE = _("Only counsel may decide this. Say why the search goes without a consent.")


class _Search(forms.Form):
    because = text(
        _("Why is the search needed?"),
        required=True,
        limit=1000,
        help_text=_("Every search is recorded under this reason."),
    )
    consent = forms.ChoiceField(label=_("On which consent does it rest?"), required=False)
    without_consent = text(_("Or why without a consent?"), limit=1000, help_text=ALONE)
    do_not_tell = text(
        _("Who must not be asked or told?"), limit=1000, help_text=_("It stands beside every lead.")
    )
    release_depends = forms.BooleanField(
        label=_("A release depends on it"),
        required=False,
        help_text=_("Then two different people confirm a lead."),
    )

    def __init__(
        self, *args: Any, consents: Choices, counsel: bool, one_may_confirm: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].choices = [("", "—"), *consents]  # type: ignore[attr-defined]
        if not counsel:
            del self.fields["without_consent"]
        if not one_may_confirm:
            del self.fields["release_depends"]


class AskToTrace(_Search, ActForm):
    person = forms.ChoiceField(label=_("Whom do you look for?"))
    came_from = forms.UUIDField(widget=forms.HiddenInput, required=False)
    sought = one_of(
        _("What should be found?"),
        of_words(SOUGHT),
        hints={
            "person": _("Their record in the files of any office of the network."),
            "sibling": _("Other children of the same parents, in any facility."),
            "children": _("Children who name this person as mother or father."),
        },
    )
    field_order = (
        "person",
        "sought",
        "because",
        "consent",
        "without_consent",
        "do_not_tell",
        "release_depends",
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.initial.setdefault("sought", "person")
        self.initial.setdefault("release_depends", True)


class ChangeTrace(_Search, EditForm):
    standing = forms.BooleanField(
        label=_("Keep searching"),
        required=False,
        help_text=_("Whoever is entered or changed later is compared by itself."),
    )
    field_order = ("because", "consent", "without_consent", "do_not_tell", "release_depends", "standing")


class Judge(ActForm):
    verdict = one_of(_("What do you think?"), [])
    because = text(_("Why?"), required=True, limit=2000, help_text=_("It stays, and others read it."))

    def __init__(self, *args: Any, verdicts: dict[str, Words], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = of_words(verdicts)  # type: ignore[attr-defined]


class AskToKnow(ActForm):
    because = text(
        _("Why must you see more?"),
        required=True,
        limit=1000,
        help_text=_("Whoever decides reads it, in another office too. Leave out names."),
    )


class RefuseToKnow(ActForm):
    because = text(_("Why not?"), required=True, limit=1000)

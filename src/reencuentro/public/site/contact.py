"""The page by which anybody can write to us. What is written goes to the mailbox that the Editors have set."""

from allauth.core.ratelimit import consume
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from reencuentro.notify import post

from . import proof
from .identity import identity
from .models import ContactPage

ABOUT = (
    ("advocate", _("I work with a detained child")),
    ("network", _("I work in Mexico or Central America")),
    ("family", _("I am looking for a child of my family")),
    ("press", _("I write for the press")),
    ("other", _("Something else")),
)
A_DAY = 86_400


class Message(forms.Form):
    about = forms.ChoiceField(label=_("What is it about?"), choices=ABOUT)
    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    email = forms.EmailField(label=_("Your e-mail, so that we can answer"), max_length=254)
    words = forms.CharField(
        label=_("Your message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Please write no name of a child, no A-number and no name of a facility."),
    )
    # Nobody sees this field; programs that fill in every field do.
    website = forms.CharField(
        required=False, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    )
    work = forms.CharField(required=False, widget=forms.HiddenInput)
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_filled_by_a_program(self) -> bool:
        return bool(self.data.get("website"))

    @property
    def has_taken_trouble(self) -> bool:
        said = self.cleaned_data["words"]
        return proof.is_worked(said, self.cleaned_data["work"]) or proof.is_patient(
            said, self.cleaned_data["ticket"]
        )

    def letter(self) -> str:
        told = self.cleaned_data
        about = dict(ABOUT)[told["about"]]
        return f"{about}\n\n{told['words']}\n\n-- \n{told['name']}\n{told['email']}\n"


@sensitive_post_parameters()
def show(request: HttpRequest, page: ContactPage) -> HttpResponse:
    """The form; what happens with a message is the same for a person and for a program."""
    if request.method != "POST":
        return _answer(request, page, Message())
    form = Message(request.POST)
    if form.is_filled_by_a_program:
        return _answer(request, page, form, "sent")
    if not form.is_valid():
        return _answer(request, page, form)
    if not form.has_taken_trouble:
        return _answer(request, page, _with_ticket(form), "wait")
    if not consume(request, action="write_to_us", key="everybody"):
        form.add_error(
            None, _("Too many messages came from here. Wait an hour; what you wrote is still below.")
        )
        return _answer(request, page, form, status=429)
    _send(form)
    return _answer(request, page, form, "sent")


def _answer(
    request: HttpRequest, page: ContactPage, form: Message, step: str = "", status: int = 200
) -> HttpResponse:
    context = page.get_context(request) | {
        "form": form,
        "step": step,
        "has_mailbox": bool(identity().mailbox),
        "challenge": proof.challenge(),
        "bits": settings.PROOF_OF_WORK_BITS,
    }
    return render(request, page.template, context, status=status)


def _with_ticket(form: Message) -> Message:
    """The same words again, with a ticket that is good in a few seconds."""
    return Message(dict(form.data.items()) | {"ticket": proof.ticket(form.cleaned_data["words"])})


def _send(form: Message) -> None:
    """The same words twice are one letter."""
    known = f"letter:{proof.digest(form.letter())}"
    mailbox = identity().mailbox
    if mailbox and cache.add(known, 1, A_DAY):
        post.drop(
            to=mailbox,
            subject="Reencuentro: a message from the public site",
            body=form.letter(),
            reply_to=form.cleaned_data["email"],
        )

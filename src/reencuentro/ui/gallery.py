"""Every component in its states, with invented data: for people who build pages, for screenshots and for axe.

Mounted only outside production (urls.py). Its words are sample data and stand here in both languages.
"""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from .charts import Bar
from .fields import MoneyField
from .genogram import Kin, Tie
from .icons import PATHS
from .nav import Account, Nav, NavItem
from .widgets import CameraUpload, CheckCards, CountedText, RadioCards, ThreePartDate


def said(english: str, spanish: str) -> str:
    return spanish if get_language() == "es" else english


class AskForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in _fields().items():
            self.fields[name] = field


def _fields() -> dict[str, forms.Field]:
    return {
        "document": forms.ChoiceField(
            label=said("Which document do you need?", "¿Qué documento necesita?"),
            help_text=said("You can ask for several, one by one.", "Puede pedir varios, uno por uno."),
            choices=[
                ("birth", said("Birth record", "Partida de nacimiento")),
                ("death", said("Death record of a parent", "Partida de defunción de la madre o del padre")),
                ("home", said("Report on the home", "Informe sobre el hogar")),
            ],
            widget=RadioCards(
                hints={
                    "birth": said("The book-and-folio copy, with stamp", "Copia de libro y folio, con sello"),
                    "home": said("A visit by a social worker", "Visita de una trabajadora social"),
                }
            ),
        ),
        "born": forms.DateField(
            label=said("When was the child born?", "¿Cuándo nació?"),
            help_text=said("For example 7 3 2014", "Por ejemplo 7 3 2014"),
            widget=ThreePartDate(approximate=True),
        ),
        "town": forms.CharField(
            label=said("Town of birth", "Municipio de nacimiento"), widget=forms.TextInput({"class": "w-20"})
        ),
        "registry": forms.ChoiceField(
            label=said("Registry office", "Oficina del registro"),
            choices=[("", "—"), ("1", "El Triunfo"), ("2", "Choluteca")],
            required=False,
        ),
        "languages": forms.MultipleChoiceField(
            label=said("Languages spoken at home", "Idiomas que se hablan en casa"),
            choices=[("es", said("Spanish", "Español")), ("mam", "Mam"), ("quc", "K'iche'")],
            widget=CheckCards(),
            required=False,
        ),
        "fee": MoneyField(
            label=said("Fee of the registry", "Arancel del registro"),
            currencies=[("HNL", "L"), ("USD", "US$")],
            required=False,
        ),
        "why": forms.CharField(
            label=said("Why is it needed?", "¿Para qué se necesita?"),
            max_length=400, widget=CountedText({"rows": 4, "maxlength": 400}),
        ),
        "scan": forms.FileField(
            label=said("A scan, if you have one", "Una copia escaneada, si la tiene"),
            widget=CameraUpload(limit=25_000_000), required=False,
        ),
        "agreed": forms.BooleanField(
            label=said("Counsel has agreed to share this", "La abogada autorizó compartir esto")
        ),
    }  # fmt: skip


def family() -> tuple[list[Kin], list[Tie]]:
    people = [
        Kin("gm", "Abuela Rosa", 0, said("grandmother", "abuela"), "female"),
        Kin("f", "José", 1, said("father", "padre"), "male"),
        Kin("m", "María de los Ángeles", 1, said("mother", "madre"), "female", deceased=True),
        Kin("a", "Teresa", 1, said("aunt, sponsor", "tía, responsable"), "female"),
        Kin("c", "Julio", 2, said("12 years", "12 años"), "male", is_child=True),
        Kin("s", "Lupita", 2, said("sister, 6", "hermana, 6"), "female"),
        Kin("x", said("Cousin", "Primo"), 2, "", "unknown"),
    ]
    ties = [
        Tie("gm", "m", proved=True),
        Tie("gm", "a"),
        Tie("f", "c"),
        Tie("m", "c", proved=True),
        Tie("m", "s", proved=True),
        Tie("a", "x", "step"),
    ]
    return people, ties


def navigation() -> Nav:
    items = (
        NavItem(said("Cases", "Casos"), "#cases", current=True),
        NavItem(
            said("Requests", "Solicitudes"),
            "#requests",
            count=3,
            count_means=said(" need you", " le esperan"),
        ),
        NavItem(said("Defenders", "Defensores"), "#defenders"),
        NavItem(said("Ledger", "Bitácora"), "#ledger"),
    )
    links = (
        NavItem(said("Your profile", "Su perfil"), "#profile"),
        NavItem(said("Sessions", "Sesiones"), "#sessions"),
    )
    return Nav(items, Account("Alma Pineda", said("Coordinator", "Coordinadora"), links, "/look/"))


@login_not_required
def look(request: HttpRequest) -> HttpResponse:
    request.nav = navigation()  # type: ignore[attr-defined]
    messages.success(request, said("The request was sent.", "La solicitud fue enviada."))
    people, ties = family()
    days = said("days", "días")
    context = {
        "icons": sorted(PATHS),
        "people": people,
        "ties": ties,
        "alone": people[4:5],
        "bars": [
            Bar("R-7K3F2M", 287, f"287 {days}", "late", "#a"),
            Bar("R-2M9QXA", 143, f"143 {days}", "wait", "#b"),
            Bar("R-9X4T7C", 31, f"31 {days}", "", "#c"),
        ],
        "months": [
            ("Jun", 4),
            ("Jul", 7),
            ("Ago" if get_language() == "es" else "Aug", 3),
            ("Sep", 9),
            ("Oct", 12),
        ],
        "course": [61, 64, 58, 52, 55, 47, 44],
        "page": Paginator(range(60), 20).page(2),
        "fresh": AskForm(prefix="a", initial={"document": "birth", "born": date(2014, 3, 7)}),
        "wrong": AskForm({"b-born_0": "31", "b-born_1": "2", "b-born_2": "2014", "b-why": ""}, prefix="b"),
        "es": get_language() == "es",
    }
    return render(request, "ui/gallery.html", context)

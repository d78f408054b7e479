"""The persons of a case: one page each, with names, numbers and ties."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.accounts.models import User
from reencuentro.casework.actions import looking
from reencuentro.casework.actions import people as actions
from reencuentro.casework.models import Case, FamilyTie, IdentityNumber, Person
from reencuentro.casework.queries.case_page import findings_of
from reencuentro.casework.queries.people import papers_of, people_of, person_sheet
from reencuentro.casework.queries.visible import record_for
from reencuentro.casework.rules import may, part_in
from reencuentro.casework.terms import ALIVE, SEXES
from reencuentro.reference import languages, vocabularies
from reencuentro.tracing.queries.located import located

from . import case_words as say
from . import said
from .acts import ActPage, carry_out
from .doors import CASE_PEOPLE, door
from .forms.base import fill
from .forms.people import AddName, AddNumber, AddPerson, AddTie, EditPerson, ProveTie, Registry
from .reach import case_to, row_to
from .tracing import door as at_the_door
from .tracing import of_case as tracing_of_case
from .visit import Visit

CLAIMS = {"parent_of": "biological", "child_of": "biological"}  # the others are named like the tie itself


@door(*CASE_PEOPLE)
def person(request: Visit, pk: UUID) -> HttpResponse:
    """GET looks; a POST of `show` opens one identity number, which is recorded by itself."""
    row = record_for(request.user, Person, pk)
    looking.look(row.case, by=request.user, page="person")
    sheet = person_sheet(row)
    shown = _show(request, sheet.numbers) if request.method == "POST" else None
    lost = row.unlocated and not _was_found(row, request.user)
    context = {
        "case": row.case,
        "person": row,
        "sheet": sheet,
        "shown": shown,
        "may_edit": may(request.user, "edit", row.case),
        "search": tracing_of_case.of_person(row),
        "role": _("The child") if row.is_child else said.relationship(row.relationship),
        "change_label": _("Change") if may(request.user, "edit", row.case) else "",
        "add_label": _("Add") if may(request.user, "edit", row.case) else "",
        "facts": _facts(row, lost),
        "lost": lost,
        "names": [(name, _term("name_kinds", name.kind), said.day(name.as_of)) for name in sheet.names],
        "numbers": [(one, _term("identifier_kinds", one.kind), _doubts(one)) for one in sheet.numbers],
        "ties": [_tie(tie, row) for tie in sheet.ties],
        "registry": [
            (label, row.registry.get(name)) for name, label in _registry_labels() if row.registry.get(name)
        ],
    }
    return render(request, "web/case/person.html", context)


# A number that looks wrong is kept: the paper may be wrong, or the check.
DOUBTS = {
    "bad_format": gettext_lazy("It does not have the form of such a number."),
    "bad_checksum": gettext_lazy("Its check digit does not fit: perhaps a digit is mistyped."),
    "bad_checksum_unofficial": gettext_lazy("Its check letter does not fit: perhaps something is mistyped."),
    "impossible_date": gettext_lazy("The birth date inside it is impossible."),
    "not_issued": gettext_lazy("This number cannot have been issued."),
    "unknown_department": gettext_lazy("The department inside it is not known."),
    "unknown_place": gettext_lazy("The place inside it is not known to us."),
}


def _term(vocabulary: str, code: str) -> str:
    return said.label(vocabularies.get(vocabulary, code))


def _doubts(number: IdentityNumber) -> list[Any]:
    return [DOUBTS.get(code, code) for code in number.warnings]


def _show(request: Visit, numbers: list[IdentityNumber]) -> UUID:
    number = next((n for n in numbers if str(n.pk) == request.POST.get("show")), None)
    if number is None:
        raise Http404
    looking.show_number(number, by=request.user)
    return number.pk


def _was_found(row: Person, user: User) -> bool:
    """As far as the reader may know it."""
    return row.pk in located(row.case, user, findings_of(row.case, part_in(user, row.case)))


def _facts(row: Person, lost: bool) -> list[tuple[str, str]]:
    """What is known, in words; unknown things are left out except for the birth date."""
    born = said.partial(row.birth_date) or _("not known")
    if row.birth_date:
        born = f"{born} ({say.age_in_words(row, timezone.localdate())})"
    spoken = ", ".join(said.label(languages.get(one["code"])) for one in row.languages)
    facts = [
        (_("Date of birth"), born),
        (_("Born in"), say.birth_place(row)),
        (_("Sex"), str(SEXES[row.sex]) if row.sex in SEXES else ""),
        (_("Languages"), spoken),
    ]
    if not row.is_child:
        facts += [
            (_("Alive?"), str(ALIVE[row.alive])),
            (_("Where?"), _("Nobody knows where this person is") if lost else ""),
            (_("Last reached"), row.last_known),
        ]
    return [(key, text) for key, text in [*facts, (_("Note"), row.note)] if text]


def _registry_labels() -> list[tuple[str, Any]]:
    return [
        (name, field.label)
        for name, field in Registry.base_fields.items()
        if name not in ("client_id", "version")
    ]


def _tie(tie: FamilyTie, row: Person) -> dict[str, Any]:
    other = tie.younger if tie.elder_id == row.pk else tie.elder
    return {"tie": tie, "other": other, "words": _tie_words(tie, row), "proved_on": said.day(tie.proved_on)}


def _tie_words(tie: FamilyTie, row: Person) -> str:
    """How the other stands to this person: parent, child, spouse …, with the kind of tie."""
    kind = _term("ties", tie.kind).lower()
    if tie.kind == "married":
        return _("Spouse")
    if tie.elder_id == row.pk:
        return _("Child or ward (%(kind)s)") % {"kind": kind}
    return _("Parent or guardian (%(kind)s)") % {"kind": kind}


@door(*CASE_PEOPLE)
def person_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    form = fill(AddPerson, request, country=case.country)
    page = ActPage(case, _("Add a person"), _("Add"), done=_("The person was added."), lead=_(
        "A relative, a caregiver, a sponsor, or somebody who is looked for."
    ))  # fmt: skip

    added: list[Person] = []

    def act(given: dict[str, Any]) -> None:
        names = {part: given[part] for part in ("given", "surname1", "surname2")}
        facts = names | form.facts()
        added.append(actions.add_person(case, by=request.user, client_id=given["client_id"], **facts))

    return at_the_door.after(request, carry_out(request, page, form, act), added)


@door(*CASE_PEOPLE)
def person_edit(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Person, pk)
    form = fill(EditPerson, request, country=row.case.country, child=row.is_child, initial=_initial(row))
    page = _page(row, _("What is known of this person"), _("Save"), _("Saved."))

    def act(given: dict[str, Any]) -> None:
        actions.change_person(row, by=request.user, version=given["version"], **form.facts())

    return at_the_door.after(request, carry_out(request, page, form, act), [row])


def _initial(row: Person) -> dict[str, Any]:
    plain = ("version", "relationship", "sex", "birth_date", "alive", "unlocated", "last_known", "note")
    place = {key: row.birth_place.get(key, "") for key in ("department", "municipality", "village")}
    return (
        {name: getattr(row, name) for name in plain}
        | place
        | {"languages": [one["code"] for one in row.languages]}
    )


def _page(row: Person, heading: str, button: str, done: str, lead: str = "") -> ActPage:
    return ActPage(row.case, heading, button, done=done, lead=lead, back=reverse("person", args=[row.pk]))


@door(*CASE_PEOPLE)
def person_registry(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Person, pk)
    form = fill(Registry, request, initial={"version": row.version, **row.registry})
    page = _page(row, _("Where the birth record lies"), _("Save"), _("Saved."))

    def act(given: dict[str, Any]) -> None:
        registry = {name: given[name] for name, _label in _registry_labels() if given[name]}
        actions.change_person(row, by=request.user, version=given["version"], registry=registry)

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE)
def name_add(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Person, pk)
    page = _page(row, _("Add a name"), _("Add"), _("The name was added."), _("The names already known stay."))

    def act(given: dict[str, Any]) -> None:
        given = {name: value for name, value in given.items() if name != "client_id"}
        actions.add_name(row, by=request.user, **given)

    return at_the_door.after(request, carry_out(request, page, fill(AddName, request), act), [row])


@door(*CASE_PEOPLE)
def number_add(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Person, pk)
    form = fill(AddNumber, request, country=row.case.country)
    page = _page(row, _("Add a number"), _("Add"), _("The number was added."))
    return carry_out(
        request,
        page,
        form,
        lambda given: actions.add_number(row, given["kind"], given["number"], by=request.user),
    )


@door(*CASE_PEOPLE)
def tie_add(request: Visit, pk: UUID) -> HttpResponse:
    row = row_to(request.user, "edit", Person, pk)
    others = {str(one.pk): one for one in people_of(row.case) if one.pk != row.pk}
    form = fill(AddTie, request, people=[(key, one.full_name) for key, one in others.items()])
    lead = _(
        "It stays a claim until a document proves it. Brothers, aunts and cousins follow from the parents."
    )
    page = _page(row, _("Add a family tie"), _("Add"), _("The tie was added."), lead)

    def act(given: dict[str, Any]) -> None:
        elder, younger = row, others[given["other"]]
        if given["tie"] == "child_of":
            elder, younger = younger, elder
        kind = CLAIMS.get(given["tie"], given["tie"])
        actions.tie(elder, younger, kind, by=request.user, note=given["note"])

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE)
def tie_prove(request: Visit, pk: UUID) -> HttpResponse:
    tie = row_to(request.user, "edit", FamilyTie, pk)
    papers = papers_of(tie.case, request.user)
    form: forms.Form = fill(
        ProveTie, request, papers=[(key, _paper_name(paper)) for key, paper in papers.items()]
    )
    page = _tie_page(tie)

    def act(given: dict[str, Any]) -> None:
        actions.prove_tie(tie, by=request.user, document=papers[given["document"]], on=given["on"])

    return carry_out(request, page, form, act)


def _tie_page(tie: FamilyTie) -> ActPage:
    lead = _("Choose the record that names both persons. The line in the family diagram becomes solid.")
    back = reverse("person", args=[tie.younger_id])
    return ActPage(
        tie.case, _("Prove a family tie"), _("Proved"), done=_("The tie is proved."), lead=lead, back=back
    )


def _paper_name(paper: Any) -> str:
    return f"{paper.title or said.paper(paper.kind)} · {said.day(paper.created_at)}"


def choices(case: Case) -> list[tuple[str, str]]:
    """The persons of a case, the child first, for a form."""
    return [(str(one.pk), one.full_name) for one in people_of(case)]

"""The papers of a case: added, opened, and read where they are damaged."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import documents as actions
from reencuentro.casework.models import Consent
from reencuentro.casework.queries.facts_of_case import people_by_id
from reencuentro.casework.queries.visible import document_for, record_for
from reencuentro.casework.rules import may

from . import files, said
from .acts import ActPage, carry_out
from .doors import CASE_PEOPLE, door
from .forms.base import fill
from .forms.case_facts import AddDocument, SayReadable
from .reach import case_to
from .visit import Visit


@door(*CASE_PEOPLE)
def document_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    people = people_by_id(case)
    form = fill(AddDocument, request, people=[(key, one.full_name) for key, one in people.items()])
    lead = _("A scan or a photograph. It is sealed as it arrives; the original is kept as evidence.")
    page = ActPage(case, _("Add a document"), _("Add"), done=_("The document was added."), lead=lead)

    def act(given: dict[str, Any]) -> None:
        facts = {name: given[name] for name in ("kind", "title", "damaged", "issued_on", "client_id")}
        person = people.get(given["person"])
        actions.add_document(case, given["files"], by=request.user, person=person, **facts)

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE, Role.DEFENDER, methods=("GET",))
def document(request: Visit, pk: UUID) -> HttpResponseBase:
    """The copy without hidden information; `?original=1` the paper as it came, `?show=1` in the browser itself."""
    paper = document_for(request.user, pk)
    file = paper.file if "original" in request.GET else paper.clean_copy or paper.file
    return files.send(
        request,
        request.user,
        file,
        name=f"{paper.case.code}-{paper.kind}".lower().replace("_", "-"),
        why="original" if file == paper.file else "download",
        about=paper,
        in_place="show" in request.GET,
    )


@door(*CASE_PEOPLE, methods=("GET",))
def consent_scan(request: Visit, pk: UUID) -> HttpResponseBase:
    row = record_for(request.user, Consent, pk)
    if row.scan is None:
        raise Http404
    name = f"{row.case.code}-consent".lower()
    return files.send(request, request.user, row.scan, name=name, why="download", about=row)


@door(*CASE_PEOPLE)
def document_readable(request: Visit, pk: UUID) -> HttpResponse:
    paper = document_for(request.user, pk)
    if not may(request.user, "edit", paper.case):
        raise Http404
    form = fill(SayReadable, request, initial=paper.readable)
    lead = _("Write what can still be read. The registry can search with it; leave the rest empty.")
    page = ActPage(
        paper.case,
        _("What is still readable?"),
        _("Save"),
        done=_("Saved."),
        lead=lead,
        template="web/case/readable.html",
        more={"paper": paper, "kind": said.paper(paper.kind)},
    )
    return carry_out(
        request,
        page,
        form,
        lambda given: actions.say_what_is_readable(paper, form.readable(), by=request.user),
    )

"""Putting a delivery together on a poor line: each page is sent and sealed by itself, then all is delivered at once."""

from contextlib import suppress
from typing import Any, cast
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reencuentro.casework.actions import deliveries, papers
from reencuentro.casework.errors import Invalid, NotNow
from reencuentro.casework.models import Assignment
from reencuentro.casework.queries.my_work import draft_papers
from reencuentro.casework.queries.visible import assignment_for, draft_paper_for, receipt_for
from reencuentro.vault.errors import NoRoom
from reencuentro.vault.intake import Refused
from reencuentro.vault.models import SealedFile

from . import files
from . import work_words as words
from .answers import Refusal, attempt
from .defender_door import defender_door
from .forms.base import fill
from .forms.work import Deliver
from .visit import Visit

TYPED = ("result", "said", "courier", "client_id")


@defender_door()
def deliver(request: Visit, pk: UUID) -> HttpResponse:
    """One form with three acts: add pages, take one out, deliver. Whatever was typed stays through all of them."""
    work = assignment_for(request.user, pk)
    if work.state != "working":
        return redirect("assignment", work.pk)
    if request.method != "POST":
        return _show(request, work, fill(Deliver, request))
    refused = _add_pages(request, work)
    if paper := request.POST.get("remove"):
        _remove(request, work, paper)
    if request.POST.get("act") != "deliver" or refused:
        return _show(request, work, Deliver(initial=_typed(request)), refused)
    form = fill(Deliver, request)
    if form.is_valid():
        given = form.cleaned_data
        with suppress(Refusal):
            attempt(request, lambda: deliveries.deliver(work, [], by=request.user, **given), form)
            messages.success(request, _("Delivered. The coordination looks at it and tells you."))
            return redirect("assignment", work.pk)
    return _show(request, work, form)


@defender_door(methods=("GET",))
def draft_paper(request: Visit, pk: UUID) -> HttpResponseBase:
    """A page as it will be delivered, to see whether it can be read."""
    draft = draft_paper_for(request.user, pk)
    return files.send(
        request,
        request.user,
        draft.clean_copy,
        name=f"{draft.case.code}-page".lower(),
        why="own_draft",
        about=draft,
        in_place=True,
    )


@defender_door(methods=("GET",))
def my_receipt(request: Visit, pk: UUID) -> HttpResponseBase:
    fee = receipt_for(request.user, pk)
    name = f"{fee.case.code}-receipt".lower()
    return files.send(
        request,
        request.user,
        cast(SealedFile, fee.receipt),
        name=name,
        why="receipt",
        about=fee,
        in_place=True,
    )


def _typed(request: Visit) -> dict[str, str]:
    return {name: request.POST[name] for name in TYPED if request.POST.get(name)}


def _add_pages(request: Visit, work: Assignment) -> list[tuple[str, Any]]:
    """Seal every file of this post; returns (file name, why) of those that were refused. The others are kept."""
    form_id, refused = _uuid(request.POST.get("upload_id", "")), []
    for number, upload in enumerate(request.FILES.getlist("files")):
        try:
            client_id = uuid5(form_id, str(number)) if form_id else None
            papers.add_paper(work, upload, by=request.user, client_id=client_id)
        except Refused as why:
            refused.append((upload.name or "", why.message))
        except Invalid as why:
            refused.append((upload.name or "", why.sentence))
        except NoRoom:
            refused.append(
                (upload.name or "", _("The server has no room for it now. Please try again later."))
            )
        except NotNow:
            refused.append((upload.name or "", _("This work was delivered or ended meanwhile.")))
    return refused


def _remove(request: Visit, work: Assignment, paper: str) -> None:
    paper_id = _uuid(paper)
    if paper_id:
        with suppress(Refusal):
            attempt(request, lambda: papers.remove_paper(work, paper_id, by=request.user))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _show(
    request: Visit, work: Assignment, form: Any, refused: list[tuple[str, Any]] | None = None
) -> HttpResponse:
    lines = [words.paper(draft) for draft in draft_papers(work)]
    context = {
        "work": work,
        "form": form,
        "papers": lines,
        "count": words.pages(len(lines)),
        "refused": refused or [],
        "upload_id": uuid4(),
    }
    return render(request, "web/defender/deliver.html", context)

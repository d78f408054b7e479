"""The pages of a delivery that is still being put together: sent one by one, taken out again, or swept."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Assignment, Delivery, Document, DraftPaper
from reencuentro.casework.rules import require
from reencuentro.vault import files

from ._story import lock, once
from .documents import Paper, examine, seal

MOST_PAGES = 40


def add_paper(assignment: Assignment, upload: Any, *, by: User, client_id: UUID | None = None) -> DraftPaper:
    """One page of the delivery to come. The same `client_id` again is the same page.

    Raises vault.intake.Refused with a sentence for the sender; pages that arrived before stay.
    """
    if client_id and (known := DraftPaper.objects.filter(client_id=client_id, assignment=assignment).first()):
        return known
    require(by, "work", assignment)
    (paper,) = examine([upload])
    draft: DraftPaper = _add_paper(assignment, paper, by=by, client_id=client_id)
    return draft


@once(DraftPaper)
def _add_paper(assignment: Assignment, paper: Paper, *, by: User, client_id: UUID | None) -> DraftPaper:
    lock(assignment)
    assignment.life.after(
        assignment.state, "deliver"
    )  # a page for a delivery that cannot be made is refused now
    if DraftPaper.objects.filter(assignment=assignment).count() >= MOST_PAGES:
        raise Invalid("files", _("There are very many pages already. Deliver these first."))
    draft = DraftPaper.objects.create(
        case=assignment.case,
        assignment=assignment,
        **seal(paper, assignment.case.box),
        notes=list(paper.notes),
        client_id=client_id,
    )
    log.record("paper.add", by=by, about=assignment.request, case=assignment.case.code, file=draft.file_id)
    return draft


@transaction.atomic
def remove_paper(assignment: Assignment, paper_id: UUID, *, by: User) -> None:
    """Take a page out and destroy it. Removing it twice is one removal."""
    require(by, "work", assignment)
    lock(assignment)
    for draft in DraftPaper.objects.filter(assignment=assignment, pk=paper_id):
        _discard(draft, by=by)


def turn_into_documents(delivery: Delivery, *, by: User, kind: str) -> int:
    """The drafts become the papers of this delivery. Called by `deliver`, inside its transaction; returns how many."""
    drafts = DraftPaper.objects.filter(assignment=delivery.assignment)
    for draft in drafts:
        Document.objects.create(
            case=delivery.case,
            delivery=delivery,
            file=draft.file,
            clean_copy=draft.clean_copy,
            kind=kind,
            person=delivery.assignment.request.subject,
            added_by=by,
        )
    return drafts.delete()[0]


def sweep() -> int:
    """Destroy pages of work that ended without delivering them; returns how many. Safe to run twice."""
    left = DraftPaper.objects.exclude(assignment__state__in=["working", "delivered"])
    with transaction.atomic():
        return sum(_discard(draft, by="system") for draft in left.filter(case__erased_at=None))


def _discard(draft: DraftPaper, *, by: User | str) -> int:
    original, clean, about = draft.file, draft.clean_copy, draft.assignment.request
    draft.delete()
    files.discard(clean, by=by, about=about)
    files.discard(original, by=by, about=about)
    return 1

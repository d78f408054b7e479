"""Sealed papers of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, Delivery, Document, Person
from reencuentro.casework.rules import require
from reencuentro.vault import files, intake
from reencuentro.vault.models import Box, SealedFile

from ._story import once, record


@dataclass(frozen=True)
class Paper:
    """An upload that was really decoded, with its copy without metadata (place, device, author)."""

    upload: Any
    media_type: str
    clean: intake.CleanCopy
    notes: tuple[str, ...]


def examine(uploads: Iterable[Any]) -> list[Paper]:
    """Decode every upload before anything is written: slow work stays outside the transaction.

    Raises vault.intake.Refused with a sentence for the sender; then nothing is stored.
    """
    papers = []
    for upload in uploads:
        checked = intake.check(upload)
        papers.append(Paper(upload, checked.media_type, intake.clean_copy(upload), checked.notes))
    return papers


def seal(paper: Paper, box: Box) -> dict[str, SealedFile]:
    """Original and clean copy, sealed with the key of the case."""
    name = paper.upload.name
    original = files.store(paper.upload, box=box, name=name, media_type=paper.media_type)
    clean = files.store(
        paper.clean.stream, box=box, name=name, media_type=paper.clean.media_type, clean_copy_of=original
    )
    return {"file": original, "clean_copy": clean}


def add_document(
    case: Case, upload: Any, *, by: User, client_id: UUID | None = None, **facts: Any
) -> Document:
    """A paper of the case, for example what is left of a damaged one. Facts as in `_add_document`.

    Raises NotAllowed, Invalid, vault.intake.Refused.
    """
    require(by, "edit", case)
    (paper,) = examine([upload])
    document: Document = _add_document(case, paper, by=by, client_id=client_id, **facts)
    return document


@once(Document)
def _add_document(
    case: Case,
    paper: Paper,
    *,
    by: User,
    kind: str,
    title: str = "",
    person: Person | None = None,
    damaged: bool = False,
    readable: dict[str, str] | None = None,
    issued_on: date | None = None,
    client_id: UUID | None = None,
) -> Document:
    if person and person.case_id != case.pk:
        raise Invalid("person", _("This person belongs to another case."))
    document = Document.objects.create(
        case=case,
        **seal(paper, case.box),
        kind=kind,
        title=title,
        person=person,
        damaged=damaged,
        readable=readable or {},
        issued_on=issued_on,
        added_by=by,
        client_id=client_id,
    )
    record("document.add", case, by=by, about=document, kind=kind)
    return document


@transaction.atomic
def say_what_is_readable(document: Document, readable: dict[str, str], *, by: User) -> None:
    """What can still be read of a damaged paper: {"name": …, "year": …, "municipality": …}."""
    require(by, "edit", document.case)
    document.readable = {key: text for key, text in readable.items() if text.strip()}
    document.save(update_fields=["readable"])
    record("document.read", document.case, by=by, about=document, fields=len(document.readable))


def attach(delivery: Delivery, papers: list[Paper], *, by: User, kind: str) -> list[Document]:
    """The files of a delivery. Called by the delivery's own action, inside its transaction."""
    return [
        Document.objects.create(
            case=delivery.case,
            delivery=delivery,
            **seal(paper, delivery.box),
            kind=kind,
            person=delivery.assignment.request.subject,
            added_by=by,
        )
        for paper in papers
    ]

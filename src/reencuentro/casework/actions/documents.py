"""Sealed papers of a case."""

from datetime import date
from typing import Any, BinaryIO
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


def seal_upload(upload: Any, box: Box) -> tuple[SealedFile, SealedFile | None]:
    """Check an upload by really decoding it, then seal the original and a copy without metadata (place, device, author).

    Raises vault.intake.Refused with a reason for people.
    """
    checked = intake.check(upload)
    original = files.store(upload, box=box, name=upload.name, media_type=checked.media_type)
    clean: BinaryIO | None = intake.clean_copy(upload, checked)
    if clean is None:
        return original, None
    return original, files.store(clean, box=box, name=upload.name, media_type=intake.clean_type(checked))


@once(Document)
def add_document(
    case: Case,
    upload: Any,
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
    """An advocate or coordinator adds a paper, for example what is left of a damaged one and what can be read of it."""
    require(by, "edit", case)
    if person and person.case_id != case.pk:
        raise Invalid("person", _("This person belongs to another case."))
    original, clean = seal_upload(upload, case.box)
    document = Document.objects.create(
        case=case,
        file=original,
        clean_copy=clean,
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


def attach(delivery: Delivery, uploads: list[Any], *, by: User, kind: str, title: str = "") -> list[Document]:
    """The files of a delivery, sealed with the key of the case. Called by the delivery's own action."""
    papers = []
    for upload in uploads:
        original, clean = seal_upload(upload, delivery.box)
        papers.append(
            Document.objects.create(
                case=delivery.case,
                delivery=delivery,
                file=original,
                clean_copy=clean,
                kind=kind,
                title=title,
                person=delivery.assignment.request.subject,
                added_by=by,
            )
        )
    return papers

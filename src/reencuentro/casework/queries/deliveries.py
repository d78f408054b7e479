"""Which deliveries a member of the case may read."""

from uuid import UUID

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, Delivery, Document, Finding
from reencuentro.casework.rules import Part, part_in

from .findings import may_know


def open_to(user: User, delivery: Delivery) -> bool:
    part = part_in(user, delivery.case)
    return readable(delivery, part, kept_from(delivery.case, part))


def readable(delivery: Delivery, part: str, kept: set[UUID]) -> bool:
    """The coordinator always (a human must check it); the advocates after it was accepted, unless kept from them."""
    if part == Part.COORDINATOR:
        return True
    return bool(part) and delivery.state == "accepted" and delivery.pk not in kept


def kept_from(case: Case, part: str) -> set[UUID]:
    """Deliveries with a finding that counsel has not opened to this part. The legal team decides, so it reads."""
    if part != Part.CHILD_ADVOCATE:
        return set()
    findings = Finding.objects.filter(case=case, delivery__isnull=False).prefetch_related("decisions")
    return {f.delivery_id for f in findings if f.delivery_id and not may_know(f, "child_advocate")}


def papers_of(delivery: Delivery) -> list[Document]:
    """The papers of one delivery, in the order in which they were sent."""
    return list(Document.objects.filter(delivery=delivery).select_related("file", "clean_copy"))

"""Which deliveries a member of the case may read."""

from reencuentro.accounts.models import User
from reencuentro.casework.models import Delivery, Finding
from reencuentro.casework.rules import Part, part_in

from .findings import audience_may_know


def open_to(user: User, delivery: Delivery) -> bool:
    """The coordinator always (a human must check it); the advocates after it was accepted.

    A delivery with a finding is open to counsel and legal team alone, and to a child advocate if counsel allowed it.
    """
    part = part_in(user, delivery.case)
    if part == Part.COORDINATOR:
        return True
    if delivery.state != "accepted":
        return False
    if part != Part.CHILD_ADVOCATE:
        return bool(part)
    findings = Finding.objects.filter(delivery=delivery)
    return all(audience_may_know(finding, "child_advocate") for finding in findings)

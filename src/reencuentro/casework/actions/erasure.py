"""The end of a case's data: two people, one destroyed key."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import NotAllowed, NotReady
from reencuentro.casework.models import Answer, Case, Draft
from reencuentro.casework.rules import require
from reencuentro.vault import boxes

from . import conflicts
from ._story import lock, record
from .indexing import forget_cards


@transaction.atomic
def ask_to_erase(case: Case, *, by: User, because: str) -> None:
    """Counsel asks, once the case has ended. Nothing is erased yet."""
    require(by, "ask_to_erase", case)
    lock(case)
    if case.state != "ended":
        raise NotReady(_("End the case first."))
    case.erasure_asked_by, case.erasure_asked_at = by, now()
    case.save(update_fields=["erasure_asked_by", "erasure_asked_at"])
    record("case.ask_to_erase", case, by=by, said=because)


@transaction.atomic
def erase(case: Case, *, by: User) -> None:
    """An Administrator, who cannot read the case, destroys its key: field, file and message are unreadable for ever.

    The rows and the ledger stay: states, dates and codes without content. Raises NotReady unless counsel asked for it.
    """
    require(by, "erase")
    lock(case)
    if case.erased_at is not None:
        return  # a second press
    if case.erasure_asked_at is None:
        raise NotReady(_("Counsel must ask for it first."))
    if case.state != "ended":
        raise NotReady(_("The case was opened again: it must end first."))
    if case.erasure_asked_by_id == by.pk:
        raise NotAllowed("erase")
    forget_cards(case)
    case.erased_at = now()
    case.save(update_fields=["erased_at"])
    Draft.objects.filter(about=case.code).delete()  # sealed with their writers' keys, which live on
    conflicts.forget(case)
    _forget_notes(case)
    log.record("case.erase", by=by, about=case, case=case.code)
    boxes.destroy(case.box, by=by)


def _forget_notes(case: Case) -> None:
    """What Defenders wrote with a "no" lies in their own boxes, and may speak of the family. Their reason stays."""
    for answer in Answer.objects.filter(offer__case=case):
        answer.note = ""
        answer.save(update_fields=["note"])

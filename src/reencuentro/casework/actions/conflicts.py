"""Blocks: a Defender must not be asked for a case. Nobody sees one who did not record it.

The ledger must not tell either. What a Defender says of themselves stands there as any change of their profile; what
the team of a case says, as any look at that case: the acts that leave no other row which would be missing here. Neither
names the other side. What comes with an answer to an offer, or with work handed back, has no entry besides the one of
that act. There is no knot in the thread.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Organisation, User
from reencuentro.audit import log
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.models import Case, Conflict
from reencuentro.casework.rules import require


@transaction.atomic
def must_not_work_for(code: str, *, by: User, reason: str = "") -> Conflict:
    """A Defender names a case that they were told of. The same answer whether or not there is such a case."""
    require(by, "own_conflict")
    if not code.strip():
        raise Invalid("code", _("Write the code of the case."))
    told = _stand(code, by, by=by, reason=reason)
    _record_own(by)
    return told


@transaction.atomic
def do_not_ask(case: Case, holder: User | Organisation | None, *, by: User, because: str) -> Conflict | None:
    """Somebody of the case's team says who must not be asked for it: one Defender, or all of an organisation.

    None as holder: nobody of the network was meant; it looks the same from outside. Raises Invalid without a reason.
    """
    require(by, "do_not_ask", case)
    if not because.strip():
        raise Invalid("because", _("Write the reason. Nobody else will read it."))
    told = _stand(case.code, holder, by=by, reason=because) if holder else None
    _record_in_case(case.code, by)
    return told


@transaction.atomic
def ask_again(case: Case, holder: User | Organisation | None, *, by: User, because: str = "") -> None:
    """Takes back what this person said about this Defender or organisation, if they did; it looks the same if not."""
    require(by, "do_not_ask", case)
    about, told_by = Conflict.index_of_case(case.code), Conflict.index_of_teller(by)
    for told in Conflict.objects.filter(about=about, told_by=told_by, lifted=False, **_whom(holder)):
        _lift(told)
    _record_in_case(case.code, by)


def stand_back(case: Case, *, by: User, reason: str) -> None:
    """The block that goes with a Defender's answer or with work handed back. The caller records its own act."""
    _stand(case.code, by, by=by, reason=reason)


@transaction.atomic
def lift(conflict: Conflict, *, by: User) -> None:
    """Whoever recorded it takes it back; lifting twice is once. Raises NotAllowed for everybody else."""
    if conflict.told_by != Conflict.index_of_teller(by):
        raise NotAllowed("lift")
    if conflict.lifted:
        return
    _lift(conflict)
    if by.is_defender:
        _record_own(by)
    else:
        _record_in_case(conflict.code, by)


def _lift(conflict: Conflict) -> None:
    conflict.lifted, conflict.lifted_at = True, now().isoformat()
    conflict.save(update_fields=["lifted", "lifted_at"])


def forget(case: Case) -> None:
    """The case is erased: nothing that was said about it is left with those who live on."""
    Conflict.objects.filter(about=Conflict.index_of_case(case.code)).delete()


def _record_own(by: User) -> None:
    """To the letter as accounts.actions.update_defender_profile."""
    log.record("defender_profile_changed", by=by, about=by, fields=1)


def _record_in_case(code: str, by: User) -> None:
    """To the letter as actions.looking.look. As a message it would be betrayed by the message that is missing."""
    log.record("case.look", by=by, about=f"case:{code}", page="case")


def _stand(code: str, holder: User | Organisation, *, by: User, reason: str) -> Conflict:
    """One block however often it is said; a later reason takes the place of an empty one."""
    about, told_by = Conflict.index_of_case(code), Conflict.index_of_teller(by)
    fresh = {"box": holder.box, "code": code.strip().upper(), "reason": reason, "at": now().isoformat()}
    told, made = Conflict.objects.get_or_create(
        about=about, told_by=told_by, lifted=False, **_whom(holder), defaults=fresh
    )
    if reason and not made:
        told.reason = reason
        told.save(update_fields=["reason"])
    return told


def _whom(holder: User | Organisation | None) -> dict[str, Any]:
    if isinstance(holder, Organisation):
        return {"organisation": holder}
    return {"defender": holder} if holder else {"pk": None}

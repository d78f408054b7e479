"""Open a case, let people in, link cases, end and reopen."""

import secrets
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Organisation, User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotAllowed, NotReady
from reencuentro.casework.models import Case, CaseLink, CaseMember, Person, PersonName, Request
from reencuentro.casework.rules import part_in, require
from reencuentro.casework.states import CASE, OUTCOMES, REQUEST
from reencuentro.vault import boxes

from ._story import coordinators, edit, lock, members, not_in_future, once, record, tell
from .clocks import keep_birthday_clock
from .indexing import refresh_features

# No vowels and no look-alikes: a code can be read out on a bad line and never spells a word.
CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_code() -> str:
    while True:
        code = "R-" + "".join(secrets.choice(CODE_LETTERS) for _place in range(6))
        if not Case.objects.filter(code=code).exists():
            return code


@once(Case)
def open_case(
    *,
    by: User,
    given: str,
    surname1: str,
    surname2: str = "",
    country: str,
    custody_since: date | None = None,
    birth_date: Any = None,
    narrative: str = "",
    client_id: UUID | None = None,
) -> Case:
    """A new case with its own key, the child as its first person and the advocate as counsel.

    Raises NotAllowed, or Invalid for a child without any name or a custody date in the future.
    """
    require(by, "open_case")
    if not (given or surname1):
        raise Invalid("given", _("Write at least one name of the child."))
    not_in_future("custody_since", custody_since)
    not_in_future("birth_date", birth_date)

    case = Case.objects.create(
        box=boxes.create("case"),
        code=new_code(),
        organisation=cast(Organisation, by.organisation),  # an advocate belongs to one
        country=country,
        custody_since=custody_since,
        narrative=narrative,
        opened_by=by,
        opened_at=now(),
        client_id=client_id,
    )
    CaseMember.objects.create(case=case, user=by, part=CaseMember.Part.COUNSEL, granted_by=by, since=now())
    child = Person.objects.create(case=case, is_child=True, birth_date=birth_date)
    PersonName.objects.create(
        case=case, person=child, given=given, surname1=surname1, surname2=surname2, is_main=True
    )
    refresh_features(child)
    keep_birthday_clock(child)
    record("case.open", case, by=by, country=country)
    return case


@transaction.atomic
def change_case(case: Case, *, by: User, version: int, **changes: Any) -> None:
    """Custody date, exit pathway, class membership; `narrative` only by the legal team. Raises EditedMeanwhile."""
    require(by, "edit_privileged" if "narrative" in changes else "edit", case)
    not_in_future("custody_since", changes.get("custody_since"))
    changed = edit(case, changes, version=version)
    if changed:
        record("case.change", case, by=by, fields="+".join(changed)[:64])


@transaction.atomic
def mark_medically_urgent(case: Case, urgent: bool, *, by: User, because: str) -> None:
    """Medical urgency raises every open request of the case to critical; taking it back leaves them for triage."""
    require(by, "edit", case)
    lock(case)
    case.medically_urgent = urgent
    case.save(update_fields=["medically_urgent"])
    if urgent:
        for request in Request.objects.filter(case=case, state__in=REQUEST.living()):
            request.urgency = "critical"
            request.save(update_fields=["urgency"])
    record("case.medical_urgency", case, by=by, said=because, urgent=urgent)
    tell(members(case), "medical_urgency", case, path=f"/cases/{case.code}/", but=by)


@transaction.atomic
def take_case(case: Case, *, by: User, because: str = "") -> CaseMember:
    """A coordinator starts to work on a case. Taking twice changes nothing."""
    require(by, "take", case)
    lock(case)
    known = CaseMember.objects.filter(case=case, user=by, until=None).first()
    if known:
        return known
    member = CaseMember.objects.create(
        case=case,
        user=by,
        part=CaseMember.Part.COORDINATOR,
        granted_by=by,
        because=because,
        since=now(),
    )
    record("case.take", case, by=by)
    return member


@transaction.atomic
def add_member(case: Case, user: User, part: str, *, by: User, because: str) -> CaseMember:
    """Counsel lets another advocate in, of the same or of a partner organisation, and says why."""
    require(by, "add_member", case)
    if part == CaseMember.Part.COORDINATOR or not user.is_advocate or not user.is_active:
        raise NotAllowed("add_member")
    lock(case)
    if part_in(user, case):
        raise Invalid("user", _("This person already works on the case."))
    member = CaseMember.objects.create(
        case=case, user=user, part=part, granted_by=by, because=because, since=now()
    )
    record("case.add_member", case, by=by, member=user.pk, part=part)
    tell([user], "handed_over", case, path=f"/cases/{case.code}/", but=by)
    return member


@transaction.atomic
def end_membership(member: CaseMember, *, by: User) -> None:
    """Somebody stops working on the case; the last counsel cannot be taken out."""
    if by.pk != member.user_id:
        require(by, "add_member", member.case)
    lock(member.case)
    others = CaseMember.objects.filter(case=member.case, part=CaseMember.Part.COUNSEL, until=None)
    if member.part == CaseMember.Part.COUNSEL and not others.exclude(pk=member.pk).exists():
        raise NotReady(_("The case needs another counsel first."))
    member.until = now()
    member.save(update_fields=["until"])
    record("case.end_membership", member.case, by=by, member=member.user_id)


@transaction.atomic
def link_cases(case: Case, other: Case, *, by: User, because: str, kind: str = "family") -> CaseLink:
    """Tie two cases that both belong to the person who ties them, such as a child's and her aunt's."""
    require(by, "edit", case)
    require(by, "edit", other)
    if case.pk == other.pk:
        raise Invalid("other", _("A case cannot be linked to itself."))
    if CaseLink.objects.filter(case=case, other=other).exists():
        raise Invalid("other", _("These two cases are already linked."))
    link = CaseLink.objects.create(case=case, other=other, kind=kind, because=because, made_by=by)
    CaseLink.objects.create(case=other, other=case, kind=kind, because=because, made_by=by)
    for one, two in ((case, other), (other, case)):
        record("case.link", one, by=by, other=two.code)
    return link


@transaction.atomic
def end_case(case: Case, outcome: str, *, by: User, ended_on: date, said: str = "") -> None:
    """The child is out. Open requests must be settled first: NotReady names how many are not."""
    require(by, "end", case)
    if outcome not in OUTCOMES:
        raise Invalid("outcome", _("Choose how the case ended."))
    not_in_future("ended_on", ended_on)
    if case.custody_since and ended_on < case.custody_since:
        raise Invalid("ended_on", _("This is before the first day in custody."))
    lock(case)
    still_open = (
        Request.objects.filter(case=case, state__in=REQUEST.living()).exclude(state="received").count()
    )
    if still_open:
        raise NotReady(_("Requests are still open: receive or withdraw them first."))
    case.state = CASE.after(case.state, "end")
    case.outcome, case.outcome_said, case.ended_on = outcome, said, ended_on
    case.save(update_fields=["state", "outcome", "outcome_said", "ended_on"])
    record("case.end", case, by=by, outcome=outcome)
    tell(members(case), "case_ended", case, path=f"/cases/{case.code}/", but=by)


@transaction.atomic
def reopen_case(case: Case, *, by: User, because: str) -> None:
    require(by, "end", case)
    lock(case)
    case.move("reopen")
    case.outcome, case.outcome_said, case.ended_on = "", "", None
    case.erasure_asked_by = case.erasure_asked_at = None  # whoever works on a case does not want it erased
    case.save(
        update_fields=[
            *("state", "outcome", "outcome_said", "ended_on"),
            *("erasure_asked_by", "erasure_asked_at"),
        ]
    )
    record("case.reopen", case, by=by, said=because)
    tell(coordinators(case), "handed_over", case, path=f"/cases/{case.code}/", but=by)

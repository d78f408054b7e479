"""What counsel of one case may see of the person found in another: what counsel of that case has opened."""

from dataclasses import dataclass, replace

from django.db.models import Q

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, CaseMember, Finding, Person
from reencuentro.casework.queries.findings import may_know
from reencuentro.tracing.models import Lead


@dataclass(frozen=True)
class Across:
    """The two sides of a finding that joins two cases, seen from `here`.

    there    the finding of the other case
    person   the person there, with names; only once its counsel has opened who it is
    counsel  who acts for that person
    reach    how the person can be reached; only once counsel of both sides has opened that
    state    of the lead: what the coordinators hold of it now
    """

    here: Finding
    there: Finding | None = None
    person: Person | None = None
    counsel: tuple[User, ...] = ()
    reach: str = ""
    state: str = ""

    @property
    def opened(self) -> bool:
        return self.person is not None


def across(finding: Finding) -> Across:
    """Nothing is opened while the other counsel has not decided, the person may not be traced, or the case is erased:
    the reader cannot tell which of them it is. Six queries at most.
    """
    lead = _lead_of(finding)
    if lead is None:
        return Across(finding)
    asked_here = lead.finding_id == finding.pk
    there, person = (lead.finding_there, lead.found) if asked_here else (lead.finding, lead.person)
    closed = Across(finding, there, state=lead.state)
    if there is None or lead.hidden or person.case.erased_at or not may_know(there, "other_who"):
        return closed
    both = may_know(there, "other_reach") and may_know(finding, "other_reach")
    reach = person.last_known if both else ""
    return replace(closed, person=person, counsel=_counsel(person.case), reach=reach)


def _lead_of(finding: Finding) -> Lead | None:
    found = Lead.objects.filter(Q(finding=finding) | Q(finding_there=finding))
    rows = found.select_related(
        "finding", "finding_there", "person__case__organisation", "found__case__organisation"
    )
    return rows.prefetch_related(
        "finding__decisions", "finding_there__decisions", "person__names", "found__names"
    ).first()


def _counsel(case: Case) -> tuple[User, ...]:
    rows = CaseMember.objects.filter(
        case=case, part=CaseMember.Part.COUNSEL, until=None, user__is_active=True
    )
    return tuple(row.user for row in rows.select_related("user"))

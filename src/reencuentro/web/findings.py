"""Counsel's decision on what was found, audience by audience."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import looking
from reencuentro.casework.models import CounselDecision, Finding
from reencuentro.casework.queries.facts_of_case import name_of, people_by_id
from reencuentro.casework.queries.findings import in_force
from reencuentro.casework.rules import may
from reencuentro.casework.states import AUDIENCES, OTHER_COUNSEL
from reencuentro.casework.terms import FINDING_KINDS
from reencuentro.tracing.actions import findings as tracing
from reencuentro.tracing.queries.across import Across, across
from reencuentro.tracing.queries.attempts import attempt_behind
from reencuentro.tracing.states import LEAD, OUTCOMES_TRIED, PLACES_TRIED

from . import case_words, said
from .acts import ActPage, carry_out
from .doors import door
from .forms.base import fill
from .forms.case_facts import Decide
from .reach import row_to
from .visit import Visit

WHAT_THEY_SEE = {
    "other_who": gettext_lazy(
        "They would see names, date and place of birth, the code of your case, your office, and who counsel is."
    ),
    "other_reach": gettext_lazy(
        "They would see how the person was last reached, once they have opened the same to you."
    ),
}
Line = tuple[str, str, CounselDecision | None]  # code, words, the decision in force


@door(Role.ADVOCATE)
def finding(request: Visit, pk: UUID) -> HttpResponse:
    """Counsel and legal team read it; counsel alone decides, one audience at a time."""
    row = row_to(request.user, "see_privileged", Finding, pk)
    other = across(row) if row.two_sided else None
    if request.method == "GET":
        _look(row, other, request)
    audience = request.GET.get("audience", "")
    decided = in_force(row)
    page = ActPage(
        row.case,
        str(FINDING_KINDS.get(row.kind, row.kind)),
        _("Record the decision"),
        done=_("Your decision is recorded."),
        template="web/case/finding.html",
        more={
            "finding": row,
            "person": name_of(row.person_id, people_by_id(row.case)),
            "other": _other(other) if other else None,
            "audiences": _lines(AUDIENCES.items(), decided),
            "other_counsel": _lines(OTHER_COUNSEL.items(), decided) if row.two_sided else [],
            "audience": audience if audience in row.audiences else "",
            "audience_words": str(row.audiences.get(audience, "")),
            "what_they_see": WHAT_THEY_SEE.get(audience, ""),
            "may_decide": may(request.user, "decide_finding", row.case),
            **_source(row),
        },
    )

    def act(given: dict[str, Any]) -> None:
        tracing.decide(row, audience, given["allowed"] == "yes", by=request.user, because=given["because"])

    return carry_out(request, page, fill(Decide, request), act)


def _look(row: Finding, other: Across | None, request: Visit) -> None:
    looking.look(row.case, by=request.user, page="finding")
    if other and other.opened:
        tracing.look_across(other, by=request.user)


def _lines(audiences: Iterable[tuple[str, Any]], decided: dict[str, CounselDecision]) -> list[Line]:
    return [(code, str(words), decided.get(code)) for code, words in audiences]


def _source(row: Finding) -> dict[str, Any]:
    """Where it comes from: a delivery, an attempt of the team, or a lead of tracing."""
    if row.delivery is not None:
        return {"said": row.delivery.said}
    attempt = attempt_behind(row)
    if attempt is None:
        return {"said": ""}
    tried = f"{PLACES_TRIED[attempt.where]} · {OUTCOMES_TRIED[attempt.outcome]} · {said.day(attempt.on)}"
    return {"said": attempt.said, "tried": tried}


def _other(other: Across) -> dict[str, Any]:
    """What counsel of the other case has opened, in words; `facts` is empty as long as that is nothing."""
    state = str(LEAD[other.state].words) if other.state else ""
    return {"state": state, "facts": _facts_there(other), "reach": other.reach}


def _facts_there(other: Across) -> list[tuple[str, str]]:
    person = other.person
    if person is None:
        return []
    names = [name.whole for name in person.names.all()]
    facts = [
        (_("Names"), " · ".join(dict.fromkeys(names))),
        (_("Date of birth"), said.partial(person.birth_date) or _("not known")),
        (_("Born in"), case_words.birth_place(person)),
        (_("Case"), person.case.code),
        (_("Office"), person.case.organisation.name),
        (_("Counsel"), ", ".join(user.full_name for user in other.counsel)),
    ]
    return [(label, text) for label, text in facts if text]

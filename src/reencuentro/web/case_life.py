"""What happens to the case as a whole: details, urgency, who works on it, links, end, reopening, erasure."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import cases as actions
from reencuentro.casework.actions import erasure, looking
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, CaseMember
from reencuentro.casework.queries.members import advocate_by_email, colleagues
from reencuentro.casework.queries.visible import case_for, cases_of, record_for
from reencuentro.tracing.actions import forgetting

from .acts import ActPage, carry_out
from .answers import Refusal, attempt
from .doors import CASE_PEOPLE, door, post_only
from .forms.base import fill
from .forms.cases import AddMember, Because, EditCase, EditNarrative, EndCase, LinkCase, Urgent
from .reach import case_to
from .visit import Visit


@door(*CASE_PEOPLE)
def case_edit(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    names = ("custody_since", "exit_pathway", "injunction_class")
    form = fill(EditCase, request, initial=_now(case, *names))
    page = ActPage(case, _("Details of the case"), _("Save"), done=_("Saved."))
    return carry_out(request, page, form, lambda given: _change(request, case, given, names))


@door(Role.ADVOCATE)
def case_narrative(request: Visit, code: str) -> HttpResponse:
    """The privileged note: the legal team alone reads and writes it. Opening it is a look of its own."""
    case = case_to(request.user, "edit_privileged", code)
    if request.method == "GET":
        looking.look(case, by=request.user, page="narrative")
    form = fill(EditNarrative, request, initial=_now(case, "narrative"))
    lead = _("Only the legal team reads this; never a Defender, never a coordinator.")
    page = ActPage(case, _("Privileged note"), _("Save"), done=_("Saved."), lead=lead)
    return carry_out(request, page, form, lambda given: _change(request, case, given, ("narrative",)))


def _now(case: Case, *names: str) -> dict[str, Any]:
    return {"version": case.version, **{name: getattr(case, name) for name in names}}


def _change(request: Visit, case: Case, given: dict[str, Any], names: tuple[str, ...]) -> None:
    changes = {name: given[name] for name in names}
    actions.change_case(case, by=request.user, version=given["version"], **changes)


@door(*CASE_PEOPLE)
def case_urgent(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    form = fill(Urgent, request, initial={"urgent": "yes" if not case.medically_urgent else "no"})
    page = ActPage(case, _("Medical urgency"), _("Save"), done=_("Saved. Everybody on the case is told."))

    def act(given: dict[str, Any]) -> None:
        urgent = given["urgent"] == "yes"
        actions.mark_medically_urgent(case, urgent, by=request.user, because=given["because"])

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE)
def case_end(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "end", code)
    form = fill(EndCase, request)
    page = ActPage(
        case,
        _("The case has ended"),
        _("End the case"),
        done=_("The case has ended. Everybody on it is told."),
        lead=_(
            "Requests must be received or withdrawn first. Searches for family end with the case. "
            "A case can be opened again."
        ),
    )

    def act(given: dict[str, Any]) -> None:
        forgetting.end_case(
            case, given["outcome"], by=request.user, ended_on=given["ended_on"], said=given["said"]
        )

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE)
def case_reopen(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "end", code)
    page = ActPage(case, _("Open the case again"), _("Open again"), done=_("The case is open again."))
    return carry_out(
        request,
        page,
        fill(Because, request),
        lambda given: actions.reopen_case(case, by=request.user, because=given["because"]),
    )


@door(Role.ADVOCATE)
def case_erase_ask(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "ask_to_erase", code)
    page = ActPage(
        case,
        _("Ask to erase the case"),
        _("Ask to erase"),
        done=_("Asked. An administrator, who cannot read the case, destroys its key."),
        lead=_(
            "Names, documents and messages of this case become unreadable for ever, from backups too. "
            "Two people are needed: you ask, an administrator erases."
        ),
        danger=True,
    )
    return carry_out(
        request,
        page,
        fill(Because, request),
        lambda given: erasure.ask_to_erase(case, by=request.user, because=given["because"]),
    )


@door(*CASE_PEOPLE)
def link_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "edit", code)
    page = ActPage(case, _("Link with another case"), _("Link"), done=_("The two cases are linked."))

    def act(given: dict[str, Any]) -> None:
        other = _own_case(request, given["other"])
        actions.link_cases(case, other, by=request.user, because=given["because"], kind=given["kind"])

    return carry_out(request, page, fill(LinkCase, request), act)


def _own_case(request: Visit, code: str) -> Case:
    """A case that is not theirs and one that does not exist give the same sentence."""
    other = cases_of(request.user).filter(code=code.strip().upper()).first()
    if other is None:
        raise Invalid("other", _("You have no case with this code."))
    return case_for(request.user, other.code)


# The same for an unknown address, a Defender, somebody who left: the answer tells nothing about who has an account.
NOBODY = gettext_lazy(
    "Nobody could be let in with this. Choose a colleague, or ask the coordination to invite the person first."
)


@door(Role.ADVOCATE)
def member_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "add_member", code)
    known = {str(user.pk): user for user in colleagues(case, request.user)}
    form = fill(AddMember, request, colleagues=[(pk, user.full_name) for pk, user in known.items()])
    page = ActPage(
        case, _("Let somebody in"), _("Let in"), done=_("This person now works on the case and is told.")
    )

    def act(given: dict[str, Any]) -> None:
        user = advocate_by_email(given["email"]) if given["email"] else known.get(given["colleague"])
        if user is None:
            raise Invalid("email", NOBODY)
        actions.add_member(case, user, given["part"], by=request.user, because=given["because"])

    return carry_out(request, page, form, act)


@post_only(*CASE_PEOPLE)
def member_end(request: Visit, pk: UUID) -> HttpResponse:
    """Counsel takes somebody out, or a member leaves by themselves; then the case is no longer theirs to see."""
    member = record_for(request.user, CaseMember, pk)
    left = member.user_id == request.user.pk
    then = reverse("cases") if left else reverse("case", args=[member.case.code])
    done = _("You no longer work on this case.") if left else _("This person no longer works on the case.")
    try:
        attempt(request, lambda: actions.end_membership(member, by=request.user))
    except Refusal:
        return redirect("case", member.case.code)
    messages.success(request, done)
    return redirect(then)

"""Consent to share and taking it back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.actions import consents as actions
from reencuentro.casework.actions import looking
from reencuentro.casework.models import Consent
from reencuentro.casework.queries.facts_of_case import name_of, people_by_id
from reencuentro.casework.queries.visible import record_for
from reencuentro.casework.rules import may
from reencuentro.casework.terms import DATA_CLASSES, RECIPIENTS, SIGNER_BASES

from . import said
from .acts import ActPage, carry_out
from .doors import CASE_PEOPLE, door
from .forms.base import fill
from .forms.case_facts import AddConsent
from .forms.cases import Because
from .reach import case_to
from .visit import Visit


@door(Role.ADVOCATE)
def consent_add(request: Visit, code: str) -> HttpResponse:
    case = case_to(request.user, "consent", code)
    people = people_by_id(case)
    form = fill(AddConsent, request, people=[(key, one.full_name) for key, one in people.items()])
    lead = _("Whose data may go to whom, for what and until when. It can be revoked at any time.")
    page = ActPage(case, _("Record a consent"), _("Save"), done=_("The consent is recorded."), lead=lead)

    def act(given: dict[str, Any]) -> None:
        person, scan = people[given.pop("person")], given.pop("scan")
        actions.record_consent_with_scan(case, person, scan, by=request.user, **given)

    return carry_out(request, page, form, act)


@door(*CASE_PEOPLE)
def consent(request: Visit, pk: UUID) -> HttpResponse:
    row = record_for(request.user, Consent, pk)
    if request.method == "GET":
        looking.look(row.case, by=request.user, page="consent")
    page = ActPage(
        row.case,
        _("Consent"),
        _("Revoke"),
        done=_("The consent is revoked. Everybody on the case is told."),
        danger=True,
        template="web/case/consent.html",
        more={
            "consent": row,
            "facts": _facts(row),
            "may_revoke": row.state == "given" and may(request.user, "consent", row.case),
            "expired": row.state == "given" and row.expires_on < timezone.localdate(),
        },
    )
    return carry_out(
        request,
        page,
        fill(Because, request),
        lambda given: actions.revoke_consent(row, by=request.user, because=given["because"]),
    )


def _facts(row: Consent) -> list[tuple[str, Any]]:
    facts = [
        (_("Whose data"), name_of(row.person_id, people_by_id(row.case))),
        (_("To whom"), str(RECIPIENTS.get(row.recipients, row.recipients))),
        (_("Which data"), ", ".join(str(DATA_CLASSES.get(one, one)) for one in row.data_classes)),
        (_("For what"), row.purpose),
        (_("Signed by"), f"{row.signer} ({SIGNER_BASES.get(row.signer_basis, row.signer_basis)})"),
        (_("The child said"), row.assent),
        (_("Interpreter"), row.interpreter),
        (_("Witness"), row.witness),
        (_("Signed on"), said.day(row.given_on)),
        (_("Valid until"), said.day(row.expires_on)),
        (_("Revoked"), said.day(row.revoked_at)),
        (_("Why"), row.revoked_because),
    ]
    return [(key, text) for key, text in facts if text]

"""Reaching a case or one of its rows for an act: whoever may not do it gets the 404 of what does not exist."""

from typing import Any
from uuid import UUID

from django.http import Http404

from reencuentro.accounts.models import User
from reencuentro.casework.models import Case, CaseRecord
from reencuentro.casework.queries.visible import case_for, record_for
from reencuentro.casework.rules import may


def case_to(user: User, act: str, code: str) -> Case:
    case = case_for(user, code)
    if not may(user, act, case):
        raise Http404
    return case


def row_to(user: User, act: str, model: type[CaseRecord], pk: UUID) -> Any:
    row = record_for(user, model, pk)
    if not may(user, act, row.case):
        raise Http404
    return row

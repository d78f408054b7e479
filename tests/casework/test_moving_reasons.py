"""Offers declined before: what stood in clear beside them moves into the Defenders' boxes, and nothing is lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from reencuentro.casework.models import Answer, Conflict, Offer
from tests import cast as the


def to(*targets: tuple[str, str]) -> Any:
    """The tables as they were, or are, at these migrations; returns their models."""
    executor = MigrationExecutor(connection)
    wanted = list(targets) or executor.loader.graph.leaf_nodes()
    executor.migrate(wanted)
    return executor.loader.project_state(wanted).apps


@pytest.mark.django_db(transaction=True)
def test_old_reasons_are_sealed_with_the_defenders_and_old_conflicts_become_blocks() -> None:
    cast = the.people()
    try:
        old = to(("casework", "0005_conflicts_and_answers")).get_model("casework", "Offer")
        request = the.reviewed(cast)
        offer = old(
            id=uuid4(),
            box_id=request.box_id,
            case_id=request.case_id,
            request_id=request.pk,
            defender_id=cast.defender.pk,
            made_by_id=cast.coordinator.pk,
            made_at=timezone.now(),
            answer_by=timezone.now(),
            answered_at=timezone.now(),
            state="declined",
            because="",
            decline_reason="conflict",
            decline_note="My cousin.",
        )
        offer.save()
    finally:
        to()
    answer, block = Answer.objects.get(), Conflict.objects.get()
    assert (answer.offer_id, answer.reason, answer.note) == (offer.pk, "conflict", "My cousin.")
    assert answer.box_id == block.box_id == cast.defender.box_id
    assert block.about == Conflict.index_of_case(request.case.code)
    assert (block.told_by, block.code) == (Conflict.index_of_teller(cast.defender), request.case.code)
    assert {field.name for field in Offer._meta.get_fields()} & {"decline_reason", "decline_note"} == set()

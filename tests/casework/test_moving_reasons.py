"""Offers declined before: what stood in clear beside them moves into the Defenders' boxes, and nothing is lost."""

import json
from pathlib import Path

from tests.accounts import outside

# Before the move: a declined offer as it was written then, by the models of that time.
STORY = """
import django
django.setup()
from uuid import uuid4
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from tests import cast as the
from reencuentro.vault import boxes
state = MigrationExecutor(connection).loader.project_state([("casework", "0005_conflicts_and_answers")])
Case, Request, Offer = (state.apps.get_model("casework", name) for name in ("Case", "Request", "Offer"))
cast, box, now = the.people(), boxes.create("case"), timezone.now()
case = Case(
    id=uuid4(), box_id=box.pk, code="R-2B3C4D", organisation_id=cast.advocate.organisation.pk, country="HN",
    state="open", opened_by_id=cast.advocate.pk, opened_at=now,
)
case.save()
request = Request(
    id=uuid4(), box_id=box.pk, case_id=case.pk, number=1, service="civil_registry_extract", country="HN",
    state="reviewed", asked_by_id=cast.advocate.pk, asked_at=now,
)
request.save()
Offer(
    id=uuid4(), box_id=box.pk, case_id=case.pk, request_id=request.pk, because="", state="declined",
    defender_id=cast.defender.pk, made_by_id=cast.coordinator.pk, made_at=timezone.now(), answer_by=timezone.now(),
    answered_at=timezone.now(), decline_reason="conflict", decline_note="My cousin.",
    ranking={"options": [1]},
).save()
"""
LOOK = """
import json, django
django.setup()
from django.db import connection
from reencuentro.casework.models import Answer, Conflict
from reencuentro.casework.queries.askable import in_conflict
answer = Answer.objects.get()
offer, block = answer.offer, Conflict.objects.get()
with connection.cursor() as cursor:
    columns = {column.name for column in connection.introspection.get_table_description(cursor, "casework_offer")}
print(json.dumps([
    answer.reason, answer.note, answer.box_id == block.box_id == offer.defender.box_id,
    in_conflict(offer.request, offer.defender), block.told_by == Conflict.index_of_teller(offer.defender),
    sorted(columns & {"decline_reason", "decline_note", "ranking_in_clear"}), offer.ranking,
]))
"""


def test_old_reasons_are_sealed_with_the_defenders_and_old_conflicts_become_blocks(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    command = ("-m", "reencuentro.cli.main", "migrate", "-v", "0")
    for step in (
        (*command, "casework", "0005"),
        (*command, "accounts"),
        (*command, "notify"),
        (*command, "audit"),
        ("-c", STORY),
        command,
    ):
        done = outside.python(tmp_path, *step)
        assert done.returncode == 0, done.stderr
    told = outside.python(tmp_path, "-c", LOOK)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == ["conflict", "My cousin.", True, True, True, [], {"options": [1]}]

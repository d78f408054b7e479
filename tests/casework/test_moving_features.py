"""A house from before there were cards: its people are found after the update, and what stood on them is gone."""

import json
from pathlib import Path

from tests.accounts import outside

# Before the move: a person with the features of that time, by the models of that time.
STORY = """
import django
django.setup()
from uuid import uuid4
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from tests import cast as the
from reencuentro.vault import boxes
state = MigrationExecutor(connection).loader.project_state([("casework", "0010_tracing")])
Case, Person, PersonName = (state.apps.get_model("casework", name) for name in ("Case", "Person", "PersonName"))
cast, box, now = the.people(), boxes.create("case"), timezone.now()
case = Case(
    id=uuid4(), box_id=box.pk, code="R-2B3C4D", organisation_id=cast.advocate.organisation.pk, country="HN",
    state="open", opened_by_id=cast.advocate.pk, opened_at=now,
)
case.save()
child = Person(id=uuid4(), box_id=box.pk, case_id=case.pk, is_child=True, match_features={"names": ["Nahum"]})
child.save()
PersonName(id=uuid4(), box_id=box.pk, case_id=case.pk, person_id=child.pk, given="Nahum", surname1="Xol").save()
"""
LOOK = """
import json, django
django.setup()
from django.core.management import call_command
from django.db import connection
from reencuentro.cardindex import searching
from reencuentro.casework.models import Person
from reencuentro.casework.queries.describing import description_of
child = Person.objects.get()
call_command("index_rebuild", verbosity=0)
found = [one.person == child.pk for one in searching.search(description_of(child))]
with connection.cursor() as cursor:
    columns = {column.name for column in connection.introspection.get_table_description(cursor, "casework_person")}
print(json.dumps([found, child.full_name, "match_features" in columns]))
"""


def test_people_of_before_have_cards_after_the_update(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    command = ("-m", "reencuentro.cli.main", "migrate", "-v", "0")
    for step in (
        (*command, "casework", "0010"),
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
    assert json.loads(told.stdout.splitlines()[-1]) == [[True], "Nahum Xol", False]

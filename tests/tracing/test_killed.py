"""A worker that is killed in the middle of a round leaves nothing half done, and the next round goes on."""

import json
import signal
from pathlib import Path

import pytest

from tests.accounts import outside
from tests.casework.test_killed import run

# Asks for a search, another office enters the man, and the round is killed by the database layer at its n-th write.
STORY = """
import os, signal, sys, django
django.setup()
from django.db import connection
from tests import cast as the
from tests.tracing.families import a_family
from reencuentro.tracing.actions import rounds, searching
family = a_family(the.people())
searching.search(family.ask(), by=family.cast.advocate)
rounds.go_round()
family.entered()
left, written = int(sys.argv[1]), 0
def dying(execute, sql, params, many, context):
    global written
    written += sql.startswith(("INSERT", "UPDATE"))
    if written == left:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(dying):
    rounds.go_round()
print(written)
"""

LOOK = """
import json, django
django.setup()
from reencuentro.audit.models import Entry
from reencuentro.notify.models import Notice
from reencuentro.tracing.actions import rounds
from reencuentro.tracing.models import Lead, LeadEvidence, TracingRequest
def state():
    return [
        TracingRequest.objects.get().state, Lead.objects.count(), LeadEvidence.objects.count(),
        Notice.objects.filter(kind="tracing_lead").count(),
    ]
before = state()
rounds.go_round()
after = state()
rounds.go_round()
print(json.dumps([before, after, state()]))
"""

NOTHING, ALL = ["open", 0, 0, 0], ["leads", 1, 1, 2]


@pytest.mark.parametrize("write", [1, 3, 5, 7, None])
def test_a_round_killed_at_any_write_loses_and_doubles_nothing(tmp_path: Path, write: int | None) -> None:
    home = outside.new_home(tmp_path / "home")
    code, _ = run(home, STORY, str(write or -1))
    assert (code == -signal.SIGKILL) == (write is not None)
    before, after, again = json.loads(run(home, LOOK)[1])
    assert before == (ALL if write is None else NOTHING)
    assert after == again == ALL

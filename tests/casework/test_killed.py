"""A process that is killed in the middle of an action leaves nothing half done, and the next one goes on."""

import json
import signal
from pathlib import Path

import pytest

from tests.accounts import outside

# Opens a case, takes it to a delivery, and is killed by the database layer at the n-th write of the delivery.
STORY = """
import json, os, signal, sys, django
django.setup()
from django.db import connection
from tests import cast as the
from tests.casework.test_deliveries import photo
from reencuentro.casework.actions import deliveries
cast = the.people()
assignment = the.assigned(cast)
left, written = int(sys.argv[1]), 0
def dying(execute, sql, params, many, context):
    global written
    written += sql.startswith(("INSERT", "UPDATE"))
    if written == left:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(dying):
    deliveries.deliver(assignment, [photo()], by=cast.defender, result="obtained", said="Book 12.")
print(written)
"""

LOOK = """
import json, django
django.setup()
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import deliveries
from reencuentro.casework.models import Assignment, Delivery, Document, Request
from reencuentro.notify.models import Notice
from reencuentro.vault.models import SealedFile
from tests.casework.test_deliveries import photo
def state():
    return [
        Request.objects.get().state, Assignment.objects.get().state, Delivery.objects.count(),
        Document.objects.count(), SealedFile.objects.count(), Notice.objects.filter(kind="delivery_made").count(),
        Entry.objects.filter(verb="delivery.make").count(),
    ]
before = state()
deliveries.deliver(Assignment.objects.get(), [photo()], by=Assignment.objects.get().defender, result="obtained")
print(json.dumps([before, state()]))
"""


def run(home: Path, story: str, *arguments: str) -> "tuple[int, str]":
    done = outside.python(home, "-c", story, *arguments)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("write", ["1", "3", "5", "last"])
def test_a_delivery_killed_at_any_write_is_not_there_and_can_be_made_again(
    tmp_path: Path, write: str
) -> None:
    if write == "last":
        write = run(outside.new_home(tmp_path / "whole"), STORY, "-1")[1].strip()
    home = outside.new_home(tmp_path / "killed")
    assert run(home, STORY, write)[0] == -signal.SIGKILL
    before, after = json.loads(run(home, LOOK)[1])
    assert before == ["assigned", "working", 0, 0, 0, 0, 0]
    assert after == ["delivered", "delivered", 1, 1, 2, 1, 1]

"""A process that is killed while it builds the index leaves the old one in use, and the next one goes on."""

import json
import signal
from pathlib import Path

from tests.accounts import outside

WORLD = """
import django
django.setup()
from uuid import UUID
from reencuentro.cardindex import building, keeping
from reencuentro.vault import boxes
from tests.cardindex.persons import IRIS, WENDY, described
box = boxes.create("case")
for number, description in enumerate([WENDY, IRIS, *(described(f"Luz{n}") for n in range(40))]):
    keeping.keep(UUID(int=number), box.pk, description)
building.build()
"""
# Is killed by the database layer at the n-th write of a build; -1 is never.
BUILD = """
import os, signal, sys, django
django.setup()
from django.db import connection
from reencuentro.cardindex import building, stored
stored.AT_ONCE = 5
left, written = int(sys.argv[1]), 0
def dying(execute, sql, params, many, context):
    global written
    written += sql.startswith(("INSERT", "UPDATE", "DELETE"))
    if written == left:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(dying):
    building.build()
print(written)
"""
LOOK = """
import django, json
django.setup()
from reencuentro.cardindex import searching
from reencuentro.cardindex.models import Index, Shelf, Slip
from reencuentro.cardindex.stored import EPOCH
from tests.cardindex.persons import IRIS, WENDY
epochs = {shelf // EPOCH for shelf in Shelf.objects.values_list("pk", flat=True)}
print(json.dumps({
    "found": [searching.search(each)[0].person.int for each in (WENDY, IRIS)],
    "current": Index.objects.get(state="current").epoch,
    "epochs": sorted(epochs),
    "slips": Slip.objects.count(),
}))
"""


def run(home: Path, script: str, *arguments: str) -> tuple[int, str]:
    done = outside.python(home, "-c", script, *arguments, REENCUENTRO_INDEX="stored")
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode, done.stdout


def test_a_build_killed_at_any_write_leaves_an_index_that_answers_and_is_ended_by_the_next(
    tmp_path: Path,
) -> None:
    home = outside.new_home(tmp_path)
    run(home, WORLD)
    epoch = 1
    for write in ("2", "9", "last but one", "last"):
        if write.startswith("last"):
            writes = int(run(home, BUILD, "-1")[1])
            epoch += 1
            write = str(writes - (write == "last but one"))
        assert run(home, BUILD, write)[0] == -signal.SIGKILL
        after = json.loads(run(home, LOOK)[1])
        assert after["found"] == [0, 1]
        assert after["current"] in (epoch, epoch + 1)
        run(home, BUILD, "-1")
        whole = json.loads(run(home, LOOK)[1])
        epoch = whole["current"]
        assert whole == {"found": [0, 1], "current": epoch, "epochs": [epoch], "slips": 0}


CARDS = """
import os, signal, sys, django
django.setup()
from reencuentro.casework.actions import indexing
from reencuentro.cardindex.models import Card
from tests import cast as the
if sys.argv[1] == "world":
    cast = the.people()
    for given in ("Ana", "Eva", "Iris", "Luz", "Sol"):
        the.a_case(cast, given=given)
    Card.objects.all().delete()
    indexing.BATCH = 2
    indexing.make_missing_cards(lambda done, of: os.kill(os.getpid(), signal.SIGKILL) if done == 4 else None)
from tests.cardindex.looking import expected, on_cards
print(Card.objects.count(), indexing.make_missing_cards(), on_cards() == expected())
"""


def test_cards_that_a_killed_process_did_not_make_are_made_by_the_next(tmp_path: Path) -> None:
    home = outside.new_home(tmp_path)
    assert run(home, CARDS, "world")[0] == -signal.SIGKILL
    assert run(home, CARDS, "go on")[1].split() == ["4", "1", "True"]

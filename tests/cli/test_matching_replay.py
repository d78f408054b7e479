"""`matching_replay`: a kept proposal is worked out again, and what differs is said."""

import pytest
from django.core.management import CommandError, call_command

from tests import cast as the
from tests.network.desk import line_of, proposed, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def test_the_newest_proposal_comes_out_the_same(cast, capsys):
    waiting(cast, 2)
    made = proposed(cast)
    call_command("matching_replay")
    told = capsys.readouterr().out
    assert str(made.pk) in told
    assert told.count("the same") == 2


def test_what_was_changed_is_an_error(cast, capsys):
    row = waiting(cast, 1)[0]
    made, line = proposed(cast), line_of(row)
    line.inputs = line.inputs | {"bans": [str(line.defender_id)]}
    line.save()
    with pytest.raises(CommandError):
        call_command("matching_replay", str(made.pk))
    assert "DIFFERENT" in capsys.readouterr().out


@pytest.mark.parametrize("which", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_proposal_that_does_not_exist_is_said_so(db, which):
    with pytest.raises(CommandError, match="no such proposal"):
        call_command("matching_replay", which)

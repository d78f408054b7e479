"""A conflict cannot be told from any other reason: the same world with a block and with a harmless exclusion instead.

Every page that anybody can open, what the posts answer, and the number of queries are compared byte by byte. The world
is the same one: what makes the difference is done in a savepoint, read, and taken back.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reencuentro.accounts.actions import defenders
from reencuentro.accounts.models import DefenderProfile, Role, User
from reencuentro.casework.actions import conflicts, looking
from reencuentro.casework.models import Conflict, Request
from reencuentro.casework.queries.askable import in_conflict
from tests import cast as the
from tests.web.access import EVERYBODY, ROWS
from tests.web.test_access import address
from tests.web.world import World, build

# What differs from one answer to the next whatever happens: tokens, ids of forms, hashes of the ledger, the time.
TOKENS = re.compile(r'(csrfmiddlewaretoken" value=|nonce=|value=)"[^"]*"')
HASHES = re.compile(r"[0-9a-f]{32,}|([0-9a-f]{8}\s*){8}|[A-Za-z0-9+/]{43}=")
TIMES = re.compile(r"\d{1,2}:\d\d(:\d\d)?|datetime=\"[^\"]*\"")
MATCHING = {
    "candidates",
    "offer_make",
    "offer_make of x",
    "offer sent",
    "offer sent with a line",
    "offer sent wrongly",
}

Answer = tuple[int, str, str, int]  # status, where to, words, queries
Answers = dict[tuple[str, str], Answer]


class Scene:
    """A world, the Defender X who plays no part in it, and everybody who could look."""

    def __init__(self) -> None:
        cast = the.people()
        house = cast.defender.organisation
        assert house is not None
        self.x = the.person(Role.DEFENDER, house, "xiomara-x", "es")
        self.world: World = build(cast)
        self.row: Request = self.world.things["reviewed"]
        Request.objects.filter(pk=self.row.pk).update(safety=["armed_groups"])
        self.insiders = {name: self.world.person(name) for name in EVERYBODY}
        self.outsiders = {
            "other coordinator": cast.other_coordinator,
            "other defender": cast.other_defender,
            "stranger": cast.stranger,
        }

    def answers(self) -> Answers:
        """Every page to whoever can open it, every page to some who cannot, and the posts about X to all of them."""
        found: Answers = {}
        for who, user in (self.insiders | self.outsiders).items():
            for page, url in self._addresses(who):
                found[page, who] = knock(user, url)
            for page, data in self._posts():
                url = reverse("offer_make", args=[self.row.pk, self.x.pk])
                found[page, who] = knock(user, url, data)
        return found

    def _addresses(self, who: str) -> Iterator[tuple[str, str]]:
        for name, row in ROWS.items():
            if row.method == "GET" and (who in row.who or who in self.outsiders):
                yield name, address(name, row, self.world)
        yield "offer_make of x", reverse("offer_make", args=[self.row.pk, self.x.pk])
        yield "notices", reverse("notices")

    def _posts(self) -> Iterator[tuple[str, dict[str, str]]]:
        yield "offer sent", {"hours": "48", "because": "She knows the registrar."}
        yield "offer sent with a line", {"hours": "48", "because": "She knows it.", "go_on": "on"}
        yield "offer sent wrongly", {"hours": "0"}


def knock(user: User, url: str, data: dict[str, str] | None = None) -> Answer:
    """What comes back, and after a redirect what stands there; all that it changed is taken back."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    connection.queries_log.clear()  # it is of a fixed length
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            answer: Any = client.post(url, data) if data else client.get(url)
            where = answer.headers.get("Location", "")
            last = client.get(where) if where.startswith("/") else answer
            body = b"".join(last) if last.streaming else last.content
        transaction.set_rollback(True)
    return answer.status_code, where, _plain(body.decode("utf-8", "replace")), len(queries)


def _plain(words: str) -> str:
    return TIMES.sub("time", HASHES.sub("hash", TOKENS.sub("", words)))


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def seen(scene: Scene, cause: Callable[[Scene], None]) -> Answers:
    with taken_back():
        cause(scene)
        return scene.answers()


def own_conflict(scene: Scene) -> None:
    conflicts.must_not_work_for(scene.world.case.code, by=scene.x, reason="My cousin.")


def unwilling(scene: Scene) -> None:
    """A harmless reason that nobody sees either: she does not take work where armed groups are involved."""
    defenders.update_defender_profile(scene.x, by=scene.x, willing={"armed_groups": False})


def other_change(scene: Scene) -> None:
    """No exclusion at all: she corrects a word in her profile."""
    defenders.update_defender_profile(scene.x, by=scene.x, fee_notes="En efectivo.")


def team_conflict(scene: Scene) -> None:
    because = "He acts for the other side."
    conflicts.do_not_ask(scene.world.case, scene.x, by=scene.world.advocate, because=because)


def unwilling_unsaid(scene: Scene) -> None:
    """The same exclusion as `unwilling`, beside a look of the advocate at the case."""
    profile = DefenderProfile.objects.get(user=scene.x)
    profile.willing = {"armed_groups": False}
    profile.save()
    a_look_alone(scene)


def a_look_alone(scene: Scene) -> None:
    looking.look(scene.world.case, by=scene.world.advocate)


@pytest.fixture
def scene(db: None, settings: Any) -> Scene:
    settings.SECOND_FACTOR_REQUIRED = False
    return Scene()


def differences(one: Answers, other: Answers) -> dict[tuple[str, str], tuple[Any, Any]]:
    return {
        key: (_first(one[key], other[key]), _first(other[key], one[key]))
        for key in one
        if one[key] != other[key]
    }


def _first(mine: Answer, theirs: Answer) -> Any:
    """The first line that differs, else status, address and queries."""
    lines = [(a, b) for a, b in zip(mine[2].split("\n"), theirs[2].split("\n"), strict=False) if a != b]
    return lines[0][0].strip() if lines else (mine[0], mine[1], mine[3])


def test_there_is_something_to_hide(scene: Scene) -> None:
    name = scene.x.full_name
    before = knock(scene.world.coordinator, reverse("candidates", args=[scene.row.pk]))
    assert name in before[2]
    with taken_back():
        own_conflict(scene)
        assert in_conflict(scene.row, scene.x)
        assert name not in knock(scene.world.coordinator, reverse("candidates", args=[scene.row.pk]))[2]
    with taken_back():
        unwilling(scene)
        assert name not in knock(scene.world.coordinator, reverse("candidates", args=[scene.row.pk]))[2]
    assert not Conflict.objects.filter(defender=scene.x).exists()


@pytest.mark.parametrize(
    ("conflict", "harmless", "nothing"),
    [(own_conflict, unwilling, other_change), (team_conflict, unwilling_unsaid, a_look_alone)],
)
def test_a_conflict_looks_like_any_other_exclusion_to_everybody(
    scene: Scene,
    conflict: Callable[[Scene], None],
    harmless: Callable[[Scene], None],
    nothing: Callable[[Scene], None],
) -> None:
    with_it = seen(scene, conflict)
    assert differences(with_it, seen(scene, harmless)) == {}
    changed = differences(with_it, seen(scene, nothing))
    assert {
        page for page, _who in changed
    } <= MATCHING  # beside the choice of a Defender it changes nothing at all
    assert {who for _page, who in changed} == {"coordinator"}  # nor there, but for who chooses for this case


def test_the_defender_concerned_does_not_learn_what_the_team_said(scene: Scene) -> None:
    scene.insiders, scene.outsiders = {}, {"x": scene.x}
    assert differences(seen(scene, team_conflict), seen(scene, a_look_alone)) == {}

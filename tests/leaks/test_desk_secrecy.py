"""The desk tells no conflict from any other cause: each of its pages and posts about a Defender, byte by byte.

Once the conflict arises before a proposal is made, once while her name stands on the desk as the one proposed.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from reencuentro.network.actions import proposals, wishes
from reencuentro.network.models import ProposalLine

from .test_secrecy import (
    Answer,
    Scene,
    knock,
    other_change,
    own_conflict,
    taken_back,
    team_conflict,
    unwilling,
    unwilling_unsaid,
)

PAIRS = [(own_conflict, unwilling), (team_conflict, unwilling_unsaid)]
IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Cause = Callable[[Scene], None]


@pytest.fixture
def scene(db: None, settings: Any) -> Scene:
    settings.SECOND_FACTOR_REQUIRED = False
    return Scene()


def desk_of(scene: Scene, line: ProposalLine) -> dict[tuple[str, str], Answer]:
    """All that a coordinator of the case and another one can see and press about X for this request."""
    pages = {
        "desk": reverse("desk"),
        "alarms": reverse("desk") + "?alarm=nobody_eligible",
        "decided": reverse("desk") + "?tab=decided",
        "line": reverse("desk_line", args=[line.pk]),
        "why not": reverse("desk_why_not", args=[line.pk]) + f"?defender={scene.x.pk}",
        "check": reverse("desk_check") + f"?line={line.pk}",
        "asked": reverse("desk_asked") + f"?line={line.pk}",
        "wish": reverse("desk_wish", args=[line.pk]),
    }
    wish = {"kind": "pin", "defender": str(scene.x.pk), "because": "She knows the town."}
    posts: dict[str, tuple[str, dict[str, str]]] = {
        "sent": (reverse("desk_check"), {"line": str(line.pk), "client_id": str(uuid4())}),
        "wished": (reverse("desk_wish", args=[line.pk]), wish),
        "taken": (reverse("desk_take", args=[line.pk]), {"x": "x"}),
        "anew": (reverse("desk_propose"), {"client_id": str(uuid4())}),
    }
    found = {}
    for who, user in (
        ("coordinator", scene.world.coordinator),
        ("other", scene.outsiders["other coordinator"]),
    ):
        found |= {(page, who): knock(user, url) for page, url in pages.items()}
        found |= {(page, who): knock(user, url, data) for page, (url, data) in posts.items()}
    return found


def line_now(scene: Scene) -> ProposalLine:
    return ProposalLine.objects.get(request=scene.row, state="open")


def propose(scene: Scene) -> None:
    proposals.propose(by=scene.world.coordinator)


def only_x(scene: Scene) -> None:
    """Nobody but X is proposed for the request."""
    for wish in scene.row.wishes.all():
        wishes.end(wish, by=scene.world.coordinator)
    wishes.wish(scene.row, scene.x, "pin", by=scene.world.coordinator)
    propose(scene)
    assert line_now(scene).defender == scene.x


def before_it(scene: Scene, cause: Cause) -> dict[tuple[str, str], Answer]:
    with taken_back():
        wishes.wish(scene.row, scene.x, "pin", by=scene.world.coordinator)
        cause(scene)
        propose(scene)
        return _without_ids(desk_of(scene, line_now(scene)))


def after_it(scene: Scene, cause: Cause) -> dict[tuple[str, str], Answer]:
    with taken_back():
        only_x(scene)
        cause(scene)
        return _without_ids(desk_of(scene, line_now(scene)))


def _without_ids(found: dict[tuple[str, str], Answer]) -> dict[tuple[str, str], Answer]:
    """Lines have new ids each time."""
    return {
        key: (status, IDS.sub("id", where), IDS.sub("id", words), queries)
        for key, (status, where, words, queries) in found.items()
    }


def test_there_is_something_to_hide(scene: Scene) -> None:
    free = after_it(scene, other_change)
    gone = after_it(scene, own_conflict)
    assert "cannot be asked now" not in free["desk", "coordinator"][2]
    assert "cannot be asked now" in gone["desk", "coordinator"][2]
    assert "cannot be asked for this request now" in gone["why not", "coordinator"][2]


@pytest.mark.parametrize(("conflict", "harmless"), PAIRS)
@pytest.mark.parametrize("when", [before_it, after_it])
def test_a_conflict_looks_like_any_other_cause(
    when: Callable[[Scene, Cause], Any], conflict: Cause, harmless: Cause, scene: Scene
) -> None:
    one, other = when(scene, conflict), when(scene, harmless)
    assert {key: (one[key], other[key]) for key in one if one[key] != other[key]} == {}

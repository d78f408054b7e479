"""The demo world: built on the first start, and who can sign in."""

from collections.abc import Callable, Iterable
from importlib import import_module, util
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands

Say = Callable[[str], None]


def build_if_missing(say: Say) -> None:
    """An interrupted build is begun anew: half a world would be a strange place to visit."""
    if "demo_build" not in get_commands():
        return
    done = Path(settings.DATA_DIR) / "demo-is-built"
    empty = not get_user_model().objects.exists()
    if done.exists() and not empty:
        return
    say("Building the demo world, with dates around today ...")
    call_command("demo_build" if empty else "demo_reset")
    done.touch()


def sign_ins() -> list[tuple[str, ...]]:
    """(role, what to try, e-mail, password) of the people of the demo, as demo.people tells them."""
    if not util.find_spec("reencuentro.demo.people"):
        return []
    tell: Callable[[], Iterable[Any]] = import_module("reencuentro.demo.people").sign_ins
    return [tuple(str(part) for part in person) for person in tell()]


def as_table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(part) for part in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]

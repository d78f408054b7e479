"""The demo world: built on the first start, and who can sign in."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.core.management import call_command

from reencuentro.demo import marker, people

Say = Callable[[str], None]


def build_if_missing(say: Say) -> None:
    """An interrupted build is begun anew: half a world would be a strange place to visit."""
    empty = not get_user_model().objects.exists()
    if marker.is_finished() and not empty:
        return
    say("Building the demo world, with dates around today ...")
    call_command("demo_build" if empty else "demo_reset")


def sign_ins() -> list[tuple[str, ...]]:
    """(role, what to try, e-mail, password) of the people of the demo."""
    return [tuple(person) for person in people.sign_ins()]


def as_table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(part) for part in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]

"""One line of the doctor's report, and the reading of all of them together."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    OK = "ok"
    MISSING = "missing"  # something does not work yet
    UNSAFE = "unsafe"  # something works that must not


@dataclass(frozen=True)
class Line:
    """`todo` says what to do; empty when the state is OK. No line ever holds a secret or personal data."""

    section: str
    state: State
    text: str
    todo: str = ""


EXIT_CODES = {State.OK: 0, State.MISSING: 1, State.UNSAFE: 2}


def exit_code(lines: Iterable[Line]) -> int:
    """0 all well, 1 something is missing, 2 something is unsafe."""
    return max((EXIT_CODES[line.state] for line in lines), default=0)


def as_text(lines: list[Line]) -> list[str]:
    told, section = [], ""
    for line in lines:
        if line.section != section:
            section = line.section
            told.append(f"\n{section}")
        told.append(f"  {line.state.value:8}{line.text}")
        if line.todo:
            told.append(f"          -> {line.todo}")
    return told


def as_data(lines: list[Line]) -> dict[str, Any]:
    return {"exit_code": exit_code(lines), "lines": [asdict(line) for line in lines]}


def ok(section: str, text: str) -> Line:
    return Line(section, State.OK, text)


def missing(section: str, text: str, todo: str) -> Line:
    return Line(section, State.MISSING, text, todo)


def unsafe(section: str, text: str, todo: str) -> Line:
    return Line(section, State.UNSAFE, text, todo)

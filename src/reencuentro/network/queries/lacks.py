"""Whom the network lacks, read from a coverage: what requests have asked for comes first."""

from dataclasses import dataclass
from typing import Literal

from .coverage import Coverage, Department

Kind = Literal["vain", "nobody", "language", "woman", "load"]
FIRST, LAST = "vain", "load"


@dataclass(frozen=True)
class Lack:
    """One thing that is missing in one department.

    `asked`: requests of the last year that needed it there; for "vain", open requests for which nobody can be
    asked now.
    """

    kind: Kind
    department: str
    asked: int
    language: str = ""
    load: float = 0.0


def lacks(found: Coverage) -> list[Lack]:
    """Open requests for which nobody can be asked; what was asked for and nobody gives; where the load is high.

    Each with the most requests first.
    A department that nobody reaches stands there once, and again for each language but Spanish that it was asked for.
    """
    every = [lack for department in found.departments for lack in _of(department, found.high_load)]
    return sorted(every, key=_order)


def _order(lack: Lack) -> tuple[bool, bool, int, str, str]:
    return lack.kind != FIRST, lack.kind == LAST, -lack.asked, lack.department, lack.language


def _of(department: Department, high_load: float) -> list[Lack]:
    code = department.code
    missing = [
        Lack("language", code, number, language)
        for language, number in department.asked.items()
        if not department.speakers.get(language) and (department.defenders or language != "spa")
    ]
    if department.nobody:
        missing.append(Lack("vain", code, department.nobody))
    if not department.defenders and department.all_asked:
        missing.append(Lack("nobody", code, department.all_asked))
    if department.for_woman and not department.women:
        missing.append(Lack("woman", code, department.for_woman))
    if department.load is not None and department.load > high_load:
        missing.append(Lack("load", code, department.all_asked, load=department.load))
    return missing


def silent_languages(found: Coverage) -> dict[str, list[str]]:
    """{language: departments in which nobody speaks it}, for the languages of the country but Spanish.

    Where a language is at home within the country is not known here: most of these departments need it never.
    """
    return {
        language: [one.code for one in found.departments if not one.speakers.get(language)]
        for language in found.languages
        if language != "spa"
    }


def without_anybody(found: Coverage) -> list[str]:
    """Departments that no Defender reaches."""
    return [one.code for one in found.departments if not one.defenders]


def without_woman(found: Coverage) -> list[str]:
    """Departments that no woman Defender reaches, those that nobody reaches among them."""
    return [one.code for one in found.departments if not one.women]


def above_load(found: Coverage) -> list[str]:
    """Departments whose Defenders are used above the threshold of the policy."""
    return [one.code for one in found.departments if one.load is not None and one.load > found.high_load]

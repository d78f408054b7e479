"""Compiles the Spanish catalogues with Babel, so that no gettext program is needed on the machine."""

import os
from pathlib import Path

from babel.messages import mofile, pofile

import reencuentro

PACKAGE = Path(reencuentro.__file__ or "").parent


def catalogues() -> list[Path]:
    return sorted(PACKAGE.glob("**/locale/**/LC_MESSAGES/*.po"))


def is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime


def compile_all(*, again: bool = False) -> int:
    """Compiles what changed (everything with again=True) and returns how many. Raises OSError."""
    todo = [path for path in catalogues() if again or not is_compiled(path)]
    for path in todo:
        _compile(path)
    return len(todo)


def _compile(path: Path) -> None:
    language = path.parent.parent.name
    with path.open("rb") as source:
        catalogue = pofile.read_po(source, locale=language)
    draft = path.with_suffix(f".{os.getpid()}.mo")  # nobody may read half a file
    with draft.open("wb") as target:
        mofile.write_mo(target, catalogue)
    draft.replace(path.with_suffix(".mo"))

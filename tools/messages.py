"""The words of the pages in Spanish.

    python tools/messages.py update     each package's django.po gets the words it uses; Spanish is kept
    python tools/messages.py update X   the same, new words of a package with areas go into its area X
    python tools/messages.py check      says what is missing, doubtful or unused; exit code 1 if anything is
    python tools/messages.py compile    django.po -> django.mo (before the first start; never committed)

Uses Babel, so that no gettext binary is needed. A package's words stand in its own locale folder; a large package
has one catalogue for each area (locale/<area>/es/…, named in settings.LOCALE_PATHS), and a word stands in one of them.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract

PACKAGES = Path(__file__).resolve().parent.parent / "src" / "reencuentro"
LANGUAGE = "es"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """msgid ""
msgstr ""
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%\((\w+)\)|%[sd]|(?<!\{)\{(\w*)\}")

Words = str | tuple[str, ...] | list[str]


@dataclass
class Findings:
    """What is wrong with one package's Spanish; msgids in each list."""

    missing: list[Words] = field(default_factory=list)
    fuzzy: list[Words] = field(default_factory=list)
    unused: list[Words] = field(default_factory=list)
    holes: list[Words] = field(default_factory=list)  # placeholders that differ between the two languages

    def __bool__(self) -> bool:
        return bool(self.missing or self.fuzzy or self.unused or self.holes)


def packages() -> list[Path]:
    return sorted(path.parent for path in PACKAGES.glob("*/__init__.py"))


def po_path(package: Path) -> Path:
    return package / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def areas(package: Path) -> list[Path]:
    """The catalogues of a package that has one for each area; empty for all others."""
    return sorted(package.glob(f"locale/*/{LANGUAGE}/LC_MESSAGES/django.po"))


def catalogues(package: Path) -> list[Path]:
    return [path for path in (po_path(package), *areas(package)) if path.exists()]


def _sources(package: Path) -> Iterator[tuple[Path, bytes]]:
    """Python files as they are and templates as Django's own Python-like rendering of them."""
    from django.utils.translation.template import templatize

    for path in sorted(package.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_bytes()
    for path in sorted([*package.rglob("templates/**/*.html"), *package.rglob("templates/**/*.txt")]):
        python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        flat = "\n".join(line.strip() for line in python.splitlines())  # the tokenizer minds indentation
        yield path, flat.encode()


def used(package: Path) -> Catalog:
    """All words that the package's code and templates mark for translation, without Spanish."""
    catalog = Catalog(locale=LANGUAGE)
    for path, source in _sources(package):
        name = str(path.relative_to(PACKAGES.parent.parent))
        for _line, words, _comments, context in extract("python", BytesIO(source), keywords=KEYWORDS):
            if any([words] if isinstance(words, str) else words):
                catalog.add(words, locations=[(name, 1)], context=context)
    return catalog


def kept(package: Path) -> Catalog:
    """All Spanish of the package, whatever catalogue it stands in."""
    whole = Catalog(locale=LANGUAGE)
    for path in catalogues(package):
        for message in _messages(_read(path)):
            whole[message.id] = message
    return whole


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as stream:
        return pofile.read_po(stream, locale=LANGUAGE)


def update(package: Path, area: str = "") -> int:
    """Rewrites the package's catalogues, sorted; returns how many words still lack Spanish.

    New words go into the package's own catalogue, or into that of the area named.
    """
    template = used(package)
    if not len(template):
        return 0
    target = package / "locale" / area / LANGUAGE / "LC_MESSAGES" / "django.po" if area else po_path(package)
    whole = kept(package)
    for path in {target, *catalogues(package)}:
        old = _read(path)
        _write(path, [m for m in _messages(template) if _belongs(m, old, whole, fresh=path == target)], old)
    return len(check(package).missing)


def _belongs(message: Message, old: Catalog, whole: Catalog, *, fresh: bool) -> bool:
    known = whole.get(message.id, message.context) is not None
    return old.get(message.id, message.context) is not None if known else fresh


def _write(path: Path, messages: list[Message], old: Catalog) -> None:
    catalog = Catalog(locale=LANGUAGE)
    for message in messages:
        before = old.get(message.id, message.context)
        if before and before.pluralizable != message.pluralizable:
            before = None  # the word got a plural, or lost it: its Spanish must be written anew
        spanish, flags = (before.string, before.flags) if before else (None, set())
        catalog.add(message.id, spanish, message.locations, message.flags | flags, context=message.context)
    body = BytesIO()
    pofile.write_po(body, catalog, width=100, omit_header=True, sort_output=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.encode() + body.getvalue().strip() + b"\n")


def check(package: Path) -> Findings:
    template, old, findings = used(package), kept(package), Findings()
    for message in _messages(template):
        spanish = old.get(message.id, message.context)
        if not spanish or not _complete(spanish):
            findings.missing.append(message.id)
        elif spanish.fuzzy:
            findings.fuzzy.append(message.id)
        elif _holes(spanish.id) != _holes(spanish.string):
            findings.holes.append(message.id)
    findings.unused = [m.id for m in _messages(old) if not template.get(m.id, m.context)]
    return findings


def _messages(catalog: Catalog) -> Iterable[Message]:
    return (message for message in catalog if message.id)


def _complete(message: Message) -> bool:
    return all([message.string] if isinstance(message.string, str) else message.string or [""])


def _holes(words: Words | None) -> set[str]:
    """Placeholders of the last form: the plural, which has them all."""
    last = words if isinstance(words, str) else words[-1] if words else ""
    return {match.group(0) for match in PLACEHOLDER.finditer(last)}


def compile_all() -> int:
    """Writes django.mo beside each django.po that changed since; returns how many."""
    paths = [path for package in packages() for path in catalogues(package)]
    stale = [path for path in paths if not _is_compiled(path)]
    for path in stale:
        with path.open("rb") as stream:
            catalog = pofile.read_po(stream, locale=LANGUAGE)
        draft = path.with_suffix(f".{os.getpid()}.mo")  # nobody may read half a file
        with draft.open("wb") as stream:
            mofile.write_mo(stream, catalog)
        draft.replace(path.with_suffix(".mo"))
    return len(stale)


def _is_compiled(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime


def report() -> int:
    wrong = 0
    for package in packages():
        for kind, words in vars(check(package)).items():
            for one in words:
                wrong += 1
                print(f"{package.name}: {kind}: {one!r}")
    print(f"{wrong} to mend" if wrong else "Every word has its Spanish.")
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    act = arguments[0].lstrip("-") if arguments else "help"
    if act == "compile":
        print(f"{compile_all()} files compiled")
        return 0
    if act == "check":
        return report()
    if act == "update":
        area = arguments[1] if len(arguments) > 1 else ""
        for package in packages():
            if not area or (package / "locale" / area).exists():
                print(f"{package.name}: {update(package, area)} without Spanish")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Every word of every page has its Spanish."""

from pathlib import Path

import pytest
from babel.messages import pofile
from tools import messages

PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.mark.parametrize("package", messages.packages(), ids=lambda path: path.name)
def test_every_word_has_its_spanish(package):
    findings = messages.check(package)
    assert findings == messages.Findings()


@pytest.fixture
def package(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(messages, "PACKAGES", tmp_path / "src" / "app")
    folder = tmp_path / "src" / "app" / "door"
    (folder / "templates").mkdir(parents=True)
    (folder / "view.py").write_text('say(_("Hello %(name)s"), ngettext("one day", "%(n)s days", n))\n')
    (folder / "templates" / "a.html").write_text("{% load i18n %}\n  <p>{% translate 'Go home' %}</p>\n")
    return folder


def write(package: Path, body: str) -> None:
    path = messages.po_path(package)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PO + body)


COMPLETE = """
msgid "Hello %(name)s"
msgstr "Hola, %(name)s"

msgid "one day"
msgid_plural "%(n)s days"
msgstr[0] "un día"
msgstr[1] "%(n)s días"

msgid "Go home"
msgstr "Vaya a casa"
"""


def test_words_of_code_and_templates_are_found(package):
    assert messages.check(package).missing == ["Hello %(name)s", ("one day", "%(n)s days"), "Go home"]


def test_a_complete_file_is_clean(package):
    write(package, COMPLETE)
    assert not messages.check(package)


def test_a_lost_placeholder_is_named(package):
    write(package, COMPLETE.replace("Hola, %(name)s", "Hola"))
    assert messages.check(package).holes == ["Hello %(name)s"]


def test_doubtful_and_unused_words_are_named(package):
    write(
        package,
        COMPLETE.replace('msgid "Go home"', '#, fuzzy\nmsgid "Go home"') + '\nmsgid "Old"\nmsgstr "Viejo"\n',
    )
    findings = messages.check(package)
    assert (findings.fuzzy, findings.unused) == (["Go home"], ["Old"])


def test_update_keeps_the_spanish_and_drops_what_is_unused(package):
    write(package, COMPLETE + '\nmsgid "Old"\nmsgstr "Viejo"\n')
    assert messages.update(package) == 0
    text = messages.po_path(package).read_text()
    assert "Vaya a casa" in text
    assert "Viejo" not in text
    first = text
    messages.update(package)
    assert messages.po_path(package).read_text() == first


def test_the_same_words_have_the_same_spanish_everywhere() -> None:
    """Django looks a word up in one merged catalogue: two translations of it would be a matter of luck."""
    spanish: dict[tuple[str, str | None], set[str]] = {}
    for package in messages.packages():
        for path in messages.catalogues(package):
            with path.open("rb") as stream:
                for message in pofile.read_po(stream, locale="es"):
                    if message.id:
                        spanish.setdefault((str(message.id), message.context), set()).add(str(message.string))
    assert {words: found for words, found in spanish.items() if len(found) > 1} == {}

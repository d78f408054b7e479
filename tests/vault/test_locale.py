"""Every sentence of the vault has its Spanish."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

import reencuentro.vault
from reencuentro.vault import errors
from reencuentro.vault.intake.verdict import NOTES, SENTENCES

FOLDER = Path(reencuentro.vault.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def test_every_sentence_has_its_spanish_with_the_same_placeholders() -> None:
    with (FOLDER / "locale/es/LC_MESSAGES/django.po").open("rb") as file:
        spanish = {str(message.id): str(message.string) for message in read_po(file) if message.id}
    marked = re.findall(r'(?<!_)_\(\s*"([^"]+)"', "".join(path.read_text() for path in FOLDER.rglob("*.py")))
    assert set(marked) == set(spanish)
    shown = [str(sentence) for sentence in [*SENTENCES.values(), *NOTES.values(), errors.NoRoom.sentence]]
    assert set(shown) <= set(spanish)
    for english, translated in spanish.items():
        assert translated
        assert PLACEHOLDER.findall(english) == PLACEHOLDER.findall(translated)

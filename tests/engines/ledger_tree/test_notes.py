"""Signed notes and checkpoints, against the published example of the Go tools and by hand."""

import base64

import pytest

from reencuentro.engines.ledger_tree import checkpoints, notes
from reencuentro.engines.ledger_tree.hashing import leaf_hash

# The example of golang.org/x/mod/sumdb/note.
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
GO_NOTE = (
    GO_TEXT
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)

KEY = notes.read_signing_key(GO_SECRET)
OTHER = notes.SigningKey.new("somebody.example/ledger")
ROOT = leaf_hash(b"a root")


def test_signs_exactly_as_the_go_tools_do() -> None:
    assert KEY.sign(GO_TEXT) == GO_NOTE
    assert str(KEY.public) == GO_PUBLIC
    assert KEY.secret_text() == GO_SECRET


def test_opens_a_note_of_the_go_tools() -> None:
    assert notes.open_note(GO_NOTE, notes.read_public_key(GO_PUBLIC)) == GO_TEXT


def test_a_new_key_survives_being_written_down() -> None:
    assert notes.read_signing_key(OTHER.secret_text()) == OTHER
    assert notes.read_public_key(str(OTHER.public)) == OTHER.public


def test_a_signing_key_never_shows_its_seed_by_accident() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\tbed"])
def test_a_key_name_that_would_break_the_format_is_refused(name: str) -> None:
    with pytest.raises(notes.NoteError, match="name of a signing key"):
        notes.SigningKey.new(name)


def test_one_changed_letter_is_a_forgery() -> None:
    with pytest.raises(notes.Forged):
        notes.open_note(GO_NOTE.replace("answer", "anSwer"), KEY.public)


def test_a_note_of_somebody_else_is_a_forgery() -> None:
    with pytest.raises(notes.Forged):
        notes.open_note(OTHER.sign(GO_TEXT), KEY.public)


def test_a_note_under_a_stolen_name_is_a_forgery() -> None:
    impostor = notes.SigningKey("PeterNeumann", OTHER.seed)
    with pytest.raises(notes.Forged):
        notes.open_note(impostor.sign(GO_TEXT), KEY.public)


def test_signatures_of_witnesses_are_allowed_beside_ours() -> None:
    witness = OTHER.sign(GO_TEXT).removeprefix(GO_TEXT + "\n")
    text, ours = GO_NOTE.rsplit("\n\n", 1)
    assert notes.open_note(f"{text}\n\n{witness}{ours}", KEY.public) == GO_TEXT


def test_a_text_without_final_line_break_cannot_be_signed() -> None:
    with pytest.raises(notes.NoteError, match="line break"):
        KEY.sign("no end")


@pytest.mark.parametrize(
    "note",
    [
        "",
        "no signature\n",
        GO_NOTE.rstrip("\n"),
        GO_NOTE.replace("— ", "- "),
        GO_NOTE.replace("x08go", "x08g*"),
        GO_TEXT + "\n— PeterNeumann\n",
    ],
)
def test_what_is_not_a_note_is_named_so(note: str) -> None:
    with pytest.raises(notes.NoteError):
        notes.open_note(note, KEY.public)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        GO_SECRET,
        GO_PUBLIC.replace("c74f20a3", "c74f20a4"),
        GO_PUBLIC.replace("c74f20a3", "zzzzzzzz"),
        GO_PUBLIC.replace("+ARpc", "+AhpC"),
        GO_PUBLIC[:-4],
        GO_PUBLIC + "!",
    ],
)
def test_a_damaged_public_key_is_refused(text: str) -> None:
    with pytest.raises(notes.NoteError):
        notes.read_public_key(text)


@pytest.mark.parametrize("text", ["", GO_PUBLIC, GO_SECRET.replace("c74f20a3", "c74f20a4"), GO_SECRET[:-4]])
def test_a_damaged_signing_key_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(notes.NoteError) as refusal:
        notes.read_signing_key(text)
    assert "AYEKFALV" in GO_SECRET
    assert "AYEKFALV" not in str(refusal.value)


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    lines = checkpoints.sign(41, ROOT, KEY).split("\n")
    assert lines[:4] == ["PeterNeumann", "41", base64.b64encode(ROOT).decode(), ""]
    assert lines[4].startswith("— PeterNeumann x08go")
    assert lines[5:] == [""]


def test_a_checkpoint_is_read_back() -> None:
    note = checkpoints.sign(41, ROOT, KEY)
    assert checkpoints.read(note, KEY.public) == checkpoints.Checkpoint("PeterNeumann", 41, ROOT)


def test_extension_lines_of_the_format_are_ignored() -> None:
    text = checkpoints.Checkpoint("PeterNeumann", 41, ROOT).text() + "more to come\n"
    assert checkpoints.read(KEY.sign(text), KEY.public).size == 41


def test_a_checkpoint_whose_size_was_raised_is_a_forgery() -> None:
    note = checkpoints.sign(41, ROOT, KEY).replace("\n41\n", "\n42\n")
    with pytest.raises(notes.Forged):
        checkpoints.read(note, KEY.public)


GOOD_ROOT = base64.b64encode(ROOT).decode()


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann\n41\n",
        f"SomebodyElse\n41\n{GOOD_ROOT}\n",
        f"PeterNeumann\n041\n{GOOD_ROOT}\n",
        f"PeterNeumann\n-1\n{GOOD_ROOT}\n",
        f"PeterNeumann\n٤١\n{GOOD_ROOT}\n",
        "PeterNeumann\n41\n*\n",
        "PeterNeumann\n41\nAAAA\n",
    ],
)
def test_a_signed_note_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(notes.NoteError):
        checkpoints.read(KEY.sign(text), KEY.public)

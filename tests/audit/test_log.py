"""record(): what is written, when it is refused, and that it lives and dies with the caller's transaction."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from reencuentro.audit.errors import AppendOnly, NoTransaction, PersonalDataRefused
from reencuentro.audit.log import record
from reencuentro.audit.models import Entry, Head
from reencuentro.engines.ledger_tree.frontier import over

ADA = SimpleNamespace(ledger_name="coordinator:5a1c")
CASE = SimpleNamespace(ledger_ref="case:R-7K3F2M")


def test_an_entry_keeps_who_did_what_to_which_thing(db: None) -> None:
    before = timezone.now()
    record("case_seen", by=ADA, about=CASE, page=2, urgent=True)
    entry = Entry.objects.get()
    assert (entry.seq, entry.actor, entry.verb, entry.about) == (
        1,
        "coordinator:5a1c",
        "case_seen",
        "case:R-7K3F2M",
    )
    assert entry.details == {"page": 2, "urgent": True}
    assert before <= entry.at <= timezone.now()


def test_record_returns_the_entry_as_it_is_stored(db: None) -> None:
    returned = record("case_seen", by=ADA, about=CASE, page=2)
    stored = Entry.objects.get()
    for name in ("seq", "at", "actor", "verb", "about", "details", "leaf", "version"):
        assert getattr(returned, name) == getattr(stored, name), name


def test_details_become_codes_numbers_and_texts(db: None) -> None:
    entry = record(
        "case_moved",
        by="system",
        about=CASE,
        on=date(2026, 5, 4),
        at_moment=datetime(2026, 5, 4, 9, 2, 11, 120, tzinfo=UTC),
        request=UUID(int=7),
        state="sent_back",
        nothing="",
        loss=-3,
    )
    assert entry.details == {
        "on": "2026-05-04",
        "at_moment": "2026-05-04T09:02:11.000120Z",
        "request": "00000000-0000-0000-0000-000000000007",
        "state": "sent_back",
        "nothing": "",
        "loss": -3,
    }


def test_entries_are_numbered_without_gap_and_the_head_follows(write: Callable[[int], None]) -> None:
    write(7)
    entries = list(Entry.objects.all())
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5, 6, 7]
    assert Head.objects.get().frontier == over(bytes.fromhex(entry.leaf) for entry in entries)


def test_a_rolled_back_change_leaves_no_entry(write: Callable[[int], None]) -> None:
    write(2)
    with pytest.raises(RuntimeError), transaction.atomic():
        record("case_closed", by=ADA, about=CASE)
        assert Entry.objects.count() == 3
        raise RuntimeError
    assert Entry.objects.count() == Head.objects.get().size == 2
    assert record("case_seen", by=ADA, about=CASE).seq == 3


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(NoTransaction, match=r"transaction\.atomic"):
        record("case_seen", by=ADA, about=CASE)
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_committed_entry_is_there_for_everybody() -> None:
    with transaction.atomic():
        record("case_seen", by=ADA, about=CASE)
    connection.close()
    assert Entry.objects.get().verb == "case_seen"


def test_recording_takes_the_same_few_queries_however_long_the_ledger(
    write: Callable[[int], None], django_assert_num_queries: Callable[..., object]
) -> None:
    for length in (1, 40):
        write(length)
        with django_assert_num_queries(3):
            record("case_seen", by=ADA, about=CASE)


PERSONAL = {
    "sentence": "said he is afraid",
    "spanish": "Peña",
    "line_break": "a\nb",
    "too_long": "x" * 65,
    "mail": "julio@example.org",
    "number": "A-204356789",
    "grouped": "204-356-789",
    "call": "+50255512345",
    "half": 0.5,
    "absent": None,
    "many": ["a"],
    "huge": 2**53,
    "span": timedelta(days=1),
    "raw": b"x",
}


@pytest.mark.parametrize("key", PERSONAL)
def test_a_detail_that_could_name_a_person_is_refused_and_not_repeated(db: None, key: str) -> None:
    with pytest.raises(PersonalDataRefused) as refusal:
        record("case_seen", by=ADA, about=CASE, **{key: PERSONAL[key]})  # type: ignore[arg-type]
    assert key in str(refusal.value)
    assert str(PERSONAL[key]) not in str(refusal.value)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("key", ["name", "surname", "email", "a_number", "facility", "birth_date", "note"])
def test_a_detail_that_is_personal_by_its_key_is_refused(db: None, key: str) -> None:
    with pytest.raises(PersonalDataRefused, match=key):
        record("case_seen", by=ADA, about=CASE, **{key: "x"})


def test_a_key_that_is_a_sentence_is_refused_and_not_repeated(db: None) -> None:
    with pytest.raises(PersonalDataRefused) as refusal:
        record("case_seen", by=ADA, about=CASE, **{"Julio Peña": 1})
    assert "Julio" not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "Julio Peña", "julio@example.org", "x" * 121, "A204356789", "é"])
def test_actor_and_object_are_opaque_references(db: None, text: str) -> None:
    for refused in ({"by": text, "about": CASE}, {"by": ADA, "about": text}):
        with pytest.raises(PersonalDataRefused):
            record("case_seen", **refused)  # type: ignore[arg-type]


def test_an_actor_or_object_without_a_ledger_name_is_a_mistake_in_the_program(db: None) -> None:
    with pytest.raises(TypeError, match="ledger_name"):
        record("case_seen", by=object(), about=CASE)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="ledger_ref"):
        record("case_seen", by=ADA, about=7)


@pytest.mark.parametrize("verb", ["case_seen", "request.ask_back", "x" * 64])
def test_a_verb_is_words_joined_by_underscores_or_dots(db: None, verb: str) -> None:
    assert record(verb, by=ADA, about=CASE).verb == verb


@pytest.mark.parametrize("verb", ["", "Case_seen", "case seen", "9_lives", "case.", "a@b.c", "x" * 65])
def test_any_other_verb_is_refused(db: None, verb: str) -> None:
    with pytest.raises(PersonalDataRefused, match="verb"):
        record(verb, by=ADA, about=CASE)


def test_bare_digits_pass_because_ids_are_made_of_them(db: None) -> None:
    assert record("case_seen", by=ADA, about=CASE, batch="12345678").details == {"batch": "12345678"}


def test_an_entry_can_be_neither_saved_again_nor_deleted(write: Callable[[int], None]) -> None:
    write(2)
    entry = Entry.objects.get(seq=1)
    entry.actor = "nobody"
    for act in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(actor="nobody"),
        lambda: Entry.objects.bulk_update([entry], ["actor"]),
    ):
        with pytest.raises(AppendOnly):
            act()
    assert [one.actor for one in Entry.objects.all()] == ["coordinator:1f3c"] * 2

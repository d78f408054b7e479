"""Sealed columns: what comes back, what the database sees, and what is refused."""

import copy
import pickle
import uuid
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reencuentro.engines.partial_date import PartialDate
from reencuentro.vault import boxes, sealing
from reencuentro.vault.errors import BoxDestroyed, Damaged, SealedFieldError
from reencuentro.vault.fields import SealedPartialDateField, SealedTextField
from reencuentro.vault.models import Box

NAME = "María José Xicay Ñandú"
ANY_TEXT = st.text(alphabet=st.characters())  # every code point, lone surrogates too
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)


def raw(note: Any, column: str = "title") -> bytes | None:
    with connection.cursor() as cursor:
        key = note.pk if connection.vendor == "postgresql" else note.pk.hex
        cursor.execute(f"SELECT {column} FROM test_note WHERE id = %s", [key])
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def write_raw(note: Any, column: str, value: bytes) -> None:
    with connection.cursor() as cursor:
        key = note.pk if connection.vendor == "postgresql" else note.pk.hex
        cursor.execute(f"UPDATE test_note SET {column} = %s WHERE id = %s", [value, key])


@pytest.fixture
def note(note_model: Any, box: Box) -> Any:
    return note_model.objects.create(box=box, title=NAME, text="hola", facts={"languages": ["Mam"]})


def test_what_was_saved_is_read_again(note_model: Any, note: Any) -> None:
    found = note_model.objects.get(pk=note.pk)
    assert (found.title, found.text, found.facts) == (NAME, "hola", {"languages": ["Mam"]})


def test_the_database_holds_no_plaintext(note: Any) -> None:
    assert note.title == NAME
    assert NAME.encode() not in (raw(note) or b"")
    assert b"Mam" not in (raw(note, "facts") or b"")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(title=ANY_TEXT, facts=JSON)
def test_any_unicode_and_any_json_comes_back(note_model: Any, box: Box, title: str, facts: Any) -> None:
    note = note_model.objects.create(box=box, title=title, facts=facts)
    found = note_model.objects.get(pk=note.pk)
    assert (found.title, found.facts) == (title, facts)


@given(st.binary(max_size=5000))
def test_padding_comes_off_and_hides_the_length(plain: bytes) -> None:
    padded = sealing.pad(plain)
    assert sealing.unpad(padded) == plain
    assert len(padded) % 32 == 0
    assert len(plain) < len(padded) <= max(len(plain) + 32, len(plain) * 1.07 + 1)


def test_names_of_up_to_31_bytes_have_one_length_in_the_database(note_model: Any, box: Box) -> None:
    lengths = {len(raw(note_model.objects.create(box=box, title="x" * n)) or b"") for n in range(32)}
    assert len(lengths) == 1


def test_none_is_null_and_the_empty_text_is_sealed(note_model: Any, box: Box) -> None:
    note = note_model.objects.create(box=box, title="", text=None)
    assert raw(note, "text") is None
    assert len(raw(note, "title") or b"") > 32
    found = note_model.objects.get(pk=note.pk)
    assert (found.title, found.text, found.facts) == ("", None, None)
    found.text = ""
    found.save()
    assert note_model.objects.get(pk=note.pk).text == ""


def test_bulk_create_seals(note_model: Any, box: Box) -> None:
    note_model.objects.bulk_create([note_model(box=box, title=f"{NAME} {n}") for n in range(3)])
    assert sorted(note.title for note in note_model.objects.all()) == [f"{NAME} {n}" for n in range(3)]
    assert not [note for note in note_model.objects.all() if NAME.encode() in (raw(note) or b"")]


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_rows_makes_one_query(note_model: Any, box: Box, rows: int) -> None:
    note_model.objects.bulk_create([note_model(box=box, title=str(n)) for n in range(rows)])
    with CaptureQueriesContext(connection) as queries:
        assert sorted(note.title for note in note_model.objects.all()) == [str(n) for n in range(rows)]
    assert len(queries) == 1


def test_an_unchanged_value_keeps_its_ciphertext(note_model: Any, note: Any) -> None:
    before = raw(note), raw(note, "facts")
    found = note_model.objects.get(pk=note.pk)
    found.number = 7
    found.save()
    found.title = str(found.title)
    found.facts = dict(found.facts)
    found.save()
    assert (raw(note), raw(note, "facts")) == before


def test_a_changed_value_is_sealed_again(note_model: Any, note: Any) -> None:
    before = raw(note)
    found = note_model.objects.get(pk=note.pk)
    found.title = "otra"
    found.save()
    assert raw(note) != before
    assert note_model.objects.get(pk=note.pk).title == "otra"


def test_json_changed_in_place_is_saved(note_model: Any, note: Any) -> None:
    found = note_model.objects.get(pk=note.pk)
    found.facts["languages"].append("K'iche'")
    found.save()
    assert note_model.objects.get(pk=note.pk).facts == {"languages": ["Mam", "K'iche'"]}


def test_a_copied_row_is_sealed_for_its_new_place(note_model: Any, note: Any) -> None:
    twin = note_model.objects.get(pk=note.pk)
    twin.pk = uuid.uuid4()
    twin._state.adding = True
    twin.save()
    assert note_model.objects.get(pk=twin.pk).title == NAME
    assert raw(twin) != raw(note)


def test_an_id_given_as_text_is_bound_like_the_same_id(note_model: Any, box: Box) -> None:
    row = uuid.uuid4()
    note = note_model(id=row.hex.upper(), box_id=str(box.pk), title=NAME)
    note.save()
    assert note_model.objects.get(pk=row).title == NAME
    note.number = 3
    note.save()
    assert note_model.objects.get(pk=row).title == NAME


@pytest.mark.parametrize("column", ["title", "text"])
def test_ciphertext_moved_to_another_row_or_column_refuses(
    note_model: Any, box: Box, note: Any, column: str
) -> None:
    other = note_model.objects.create(box=box, title="b", text="c")
    write_raw(other, column, raw(note, "title") or b"")
    with pytest.raises(Damaged):
        getattr(note_model.objects.get(pk=other.pk), column)
    write_raw(note, "text", raw(note, "title") or b"")
    with pytest.raises(Damaged):
        _ = note_model.objects.get(pk=note.pk).text


def test_ciphertext_moved_to_another_table_refuses(note: Any, box: Box) -> None:
    with pytest.raises(Damaged):
        sealing.unseal(raw(note) or b"", box=box.pk, bound_to=f"other|{note.pk}|title".encode())
    place = f"test_note|{note.pk}|title".encode()
    assert sealing.unseal(raw(note) or b"", box=box.pk, bound_to=place) == NAME.encode()


def test_a_row_pointed_at_another_box_refuses(note_model: Any, note: Any) -> None:
    note_model.objects.filter(pk=note.pk).update(box=boxes.create("case"))
    with pytest.raises(Damaged):
        _ = note_model.objects.get(pk=note.pk).title


@pytest.mark.parametrize("position", [0, 3, 20, -1])
def test_one_flipped_bit_refuses(note_model: Any, note: Any, position: int) -> None:
    changed = bytearray(raw(note) or b"")
    changed[position] ^= 1
    write_raw(note, "title", bytes(changed))
    with pytest.raises(Damaged):
        _ = note_model.objects.get(pk=note.pk).title


def test_update_and_bulk_update_of_a_sealed_column_are_refused(note_model: Any, note: Any) -> None:
    for value in ("x", models.F("text"), models.Value("x")):
        with pytest.raises(SealedFieldError), transaction.atomic():
            note_model.objects.update(title=value)
    with pytest.raises(SealedFieldError), transaction.atomic():
        note_model.objects.bulk_update([note], ["title"])
    assert note_model.objects.get().title == NAME


@pytest.mark.parametrize(
    "lookup", ["title", "title__exact", "title__contains", "title__in", "facts__languages"]
)
def test_the_database_cannot_be_asked_about_a_sealed_column(note_model: Any, note: Any, lookup: str) -> None:
    with pytest.raises(SealedFieldError) as refused:
        list(note_model.objects.filter(**{lookup: [NAME] if lookup.endswith("__in") else NAME}))
    assert NAME not in str(refused.value)


def test_isnull_works(note_model: Any, note: Any) -> None:
    assert note_model.objects.filter(text__isnull=False).count() == 1
    assert note_model.objects.filter(text__isnull=True).count() == 0


def test_values_are_ciphertext_that_does_not_show(note_model: Any, note: Any) -> None:
    value = note_model.objects.values_list("title", flat=True).get()
    assert repr(value) == str(value) == "<sealed>"


def test_defer_only_and_refresh(note_model: Any, note: Any) -> None:
    deferred = note_model.objects.defer("title").get()
    assert "title" in deferred.get_deferred_fields()
    assert deferred.title == NAME
    assert note_model.objects.only("title").get().title == NAME
    stale = note_model.objects.get()
    stale.title = "typed, not saved"
    stale.number = 9
    stale.refresh_from_db()
    assert (stale.title, stale.number) == (NAME, 0)
    stale.title = "typed"
    stale.number = 9
    stale.refresh_from_db(fields=["number"])
    assert (stale.title, stale.number) == ("typed", 0)


def test_refreshing_opens_nothing(note_model: Any, note: Any) -> None:
    found = note_model.objects.get()
    before = raw(note)
    found.refresh_from_db()
    assert not found.__dict__["title"].opened
    found.save()
    assert raw(note) == before


def test_max_length_counts_the_plaintext(note_model: Any, box: Box) -> None:
    note_model(box=box, title="ñ" * 40, facts={}).full_clean(exclude=["facts"])
    with pytest.raises(ValidationError):
        note_model(box=box, title="ñ" * 41, facts={}).full_clean()


def test_form_fields_fit() -> None:
    assert SealedTextField(max_length=5).formfield().max_length == 5  # type: ignore[union-attr]
    assert "Textarea" in repr(SealedTextField(multiline=True).formfield().widget)  # type: ignore[union-attr]


def test_nothing_shows_the_plaintext(note: Any) -> None:
    assert note.title == NAME
    assert NAME not in repr(note) + str(note) + repr(note.__dict__)


def test_pickles_hold_ciphertext_only(note_model: Any, note: Any) -> None:
    found = note_model.objects.get()
    assert found.title == NAME
    pickled = pickle.dumps(found.__dict__["title"])
    assert b"Mar" not in pickled
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(note_model(title=NAME).__dict__["title"])


def test_deep_copies_are_independent(note_model: Any, note: Any) -> None:
    found = note_model.objects.get()
    found.facts["new"] = 1
    twin = copy.deepcopy(found.__dict__["facts"])
    twin.value["new"] = 2
    assert found.facts["new"] == 1


def test_serializers_refuse(note_model: Any, note: Any) -> None:
    with pytest.raises(SealedFieldError):
        serializers.serialize("json", note_model.objects.all())


def test_a_row_without_box_is_refused(note_model: Any, db: None) -> None:
    with pytest.raises(SealedFieldError):
        note_model(title="x").save()


@isolate_apps("reencuentro.vault")
def test_unique_columns_and_unsealed_models_are_found_by_checks() -> None:
    class Wrong(models.Model):  # noqa: DJ008 - never has a row
        title = SealedTextField(unique=True)

        class Meta:
            app_label = "vault"

    assert {error.id for error in Wrong.check()} >= {"vault.E001", "vault.E002"}


def test_a_destroyed_key_ends_all_reading_and_writing(note_model: Any, note: Any, box: Box) -> None:
    from reencuentro.vault.keyring import ring

    found = note_model.objects.get()
    assert note_model.objects.get().title == NAME
    ring().destroy(box.pk)
    with pytest.raises(BoxDestroyed):
        _ = found.title
    assert note_model.objects.get().number == 0
    with pytest.raises(BoxDestroyed):
        note_model.objects.create(box=box, title="x")


def test_partial_dates_come_back_and_wrong_ones_are_refused_without_being_shown() -> None:
    field = SealedPartialDateField()
    for text in ("2014", "2014-03", "2014-03-09~"):
        assert field.decode(field.encode(text)) == PartialDate.parse(text)
        assert field.encode(PartialDate.parse(text)) == text.encode()
    assert field.to_python("") is None
    with pytest.raises(ValidationError) as refused:
        field.clean("2014-13", None)
    assert "2014-13" not in str(refused.value)
    assert refused.value.__cause__ is None

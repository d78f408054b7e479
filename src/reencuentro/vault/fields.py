"""Sealed model columns: text, JSON and partial dates that the database only ever sees as ciphertext.

A value is opened on first access and sealed on save, bound to table, row and column. The database can test a
sealed column for NULL and nothing else.
"""

import copy
import json
import pickle
from typing import TYPE_CHECKING, Any, NoReturn, cast
from uuid import UUID

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from reencuentro.engines.partial_date import PartialDate

from . import sealing
from .errors import SealedFieldError


class Ciphertext(bytes):
    """What stands in the database. Everything that is not this type is refused on the way there."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


class Cell:
    """The content of one sealed attribute of one instance: ciphertext, an opened or new value, or both."""

    __slots__ = ("box", "ciphertext", "encoded", "opened", "row", "value")

    def __init__(
        self, value: Any = None, ciphertext: Ciphertext | None = None, row: Any = None, box: Any = None
    ) -> None:
        self.value = value
        self.ciphertext = ciphertext
        self.opened = ciphertext is None
        self.encoded: bytes | None = None  # the plaintext inside `ciphertext`, once opened
        self.row, self.box = row, box  # where `ciphertext` is bound to

    def followed_by(self, value: Any) -> "Cell":
        """A new value in place of this one; an opened ciphertext is kept to see on save what changed."""
        cell = Cell(value)
        if self.ciphertext is not None and self.opened:
            cell.ciphertext, cell.encoded = self.ciphertext, self.encoded
            cell.row, cell.box = self.row, self.box
        return cell

    def __repr__(self) -> str:
        return "<sealed>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Only ciphertext may leave the process."""
        if self.ciphertext is None and self.value is not None:
            raise pickle.PicklingError("A sealed value that was not saved yet cannot be pickled.")
        return (Cell, (None, self.ciphertext, self.row, self.box))

    def __deepcopy__(self, memo: dict[int, Any]) -> "Cell":
        twin = copy.copy(Cell())
        for slot in self.__slots__:
            setattr(twin, slot, copy.deepcopy(getattr(self, slot), memo))
        return twin


class SealedAttribute(DeferredAttribute):
    """Opens on first read. Setting plaintext keeps the ciphertext until save decides whether it changed."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        cell: Cell = instance.__dict__[name]
        if not cell.opened:
            self.field.open_cell(cell, instance)
        return cell.value

    def __set__(self, instance: models.Model, value: Any) -> None:
        known, name = instance.__dict__, self.field.attname
        if isinstance(value, Ciphertext):
            known[name] = Cell(ciphertext=value, row=known.get("id"), box=known.get("box_id"))
        else:
            old: Cell | None = known.get(name)
            known[name] = old.followed_by(value) if old else Cell(value)


if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field  # only the type checker can subscript it


class SealedField(AnyField):
    """What the sealed fields share. Subclasses say how a value becomes bytes and back."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, encoded: bytes) -> Any:
        raise NotImplementedError

    # --- definition ----------------------------------------------------------------------------------------

    def get_internal_type(self) -> str:
        return "BinaryField"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.unique or cast(Any, self).db_index:
            found.append(
                checks.Error("A sealed column cannot be unique or indexed.", obj=self, id="vault.E001")
            )
        names = {field.attname for field in self.model._meta.concrete_fields}
        if not {"id", "box_id"} <= names:
            found.append(checks.Error("A sealed column needs a SealedModel.", obj=self, id="vault.E002"))
        return found

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, self.descriptor_class(self))

    # --- sealing and opening -------------------------------------------------------------------------------

    def bound_to(self, row: Any) -> bytes:
        """The place a ciphertext belongs to. Renaming table or column therefore means: add, fill, drop."""
        return f"{self.model._meta.db_table}|{_uuid(row)}|{self.column}".encode()

    def seal(self, encoded: bytes, box: UUID, row: Any, instance: models.Model) -> bytes:
        """Raises BoxDestroyed. A field that needs more than the key of the row's box adds it here and in `unseal`."""
        return sealing.seal(encoded, box=box, bound_to=self.bound_to(row))

    def unseal(self, ciphertext: bytes, box: UUID, row: Any, instance: models.Model) -> bytes:
        """Raises BoxDestroyed, Damaged."""
        return sealing.unseal(ciphertext, box=box, bound_to=self.bound_to(row))

    def open_cell(self, cell: Cell, instance: models.Model) -> None:
        assert cell.ciphertext is not None  # noqa: S101 - only a cell with ciphertext is ever closed
        box = _uuid(cell.box or cast(Any, instance).box_id)
        cell.encoded = self.unseal(cell.ciphertext, box, cell.row or instance.pk, instance)
        cell.value = self.decode(cell.encoded)
        cell.opened = True

    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:
        """The ciphertext to store: the one that is there if nothing changed, a new one otherwise."""
        cell: Cell = model_instance.__dict__[self.attname]
        row, box = _uuid(model_instance.pk), cast(Any, model_instance).box_id
        if box is None:
            raise SealedFieldError("A sealed row needs its box before it is saved.")
        box = _uuid(box)
        at_home = cell.ciphertext is not None and cell.row == row and cell.box in (None, box)
        if at_home and not cell.opened:
            return cell.ciphertext
        if not cell.opened:
            self.open_cell(cell, model_instance)  # a copied row: seal it again for its new place
        cell.value = self.to_python(cell.value)
        if cell.value is None:
            model_instance.__dict__[self.attname] = Cell()
            return None
        encoded = self.encode(cell.value)
        if not at_home or encoded != cell.encoded:
            cell.ciphertext = Ciphertext(self.seal(encoded, box, row, model_instance))
            cell.encoded, cell.row, cell.box = encoded, row, box
        return cell.ciphertext

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return self.get_db_prep_value(value, connection)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Ciphertext):
            raise SealedFieldError(
                f"{self.name} is sealed: update() and bulk_update() cannot write it; use save()."
            )
        return connection.Database.Binary(bytes(value))

    # --- what a sealed column cannot do --------------------------------------------------------------------

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise SealedFieldError(f"{self.name} is sealed: the database cannot search it; only isnull works.")

    def get_transform(self, lookup_name: str) -> Any:
        raise SealedFieldError(f"{self.name} is sealed: the database cannot look inside.")

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise SealedFieldError(f"{self.name} is sealed: serializers would write it in clear.")


def _uuid(value: Any) -> UUID:
    """An id may still be text before the first save; a ciphertext is bound to one spelling only."""
    return value if isinstance(value, UUID) else UUID(str(value))


class SealedTextField(SealedField):
    """Text of any script. `max_length` counts characters of the plaintext; `multiline` gives a text area."""

    empty_strings_allowed = True

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.multiline:
            kwargs["multiline"] = True
        return name, path, args, kwargs

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def encode(self, value: Any) -> bytes:
        # A lone surrogate must not raise: the error would carry the text.
        return str(value).encode("utf-8", "surrogatepass")

    def decode(self, encoded: bytes) -> str:
        return encoded.decode("utf-8", "surrogatepass")

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        defaults: dict[str, Any] = {"max_length": self.max_length, "form_class": forms.CharField}
        if self.multiline:
            defaults["widget"] = forms.Textarea
        if self.null:
            defaults["empty_value"] = None
        return super().formfield(**{**defaults, **kwargs})


class SealedJSONField(SealedField):
    """Plain JSON: dict, list, str, int, float, bool. A value changed in place is noticed on save."""

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()

    def decode(self, encoded: bytes) -> Any:
        return json.loads(encoded)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.JSONField, **kwargs})


class SealedPartialDateField(SealedField):
    """A PartialDate ("2014", "2014-03", "2014-03-09~"); such text is accepted and is one after save()."""

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "":
            return None
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError:
            # Not chained: the text may be a birthday.
            raise ValidationError(
                _("Enter a year, a month or a day, such as 2014, 2014-03 or 2014-03-12."), code="invalid"
            ) from None

    def encode(self, value: Any) -> bytes:
        return str(self.to_python(value)).encode()

    def decode(self, encoded: bytes) -> PartialDate | None:
        return self.to_python(encoded.decode())

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.CharField, **kwargs})

"""Form widgets with a look of their own. All of them work without scripts."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EDTF_PARTS = re.compile(r"^(\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(~?)$")
DOCUMENTS = ".pdf,.jpg,.jpeg,.png,.heic,.tif,.tiff,image/*,application/pdf"


class _WithHints:
    """Choices whose value may carry a line of explanation: `hints={"2A": _("...")}`."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Any = (), hints: Mapping[str, Any] | None = None
    ):
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = dict(hints or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        return option


class RadioCards(_WithHints, forms.RadioSelect):
    template_name = "ui/widgets/choices.html"


class CheckCards(_WithHints, forms.CheckboxSelectMultiple):
    template_name = "ui/widgets/choices.html"


class _Parts(forms.MultiWidget):
    """Several small inputs in one fieldset; each part's label is its `title` attribute."""

    template_name = "ui/widgets/parts.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        invalid = (attrs or {}).get("aria-invalid")
        for part in context["widget"]["subwidgets"]:
            part["attrs"].pop("aria-describedby", None)  # it stands on the fieldset
            if invalid:
                part["attrs"]["aria-invalid"] = invalid
        return context


def _digits(title: Any, width: str) -> forms.TextInput:
    return forms.TextInput({"title": title, "class": width, "inputmode": "numeric", "autocomplete": "off"})


class ThreePartDate(_Parts):
    """Day, month, year as three texts. Its value is text in the EDTF order (2014-03-07, 2014-03, 2014,
    2014-03~), which suits forms.DateField and, with `approximate`, a partial date.

    What was typed wrongly is handed on as typed ("2014-13-x"): the field refuses it and shows it again.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, approximate: bool = False):
        parts: list[forms.Widget] = [
            _digits(_("Day"), "w-2"),
            _digits(_("Month"), "w-2"),
            _digits(_("Year"), "w-4"),
        ]
        if approximate:
            parts.append(forms.CheckboxInput({"title": _("This date is approximate")}))
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        found = EDTF_PARTS.match(str(value or ""))
        if not found:
            return [None, None, None, False]
        year, month, day, tilde = found.groups()
        return [day, month, year, bool(tilde)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        day, month, year, *rest = super().value_from_datadict(data, files, name)
        day, month, year = (str(part or "").strip() for part in (day, month, year))
        if not (day or month or year):
            return ""
        kept = [year, month or "?", day] if day else [year, month] if month else [year]
        text = "-".join([kept[0], *(part.zfill(2) for part in kept[1:])])
        return f"{text}~" if rest and rest[0] else text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if isinstance(value, str) and not EDTF_PARTS.match(value):
            year, month, day = [*value.rstrip("~").split("-", 2), "", ""][:3]
            value = [day, month.replace("?", ""), year, value.endswith("~")]
        return super().get_context(name, value, attrs)


class Money(_Parts):
    """An amount and its currency; used by fields.MoneyField."""

    def __init__(self, currencies: Sequence[tuple[str, Any]], attrs: dict[str, Any] | None = None):
        amount = forms.TextInput(
            {"title": _("Amount"), "class": "w-10", "inputmode": "decimal", "autocomplete": "off"}
        )
        super().__init__([amount, forms.Select({"title": _("Currency"), "class": "w-10"}, currencies)], attrs)

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if value else [None, None]


class CameraUpload(forms.FileInput):
    """A file, or on a phone a photograph taken now: two inputs of one name, whichever was used arrives.

    `limit` in bytes only warns early; the server decides.
    """

    template_name = "ui/widgets/upload.html"
    use_fieldset = True

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        accept: str = DOCUMENTS,
        camera: bool = True,
        limit: int = 0,
    ):
        super().__init__(attrs)
        self.accept, self.camera, self.limit = accept, camera, limit

    def id_for_label(self, id_: str) -> str:
        return ""  # two inputs, each with its own label

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # either input will do; a browser would insist on both

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"accept": self.accept, "camera": self.camera, "limit": self.limit or ""}
        return context


class CountedText(forms.Textarea):
    """A longer text; with `maxlength` a script says how much room is left."""

    template_name = "ui/widgets/textarea.html"

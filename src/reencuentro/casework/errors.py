"""Refusals with a name, without personal data. A page turns each into a sentence at the field concerned."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .states import NotNow

__all__ = ["CannotBeAsked", "EditedMeanwhile", "Invalid", "NotAllowed", "NotNow", "NotReady"]


class NotAllowed(Exception):
    """This person may not do this. Strangers are told "not found" instead (queries.visible)."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"not allowed: {act}")


class EditedMeanwhile(Exception):
    """Somebody saved the row after this form was filled in. `current` is their version; what was typed is not lost."""

    def __init__(self, current: Any, changes: dict[str, Any]) -> None:
        self.current, self.changes = current, changes
        super().__init__(f"{current._meta.model_name} was changed by somebody else meanwhile")


class Invalid(Exception):
    """What was entered cannot be right. `field` names the input, `sentence` says why in the reader's language."""

    def __init__(self, field: str, sentence: Any) -> None:
        self.field, self.sentence = field, sentence
        super().__init__(f"invalid value in {field}")


class CannotBeAsked(Invalid):
    """This Defender cannot be asked for this request now. One sentence for every cause: any difference between two
    of them would show that there is a conflict.
    """

    def __init__(self) -> None:
        super().__init__("defender", CANNOT_BE_ASKED)


class NotReady(Exception):
    """Something must happen first. `missing` are sentences for people."""

    def __init__(self, *missing: Any) -> None:
        self.missing = missing
        super().__init__(f"not ready: {len(missing)} things are missing")


IN_FUTURE = _("This date lies in the future.")
IN_PAST = _("This date has already passed.")
CANNOT_BE_ASKED = _("This Defender cannot be asked for this request now.")

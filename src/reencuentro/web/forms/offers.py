from django.utils.translation import gettext_lazy as _

from . import fields
from .base import ActForm


class Decline(ActForm):
    """The reason is the button that was pressed."""

    note = fields.text(
        _("Note"),
        help_text=_("Only you can read it later. Leave out names."),
        limit=500,
        rows=2,
    )

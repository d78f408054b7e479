from django.utils.translation import gettext_lazy as _

from reencuentro.casework.states import DECLINE_REASONS
from reencuentro.web import said

from . import fields
from .base import ActForm


class Decline(ActForm):
    reason = fields.one_of(_("Why not?"), said.of_words(DECLINE_REASONS))
    note = fields.text(
        _("Anything the coordination should know"),
        help_text=_("Only the coordination reads it. You may leave it empty."),
        limit=500,
    )

"""Forms of tracing beside the searches themselves."""

from django.utils.translation import gettext_lazy as _

from reencuentro.tracing.states import OUTCOMES_TRIED, PLACES_TRIED
from reencuentro.web.said import of_words

from .base import ActForm
from .fields import day, one_of, text


class AddAttempt(ActForm):
    where = one_of(_("Where was it tried?"), of_words(PLACES_TRIED))
    on = day(_("On which day was it tried?"))
    outcome = one_of(
        _("What came of it?"),
        of_words(OUTCOMES_TRIED),
        hints={
            "reached": _("It goes to counsel first. Tell nobody else before counsel decides."),
            "harm": _(
                "The coordination is told at once. The search itself goes on until somebody closes it."
            ),
        },
    )
    said = text(_("What should the next person know?"), limit=2000, rows=4)


class KeepOut(ActForm):
    because = text(
        _("Why?"),
        required=True,
        limit=1000,
        help_text=_("Only the legal team and the coordination of this case read it."),
    )

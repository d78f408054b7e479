"""Every state of a notice and its allowed moves.

queued -> claimed -> sent        the usual way
                  -> queued      a definite temporary failure: tried again later
                  -> failed      refused for good, or too many tries
                  -> unsure      the worker died, or the line broke, in the middle: perhaps sent, never sent again
gathered                         waits for the daily digest; the digest is a notice of its own
shown                            only on the page "My notices", by the reader's choice
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    UNSURE = "unsure", _("Perhaps sent")
    GATHERED = "gathered", _("In the daily summary")
    SHOWN = "shown", _("Shown here only")


class Wish(models.TextChoices):
    """How somebody wants to be told."""

    AT_ONCE = "at_once", _("At once, by e-mail")
    DIGEST = "digest", _("Once a day, in one e-mail")
    NONE = "none", _("Not by e-mail; only here")

"""What must never reach a Defender, whatever somebody types (initiative.md, never 2)."""

import re

from django.utils.translation import gettext_lazy as _

from .errors import Invalid

# "A" and eight or nine digits, as people write it: A098765432, A-098-765-432, A 098 765 432.
A_NUMBER = re.compile(r"(?<![A-Z0-9])A\W{0,2}\d{2,3}\W?\d{3}\W?\d{3}(?!\d)", re.IGNORECASE)


def refuse_a_number(field: str, text: str) -> None:
    """Raises Invalid for `field` when the text holds something that looks like an A-number."""
    if A_NUMBER.search(text):
        raise Invalid(
            field, _("This looks like an A-number. A Defender must never see it: please take it out.")
        )

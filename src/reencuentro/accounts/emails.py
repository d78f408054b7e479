"""An e-mail address is never in the database in clear: people are found by a keyed index of it."""

import unicodedata

from reencuentro.vault import blind


def normalise(email: str) -> str:
    """The form in which two spellings of one address are equal (composed, without case or outer blanks)."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def index(email: str) -> str:
    """What stands in `User.username`: without the key it cannot be turned back, nor tried address by address."""
    return blind.index("email", normalise(email))

"""Everything the vault refuses, by name. No message ever carries plaintext, a person's name or a key.

`sentence` (lazy, translated) is what a page may show; the message itself is for logs and consoles.
"""

from django.utils.translation import gettext_lazy as _


class VaultError(Exception):
    """The root of what this package raises on purpose."""

    sentence = _("This cannot be opened right now. The people who run this site have to look at it.")


class BoxDestroyed(VaultError):
    """The box's key is gone: what it sealed cannot be read by anyone, ever."""

    sentence = _("This was erased for good. Nobody can read it any more.")

    def __init__(self) -> None:
        super().__init__("The key of this box has been destroyed; what it sealed can no longer be read.")


class Damaged(VaultError):
    """A sealed value or file was cut, changed, moved to another place, or belongs to another key."""

    sentence = _("This is damaged and cannot be opened. Nothing was changed; please tell the coordinator.")


class NoRoom(VaultError):
    """The disk is full (or a quota is); nothing was kept half."""

    sentence = _("There is no room left on our server. Nothing was saved; we have to free space first.")

    def __init__(self) -> None:
        super().__init__(
            "There is no room left to store this. Nothing was saved; free some space and try again."
        )


class NoKey(VaultError):
    """The key-encryption key is missing or cannot be read."""


class UnsafeKey(VaultError):
    """A key file that others on the machine could read or have written."""


class WrongDatabase(VaultError):
    """Most keys or files are unknown to this database: surely it is the wrong one, or an old backup."""

    def __init__(self) -> None:
        super().__init__(
            "Most of what is stored is unknown to this database. Is it the right one, or an old backup? "
            "Nothing was removed."
        )


class SealedFieldError(VaultError):
    """A sealed column used in a way that cannot work, or would put plaintext where it does not belong."""

"""Everything the vault refuses, by name. No message ever carries plaintext, a person's name or a key."""


class VaultError(Exception):
    """The root of what this package raises on purpose."""


class BoxDestroyed(VaultError):
    """The box's key is gone: what it sealed cannot be read by anyone, ever."""

    def __init__(self) -> None:
        super().__init__("The key of this box has been destroyed; what it sealed can no longer be read.")


class Damaged(VaultError):
    """A sealed value or file was cut, changed, moved to another place, or belongs to another key."""


class NoRoom(VaultError):
    """The disk is full (or a quota is); nothing was kept half."""

    def __init__(self) -> None:
        super().__init__(
            "There is no room left to store this. Nothing was saved; free some space and try again."
        )


class NoKey(VaultError):
    """The key-encryption key is missing or cannot be read."""


class UnsafeKey(VaultError):
    """A key file that others on the machine could read or have written."""


class SealedFieldError(VaultError):
    """A sealed column used in a way that cannot work, or would put plaintext where it does not belong."""

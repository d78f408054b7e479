"""One password for everybody in the demo, and one computation of its hash."""

from functools import lru_cache
from typing import Any

from reencuentro.accounts.passwords import Argon2id

# Shown by `make run`. It keeps the rules for passwords, and is of no use anywhere else.
PASSWORD = "tortilla-frijol-y-canela"  # noqa: S105 (meant to be known)


class OnceArgon2id(Argon2id):
    """Hashes the same password only once in a process: forty people with one password join within a second.

    Argon2id is slow on purpose (128 MiB each time). Only the demo's settings name this class; what it writes is checked
    like every other hash.
    """

    def encode(self, password: str, salt: Any) -> str:
        return _encode(password)


@lru_cache(maxsize=1)
def _encode(password: str) -> str:
    hasher = Argon2id()
    return hasher.encode(password, hasher.salt())

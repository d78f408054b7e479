"""What must be true of keys and folders before a production server may start."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from .errors import VaultError
from .keyring import KeyRing, ring
from .keystore import BLIND


class Finding(NamedTuple):
    """`code` for programs, `sentence` (English, for the operator's console) for people."""

    code: str
    sentence: str


def findings() -> list[Finding]:
    """Empty when the vault may start. Looks only; creates nothing."""
    return [*_keys(), *_folders()]


def _keys() -> list[Finding]:
    try:
        keys = ring()
        keys.kek.aead()
    except VaultError as error:
        return [Finding("kek", str(error))]
    except ImportError:
        return [Finding("kek", "KEK_SOURCE names a function that cannot be imported.")]
    return _blind(keys)


def _blind(keys: KeyRing) -> list[Finding]:
    if not keys.store.holds(BLIND):
        return [
            Finding("blind", "The blind-index key is missing (new installation: `reencuentro keys_new`).")
        ]
    try:
        keys.blind_prf()
    except VaultError:
        return [Finding("blind", "The key-encryption key does not open the blind-index key.")]
    return []


def _folders() -> list[Finding]:
    keys, found = Path(settings.KEYS_DIR), []
    for name in ("DATA_DIR", "FILES_DIR"):
        if _together(keys, Path(getattr(settings, name))):
            found.append(
                Finding(
                    "keys_beside_data",
                    f"KEYS_DIR must not lie in, around or beside {name}: one copied folder "
                    "would hold both lock and key. Set REENCUENTRO_KEYS_DIR to another place.",
                ),
            )
    if keys.is_dir():
        seen = keys.stat()
        if stat.S_IMODE(seen.st_mode) & 0o077 or seen.st_uid != os.geteuid():
            found.append(Finding("keys_open", "KEYS_DIR must belong to the server's user alone (chmod 700)."))
    return found


def _together(keys: Path, data: Path) -> bool:
    """Inside one another, or next to each other in one folder (links followed)."""
    keys, data = keys.resolve(), data.resolve()
    return keys.is_relative_to(data) or data.is_relative_to(keys) or keys.parent == data.parent

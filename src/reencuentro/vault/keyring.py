"""The one small object behind which all keys live: makes, opens, destroys and rewraps keysets."""

import base64
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from uuid import UUID

import tink
from django.conf import settings
from django.utils.module_loading import import_string
from tink import aead, prf, streaming_aead

from . import disk
from .errors import BoxDestroyed, Damaged, NoKey
from .kek import EnvironmentKek, FileKek, KeyEncryptionKey, ServiceKek
from .keystore import BLIND, FolderStore, KeyStore

aead.register()
streaming_aead.register()
prf.register()

CACHE_BOXES = 512
CACHE_SECONDS = 300
BOX_PURPOSES = {
    "fields": aead.aead_key_templates.AES256_GCM,
    "files": streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_4KB,
}
BLIND_PURPOSES = {"prf": prf.prf_key_templates.HMAC_SHA256}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BoxKeys:
    """The opened keys of one box: one for fields, another for files."""

    fields: aead.Aead
    files: streaming_aead.StreamingAead


class KeyRing:
    """Keys of one installation. Safe between threads and processes; see `disk.locked`.

    Opening and creating share the lock, destroying and rewrapping take it alone: so a rewrap can never bring
    back a destroyed key, and a box made during a rotation is never wrapped with a key about to be forgotten.
    """

    def __init__(self, store: KeyStore, kek: KeyEncryptionKey, lock: Path, *, create: bool) -> None:
        self.store = store
        self.kek = kek
        self._create = create  # outside production a missing first key is simply made
        self._lock = lock
        self._cache: OrderedDict[UUID, tuple[float, BoxKeys]] = OrderedDict()
        self._cache_lock = Lock()
        self._blind: prf.Prf | None = None

    def initialise(self) -> None:
        """Makes the first key-encryption key (of a file) and the blind-index key where they are missing."""
        with disk.locked(self._lock, alone=True):
            if isinstance(self.kek, FileKek):
                self.kek.ensure()
            if not self.store.holds(BLIND):
                self.store.put(BLIND, self._new(BLIND, BLIND_PURPOSES))

    # --- boxes ---------------------------------------------------------------------------------------------

    def create(self, box: UUID) -> None:
        """Makes the box's keysets. Raises NoKey, UnsafeKey, NoRoom."""
        self._ready()
        with disk.locked(self._lock, alone=False):
            self.store.put(str(box), self._new(str(box), BOX_PURPOSES))

    def open(self, box: UUID) -> BoxKeys:
        """The opened keys, from the cache for at most CACHE_SECONDS. Raises BoxDestroyed, Damaged, NoKey."""
        if not self.store.holds(str(box)):  # asked every time: another process may have destroyed it
            self._forget(box)
            self._refuse_empty_store()
            raise BoxDestroyed
        cached = self._cached(box)
        if cached is None:
            cached = self._load(box)
            self._remember(box, cached)
        return cached

    def holds(self, box: UUID) -> bool:
        return self.store.holds(str(box))

    def tidy(self) -> int:
        """Removes what killed writes left; returns how many files."""
        with disk.locked(self._lock, alone=True):
            return self.store.tidy()

    def age(self, box: UUID) -> float:
        """Seconds since the box's key was written; 0 when there is none."""
        return self.store.age(str(box))

    def destroy(self, box: UUID) -> None:
        with disk.locked(self._lock, alone=True):
            self.store.destroy(str(box))
        self._forget(box)

    def blind_prf(self) -> prf.Prf:
        """The keyed function for blind indexes. Raises NoKey, UnsafeKey, Damaged."""
        if self._blind is None:
            self._ready()
            with disk.locked(self._lock, alone=False):
                self._blind = (
                    self._unwrap(BLIND, self.store.get(BLIND))["prf"].primitive(prf.PrfSet).primary()
                )
        return self._blind

    # --- rotation ------------------------------------------------------------------------------------------

    def rotate(self, progress: Progress | None = None) -> int:
        """Puts a new KEK in force, rewraps every keyset one by one, forgets the old KEK; returns how many.

        May be killed at any point and started again: it goes on where it stood. `progress(done, of)`.
        """
        self._ready()
        with disk.locked(self._lock, alone=True):
            self.store.tidy()
            self.kek.begin_rotation()
        names = list(self.store.each())
        done = 0
        for number, name in enumerate(names, start=1):
            done += self._rewrap(name)
            if progress:
                progress(number, len(names))
        self._finish_rotation()
        return done

    def _finish_rotation(self) -> None:
        with disk.locked(self._lock, alone=True):
            if not self.kek.count():
                return  # a service knows itself when its old key is no longer needed
            # Boxes made since the list was read used the new KEK already; whatever did not is caught here.
            for name in self.store.each():
                self._rewrap_locked(name)
            self.kek.finish_rotation()

    def _rewrap(self, name: str) -> int:
        with disk.locked(self._lock, alone=True):
            return self._rewrap_locked(name)

    def _rewrap_locked(self, name: str) -> int:
        try:
            wrapped = self.store.get(name)
        except KeyError:
            return 0  # destroyed since the list was read
        if self._is_current(wrapped):
            return 0
        self.store.put(name, self._wrap(name, self._unwrap(name, wrapped)))
        return 1

    def count_old(self) -> int:
        """How many keysets the newest KEK did not wrap; 0 when the source cannot tell."""
        if not self.kek.count():
            return 0
        return sum(not self._is_current(self.store.get(name)) for name in self.store.each())

    def _is_current(self, wrapped: bytes) -> bool:
        return all(
            self.kek.is_current(tink.proto.tink_pb2.EncryptedKeyset.FromString(part).encrypted_keyset)
            for part in _parts(wrapped).values()
        )

    # --- wrapping ------------------------------------------------------------------------------------------

    def _ready(self) -> None:
        """Outside production the first use makes the first keys; elsewhere an empty store is an alarm."""
        no_kek = isinstance(self.kek, FileKek) and not self.kek.path.exists()
        if self._create and (no_kek or not self.store.holds(BLIND)):
            self.initialise()
        self._refuse_empty_store()

    def _refuse_empty_store(self) -> None:
        """A folder that is not mounted must not look like thousands of erasures. Raises NoKey.

        The blind-index key tells: it is made with the first key and never destroyed. Were it made anew, it
        would match nothing that was indexed before.
        """
        if not self.store.holds(BLIND):
            raise NoKey("No keys in KEYS_DIR: is it mounted? (new installation: `reencuentro keys_new`)")

    def _new(self, name: str, purposes: dict[str, tink.proto.tink_pb2.KeyTemplate]) -> bytes:
        return self._wrap(name, {purpose: tink.new_keyset_handle(kind) for purpose, kind in purposes.items()})

    def _wrap(self, name: str, keysets: dict[str, tink.KeysetHandle]) -> bytes:
        kek = self.kek.aead()
        parts = {
            purpose: base64.b64encode(
                tink.proto_keyset_format.serialize_encrypted(handle, kek, _bound_to(name, purpose))
            ).decode()
            for purpose, handle in keysets.items()
        }
        return json.dumps({"format": 1, "keysets": parts}).encode()

    def _unwrap(self, name: str, wrapped: bytes) -> dict[str, tink.KeysetHandle]:
        try:
            kek = self.kek.aead()
            return {
                purpose: tink.proto_keyset_format.parse_encrypted(part, kek, _bound_to(name, purpose))
                for purpose, part in _parts(wrapped).items()
            }
        except tink.TinkError:
            raise Damaged(
                "A key file is damaged, was swapped, or belongs to another key-encryption key."
            ) from None

    def _load(self, box: UUID) -> BoxKeys:
        with disk.locked(self._lock, alone=False):
            try:
                wrapped = self.store.get(str(box))
            except KeyError:
                raise BoxDestroyed from None
            keysets = self._unwrap(str(box), wrapped)
        return BoxKeys(
            fields=keysets["fields"].primitive(aead.Aead),
            files=keysets["files"].primitive(streaming_aead.StreamingAead),
        )

    # --- the cache of opened boxes -------------------------------------------------------------------------

    def _cached(self, box: UUID) -> BoxKeys | None:
        with self._cache_lock:
            until, keys = self._cache.get(box, (0.0, None))
            if keys is None or until < time.monotonic():
                self._cache.pop(box, None)
                return None
            self._cache.move_to_end(box)
            return keys

    def _remember(self, box: UUID, keys: BoxKeys) -> None:
        with self._cache_lock:
            self._cache[box] = (time.monotonic() + CACHE_SECONDS, keys)
            while len(self._cache) > CACHE_BOXES:
                self._cache.popitem(last=False)

    def _forget(self, box: UUID) -> None:
        with self._cache_lock:
            self._cache.pop(box, None)


def _bound_to(name: str, purpose: str) -> bytes:
    return f"{name}|{purpose}".encode()


def _parts(wrapped: bytes) -> dict[str, bytes]:
    try:
        content = json.loads(wrapped)
        return {purpose: base64.b64decode(part) for purpose, part in content["keysets"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged("A key file is damaged.") from None


def ring() -> KeyRing:
    """The key ring that the settings name."""
    return _ring(str(settings.KEYS_DIR), settings.KEK_SOURCE, create=not settings.PRODUCTION)


@lru_cache(maxsize=8)
def _ring(keys_dir: str, source: str, *, create: bool) -> KeyRing:
    folder = Path(keys_dir)
    return KeyRing(FolderStore(folder), _kek(folder, source), folder / "lock", create=create)


def _kek(folder: Path, source: str) -> KeyEncryptionKey:
    if source == "file":
        return FileKek(folder / "kek.json")
    if source == "environment":
        return EnvironmentKek()
    kind, _, target = source.partition(":")
    if kind == "service" and target:
        return ServiceKek(import_string(target)())
    raise NoKey(
        "KEK_SOURCE must be file, environment or service:<dotted path of a function that returns an Aead>."
    )

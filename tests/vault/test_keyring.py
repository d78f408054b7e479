"""Keys outside the database: sources, safety of files, swapping, rotation, killing at any point."""

import base64
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
import tink
from tink import aead
from tink.testing import fake_kms

from reencuentro.vault import keyring
from reencuentro.vault.errors import BoxDestroyed, Damaged, NoKey, NoRoom, UnsafeKey
from reencuentro.vault.kek import EnvironmentKek, FileKek, ServiceKek, new_keyset, new_variable
from reencuentro.vault.keyring import KeyRing, ring
from reencuentro.vault.keystore import BLIND, FolderStore


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    return fresh(tmp_path / "keys")


FAKE_SERVICE = "fake-kms://" + base64.urlsafe_b64encode(new_keyset().SerializeToString()).decode().rstrip("=")


def fresh(folder: Path, kek: Any = None, *, create: bool = True) -> KeyRing:
    """As another process would see the same folder: nothing cached."""
    return KeyRing(FolderStore(folder), kek or FileKek(folder / "kek.json"), folder / "lock", create=create)


def sealed_by(keys: KeyRing, box: uuid.UUID) -> bytes:
    ciphertext: bytes = keys.open(box).fields.encrypt(b"Xicay", b"here")
    return ciphertext


def key_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("boxes/??/*"))


def test_a_box_opens_in_another_process(keys: KeyRing, tmp_path: Path) -> None:
    box = uuid.uuid4()
    keys.create(box)
    ciphertext = sealed_by(keys, box)
    assert fresh(tmp_path / "keys").open(box).fields.decrypt(ciphertext, b"here") == b"Xicay"


def test_key_files_and_folders_are_private(keys: KeyRing, tmp_path: Path) -> None:
    keys.create(uuid.uuid4())
    folder = tmp_path / "keys"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 4  # box, kek, blind, lock
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_dir()} == {0o700}


def test_wrapped_keys_show_no_key_material(keys: KeyRing, tmp_path: Path) -> None:
    keys.create(uuid.uuid4())
    wrapped = json.loads(key_files(tmp_path / "keys")[0].read_bytes())
    assert sorted(wrapped["keysets"]) == ["fields", "files"]
    with pytest.raises(tink.TinkError):
        tink.json_proto_keyset_format.parse_without_secret(json.dumps(wrapped))


def test_production_never_makes_its_first_key_by_itself(tmp_path: Path) -> None:
    keys = fresh(tmp_path / "keys", create=False)
    with pytest.raises(NoKey):
        keys.create(uuid.uuid4())
    with pytest.raises(NoKey):
        keys.blind_prf()
    keys.initialise()
    keys.create(uuid.uuid4())
    assert len(list(keys.store.each())) == 2


def test_initialising_twice_keeps_the_keys(keys: KeyRing, tmp_path: Path) -> None:
    keys.initialise()
    before = (tmp_path / "keys" / "kek.json").read_bytes(), keys.store.get(BLIND)
    keys.initialise()
    assert ((tmp_path / "keys" / "kek.json").read_bytes(), keys.store.get(BLIND)) == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused(keys: KeyRing, tmp_path: Path, mode: int) -> None:
    keys.create(uuid.uuid4())
    (tmp_path / "keys" / "kek.json").chmod(mode)
    with pytest.raises(UnsafeKey):
        fresh(tmp_path / "keys").create(uuid.uuid4())


def test_a_key_file_that_is_a_link_is_refused(keys: KeyRing, tmp_path: Path) -> None:
    keys.initialise()
    kek = tmp_path / "keys" / "kek.json"
    kek.rename(tmp_path / "elsewhere")
    kek.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafeKey):
        fresh(tmp_path / "keys").create(uuid.uuid4())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_key_file_of_another_user_is_refused(keys: KeyRing, tmp_path: Path) -> None:
    keys.initialise()
    os.chown(tmp_path / "keys" / "kek.json", 65534, 65534)
    with pytest.raises(UnsafeKey):
        fresh(tmp_path / "keys").create(uuid.uuid4())


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 40])
def test_a_broken_key_encryption_key_is_named(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "keys"
    fresh(folder).initialise()
    (folder / "kek.json").write_bytes(content)
    with pytest.raises(NoKey):
        fresh(folder).create(uuid.uuid4())


def test_swapped_key_files_are_refused(keys: KeyRing, tmp_path: Path) -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    keys.create(one)
    keys.create(other)
    keys.store.put(str(one), keys.store.get(str(other)))
    with pytest.raises(Damaged):
        fresh(tmp_path / "keys").open(one)


def test_keysets_exchanged_inside_a_key_file_are_refused(keys: KeyRing, tmp_path: Path) -> None:
    box = uuid.uuid4()
    keys.create(box)
    content = json.loads(keys.store.get(str(box)))
    content["keysets"]["fields"], content["keysets"]["files"] = (
        content["keysets"]["files"],
        content["keysets"]["fields"],
    )
    keys.store.put(str(box), json.dumps(content).encode())
    with pytest.raises(Damaged):
        fresh(tmp_path / "keys").open(box)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"keysets": {"fields": "AAAA"}}', b"\xff"])
def test_a_damaged_key_file_is_named(keys: KeyRing, tmp_path: Path, content: bytes) -> None:
    box = uuid.uuid4()
    keys.create(box)
    keys.store.put(str(box), content)
    with pytest.raises(Damaged):
        fresh(tmp_path / "keys").open(box)


def test_the_cache_is_bounded_and_forgets(keys: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "CACHE_BOXES", 3)
    boxes = [uuid.uuid4() for _ in range(5)]
    for box in boxes:
        keys.create(box)
        keys.open(box)
    assert list(keys._cache) == boxes[2:]
    first = keys.open(boxes[4])
    assert keys.open(boxes[4]) is first
    monkeypatch.setattr(time, "monotonic", lambda: 1e12)
    assert keys.open(boxes[4]) is not first


def test_another_process_notices_a_destroyed_box_that_it_had_opened(keys: KeyRing, tmp_path: Path) -> None:
    box = uuid.uuid4()
    keys.create(box)
    other = fresh(tmp_path / "keys")
    other.open(box)
    keys.destroy(box)
    with pytest.raises(BoxDestroyed):
        other.open(box)
    assert box not in other._cache


def test_a_key_folder_that_is_not_mounted_does_not_look_like_an_erasure(
    keys: KeyRing, tmp_path: Path
) -> None:
    box = uuid.uuid4()
    keys.create(box)
    (tmp_path / "keys").rename(tmp_path / "unmounted")
    with pytest.raises(NoKey):
        keys.open(box)
    (tmp_path / "unmounted").rename(tmp_path / "keys")
    assert keys.open(box)


def test_only_a_uuid_becomes_a_path(keys: KeyRing) -> None:
    with pytest.raises(ValueError):
        keys.store.get("../../etc/passwd")


def test_the_environment_can_hold_the_key_and_rotate_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = uuid.uuid4()
    first = new_variable()
    monkeypatch.setenv("REENCUENTRO_KEK", first)
    keys = fresh(tmp_path, EnvironmentKek())
    keys.create(box)
    ciphertext = sealed_by(keys, box)
    both = new_variable(first)
    monkeypatch.setenv("REENCUENTRO_KEK", both)
    keys = fresh(tmp_path, EnvironmentKek())
    assert (keys.kek.count(), keys.count_old()) == (2, 2)
    assert keys.rotate() == 2
    assert keys.count_old() == 0
    monkeypatch.setenv("REENCUENTRO_KEK", first)
    with pytest.raises(Damaged):
        fresh(tmp_path, EnvironmentKek()).open(box)
    monkeypatch.setenv("REENCUENTRO_KEK", both)
    assert fresh(tmp_path, EnvironmentKek()).open(box).fields.decrypt(ciphertext, b"here") == b"Xicay"


@pytest.mark.parametrize("text", ["", "not base64!", "AAAA"])
def test_a_wrong_variable_is_named_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("REENCUENTRO_KEK", text)
    with pytest.raises(NoKey) as refused:
        fresh(tmp_path, EnvironmentKek()).create(uuid.uuid4())
    assert not text or text not in str(refused.value)


def test_a_key_management_service_can_wrap(tmp_path: Path) -> None:
    kek = ServiceKek(service_for_settings())
    keys, box = fresh(tmp_path, kek), uuid.uuid4()
    keys.create(box)
    ciphertext = sealed_by(keys, box)
    before = keys.store.get(str(box))
    assert keys.rotate() == 2
    assert keys.store.get(str(box)) != before
    assert fresh(tmp_path, kek).open(box).fields.decrypt(ciphertext, b"here") == b"Xicay"


def service_for_settings() -> aead.Aead:
    service: aead.Aead = fake_kms.FakeKmsClient().get_aead(FAKE_SERVICE)
    return service


def test_the_settings_name_a_service(settings: Any) -> None:
    settings.KEK_SOURCE = f"service:{__name__}.service_for_settings"
    box = uuid.uuid4()
    ring().create(box)
    assert ring().holds(box)
    assert not (Path(settings.KEYS_DIR) / "kek.json").exists()


@pytest.mark.parametrize("source", ["", "files", "service:", "Environment"])
def test_an_unknown_source_is_refused(settings: Any, source: str) -> None:
    settings.KEK_SOURCE = source
    with pytest.raises(NoKey):
        ring()


def test_rotation_rewraps_everything_and_ends_the_old_key(keys: KeyRing, tmp_path: Path) -> None:
    boxes = [uuid.uuid4() for _ in range(3)]
    for box in boxes:
        keys.create(box)
    sealed = {box: sealed_by(keys, box) for box in boxes}
    index = keys.blind_prf().compute(b"x", 16)
    old_kek = (tmp_path / "keys" / "kek.json").read_bytes()
    seen: list[tuple[int, int]] = []
    assert keys.rotate(lambda done, of: seen.append((done, of))) == 4
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert (keys.kek.count(), keys.count_old()) == (1, 0)
    again = fresh(tmp_path / "keys")
    assert [again.open(box).fields.decrypt(sealed[box], b"here") for box in boxes] == [b"Xicay"] * 3
    assert again.blind_prf().compute(b"x", 16) == index
    (tmp_path / "keys" / "kek.json").write_bytes(old_kek)
    with pytest.raises(Damaged):
        fresh(tmp_path / "keys").open(boxes[0])


def test_a_box_made_by_a_server_that_still_held_the_old_key_survives(keys: KeyRing, tmp_path: Path) -> None:
    keys.create(uuid.uuid4())
    server, box = fresh(tmp_path / "keys"), uuid.uuid4()
    server.kek.aead()
    keys.rotate()
    server.create(box)
    ciphertext = sealed_by(server, box)
    keys.rotate()
    assert fresh(tmp_path / "keys").open(box).fields.decrypt(ciphertext, b"here") == b"Xicay"


class Interrupted(Exception):
    pass


@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_interrupted_rotation_loses_nothing_and_goes_on(keys: KeyRing, tmp_path: Path, at: int) -> None:
    box = uuid.uuid4()
    keys.create(box)
    keys.create(uuid.uuid4())
    ciphertext = sealed_by(keys, box)

    def stop(done: int, of: int) -> None:
        if done == at:
            raise Interrupted

    with pytest.raises(Interrupted):
        keys.rotate(stop)
    between = fresh(tmp_path / "keys")
    assert between.kek.count() == 2
    assert between.open(box).fields.decrypt(ciphertext, b"here") == b"Xicay"
    primary = between.kek._held().keyset.primary_key_id  # type: ignore[attr-defined]
    assert between.rotate() == 3 - at
    assert between.kek._held().keyset.primary_key_id == primary  # type: ignore[attr-defined]
    assert (between.kek.count(), between.count_old()) == (1, 0)
    assert fresh(tmp_path / "keys").open(box).fields.decrypt(ciphertext, b"here") == b"Xicay"


ROTATE = """
import sys
from pathlib import Path
from reencuentro.vault.kek import FileKek
from reencuentro.vault.keyring import KeyRing
from reencuentro.vault.keystore import FolderStore
folder = Path(sys.argv[1])
keys = KeyRing(FolderStore(folder), FileKek(folder / "kek.json"), folder / "lock", create=True)
print("ready", flush=True)
while True:
    keys.rotate()
"""


def test_a_rotation_killed_at_any_moment_loses_nothing(keys: KeyRing, tmp_path: Path) -> None:
    boxes = [uuid.uuid4() for _ in range(12)]
    for box in boxes:
        keys.create(box)
    sealed = {box: sealed_by(keys, box) for box in boxes}
    for round_ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", ROTATE, str(tmp_path / "keys")],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.02 + 0.013 * round_)
            process.send_signal(signal.SIGKILL)
        survivor = fresh(tmp_path / "keys")
        assert [survivor.open(box).fields.decrypt(sealed[box], b"here") for box in boxes] == [b"Xicay"] * 12
    survivor.rotate()
    assert list((tmp_path / "keys").rglob("*.part")) == []
    assert (survivor.kek.count(), survivor.count_old()) == (1, 0)


def test_boxes_made_and_destroyed_during_rotations_stay_so(keys: KeyRing, tmp_path: Path) -> None:
    keys.initialise()
    kept, gone = [uuid.uuid4() for _ in range(15)], [uuid.uuid4() for _ in range(15)]
    with subprocess.Popen(
        [sys.executable, "-c", ROTATE, str(tmp_path / "keys")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        first = (tmp_path / "keys" / "kek.json").read_bytes()
        for box, doomed in zip(kept, gone, strict=True):
            keys.create(box)
            keys.create(doomed)
            keys.destroy(doomed)
        process.send_signal(signal.SIGKILL)
    assert (tmp_path / "keys" / "kek.json").read_bytes() != first  # it did rotate meanwhile
    survivor = fresh(tmp_path / "keys")
    assert all(survivor.open(box) for box in kept)
    assert not [box for box in gone if survivor.holds(box)]


def test_a_full_disk_while_rotating_keeps_the_old_state(
    keys: KeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = uuid.uuid4()
    keys.create(box)
    before = sorted(path.name for path in (tmp_path / "keys").rglob("*"))
    content = keys.store.get(str(box))

    def full(handle: int, data: Any) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(NoRoom):
            keys.rotate()
        with pytest.raises(NoRoom):
            keys.create(uuid.uuid4())
    after = [path.name for path in (tmp_path / "keys").rglob("*") if path.is_file()]
    assert not [name for name in after if name.endswith(".part")]
    assert set(before) >= set(after)
    assert keys.store.get(str(box)) == content

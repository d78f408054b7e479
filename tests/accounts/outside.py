"""Running pieces of the software in processes of their own, on a database file of their own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    names = (
        "REENCUENTRO_DATABASE_URL",
        "REENCUENTRO_DATA_DIR",
        "REENCUENTRO_FILES_DIR",
        "REENCUENTRO_KEYS_DIR",
    )
    inherited = {name: value for name, value in os.environ.items() if name not in names}
    ours = {
        "REENCUENTRO_MODE": "test",
        "REENCUENTRO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "reencuentro.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    return inherited | ours | more


def python(home: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments], env=environment(home, **more), cwd=ROOT, capture_output=True, text=True
    )


@cache
def _migrated() -> Path:
    """One migrated database, made once: migrating takes longer than all that the tests do with it."""
    folder = Path(tempfile.mkdtemp(prefix="reencuentro-tests-"))
    atexit.register(shutil.rmtree, folder)
    (folder / "data").mkdir()
    done = python(folder, "-m", "django", "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    return folder


def new_home(folder: Path) -> Path:
    """A folder with an empty, migrated database."""
    return Path(shutil.copytree(_migrated(), folder / "home"))

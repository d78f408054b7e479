"""Every worker has a house of its own: keys, files and database in a temporary folder, gone afterwards."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from reencuentro.cli.start import words

FOLDERS = {
    "DATA_DIR": "data",
    "FILES_DIR": "files",
    "KEYS_DIR": "keys",
    "PUBLIC_DIR": "public",
    "EMAIL_FILE_PATH": "mail",
    "STATIC_ROOT": "static",
}
# A skip that names the other database is none: the other run of `make test` has that test.
EXPLAINED_SKIPS = ("SQLite ", "PostgreSQL ")
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


# A busy machine is no fault of the code: no test is judged by the clock.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    if settings.MODE != "test":
        raise pytest.UsageError("Tests run in test mode only: `make test`, or REENCUENTRO_MODE=test pytest …")
    home = Path(tempfile.mkdtemp(prefix="reencuentro-test-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    settings.HOME = home
    os.environ["REENCUENTRO_HOME"] = str(home)  # for the processes that tests start
    for name, folder in FOLDERS.items():
        setattr(settings, name, home / folder)
        (home / folder).mkdir(mode=0o700)
    if connection.vendor == "sqlite":
        # A real file, as in use: tests with several threads meet the same locks.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(home / "data" / "test.sqlite3")
    if not hasattr(config, "workerinput"):  # once, before the workers of pytest-xdist start
        words.compile_all()


@pytest.fixture(autouse=True)
def in_english() -> None:
    """A page answered in Spanish leaves its language behind; the next test begins in English all the same."""
    translation.activate(settings.LANGUAGE_CODE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `postgres` belong to the run on PostgreSQL; without one they are no part of the run."""
    if connection.vendor == "postgresql" or os.environ.get("REENCUENTRO_TEST_POSTGRES"):
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if not item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a missing test."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if not IN_CI or reporter is None:
        return
    unexplained = [report for report in reporter.stats.get("skipped", []) if not _explained(report)]
    if unexplained and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        names = ", ".join(sorted({report.nodeid for report in unexplained}))
        reporter.write_line(f"\nSkipped in CI, where nothing may be skipped: {names}", red=True)


def _explained(report: Any) -> bool:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return str(reason).removeprefix("Skipped: ").startswith(EXPLAINED_SKIPS)

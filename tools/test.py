"""`make test`: static checks, then the tests on SQLite (with a real browser) and on PostgreSQL.

What the machine lacks is said loudly; in CI (CI=true) it is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import check

sys.path.insert(0, str(check.ROOT))
from tests import postgres

IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The second run leaves out what never touches the database (benches bring their own).
PURE = ("tests/engines", "tests/reference", "tests/ui", "tests/bench", "tests/test_translations.py")
# One more than cores, because tests wait for browsers and databases; "worksteal", because a few tests take a minute.
PROCESSES = os.environ.get("TEST_PROCESSES") or str((os.cpu_count() or 1) + 1)
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", PROCESSES, "--dist", "worksteal"]


def run(title: str, arguments: list[str], **extra: str) -> tuple[bool, str]:
    """Passes pytest's output on as it comes; returns whether all went well, and a line for the end."""
    print(f"\n== {title}", flush=True)
    began, last = time.monotonic(), ""
    with (
        tempfile.TemporaryDirectory(prefix="reencuentro-") as home,
        subprocess.Popen(
            [*PYTEST, *arguments],
            cwd=check.ROOT,
            env={**check.environment(), "REENCUENTRO_HOME": home, **extra},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip(" =\n") or last
    seconds = time.monotonic() - began
    return process.returncode == 0, f"{title}: {last} ({seconds:.0f} s in all)"


def lacking(what: str, remedy: str) -> tuple[bool, str]:
    sentence = f"{what} is missing: {remedy}"
    print(f"\n!! {sentence}\n!! {'In CI this is a failure.' if IN_CI else 'These tests do not run now.'}")
    return not IN_CI, sentence


def on_sqlite(arguments: list[str]) -> list[tuple[bool, str]]:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        return [run("SQLite and browser", arguments, REENCUENTRO_CHROMIUM=browser)]
    return [
        lacking("Chromium", "apt install chromium"),
        run("SQLite", ["-m", "not browser", *arguments]),
    ]


def on_postgres(arguments: list[str]) -> tuple[bool, str]:
    ignored = [f"--ignore={path}" for path in PURE if Path(check.ROOT, path).exists()]
    try:
        with postgres.cluster() as url:
            return run(
                "PostgreSQL", ["-m", "not browser", *ignored, *arguments], REENCUENTRO_DATABASE_URL=url
            )
    except postgres.NoPostgres:
        return lacking("PostgreSQL", "apt install postgresql")


def main(arguments: list[str]) -> int:
    print("== Static checks", flush=True)
    static = check.main([]) == 0
    results = [
        (static, f"Static checks: {'ok' if static else 'FAILED'}"),
        *on_sqlite(arguments),
        on_postgres(arguments),
    ]
    print()
    for fine, line in results:
        print(f"{'ok  ' if fine else 'FAIL'} {line}")
    return 0 if all(fine for fine, _line in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

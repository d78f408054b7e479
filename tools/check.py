"""The static checks: all of them, or one kind.

    python tools/check.py [lint|types|layers|words]

Every check runs even when an earlier one failed; exit code 1 if any did.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
LAYERS = "from importlinter.cli import lint_imports_command as check; check()"
CHECKS = (
    ("lint", "ruff", [*PYTHON, "ruff", "check", "--quiet", "--output-format", "concise"]),
    ("lint", "format", [*PYTHON, "ruff", "format", "--check", "--quiet"]),
    ("lint", "templates", [*PYTHON, "djlint", "src", "--lint", "--quiet"]),
    ("types", "types", [*PYTHON, "mypy", "src"]),
    ("layers", "layers", [sys.executable, "-c", LAYERS]),
    ("words", "Spanish", [sys.executable, "tools/messages.py", "check"]),
)


def environment() -> dict[str, str]:
    paths = [str(ROOT / "src"), str(ROOT)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "REENCUENTRO_MODE": "test"}


def passes(name: str, command: list[str]) -> bool:
    """Shows what a check says only if it fails."""
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def main(kinds: list[str]) -> int:
    wanted = [(name, command) for kind, name, command in CHECKS if not kinds or kind in kinds]
    passed = [passes(name, command) for name, command in wanted]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Web server, worker and searching process as children; when one ends, or Ctrl-C comes, all end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

SERVER = "python:reencuentro.config.server"
APPLICATION = "reencuentro.config.wsgi:application"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_SECONDS = 25  # gunicorn's graceful_timeout and a little more


def server_command(host: str, port: int) -> list[str]:
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [sys.executable, "-m", "gunicorn", "--config", SERVER, "--bind", place, APPLICATION]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "reencuentro.cli.main", "worker"]


def index_command() -> list[str]:
    return [sys.executable, "-m", "reencuentro.cli.main", "tracing_index"]


def become(command: list[str]) -> None:
    """This process turns into the server (production: the service manager watches one process)."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 (no shell, a fixed command)


def run(commands: list[list[str]], *, ready: Callable[[], None]) -> int:
    """Runs until the first child ends, then ends the others; returns the exit code of the first."""
    for number in ENDING:
        signal.signal(number, _interrupt)
    # In a session of their own: Ctrl-C reaches this process alone, which then ends them in good order.
    children = [subprocess.Popen(command, start_new_session=True) for command in commands]  # noqa: S603
    try:
        ready()
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        return next(child.returncode for child in children if child.returncode is not None)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(children)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave one behind
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()

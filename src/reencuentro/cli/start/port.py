"""Asks for the port before the long work begins, and waits until the server answers there."""

import errno
import socket
import time

from .errors import CannotStart

LAST_PORT = 65_535


def require_free(host: str, port: int) -> None:
    """Raises CannotStart with the reason in words."""
    if not 0 <= port <= LAST_PORT:
        raise CannotStart(f"{port} is not a port: they end at {LAST_PORT}.")
    try:
        family, _kind, _protocol, _name, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise CannotStart(f"{host}:{port} is not an address of this machine.") from None
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except PermissionError:
            raise CannotStart(f"This user may not open port {port}. Try: make run PORT=8000") from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotStart(
                    f"Port {port} is taken by another program. Try: make run PORT={port + 1}"
                ) from None
            raise CannotStart(f"{host}:{port} cannot be opened: {error.strerror}.") from None


def wait_until_open(host: str, port: int, *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection((reachable(host), port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False


def reachable(host: str) -> str:
    """Where a browser on this machine finds a server that listens everywhere."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104

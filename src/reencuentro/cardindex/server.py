"""The searching process: holds the memory index and answers over a socket. It writes nothing and logs no content."""

import fcntl
import gc
import os
import resource
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections

from reencuentro.vault import disk
from reencuentro.vault.errors import VaultError

from . import place, wire, words
from .errors import IndexAway
from .mirror import Mirror

MOST_AT_ONCE = 32
MOST_ANSWERS = 200
AGAIN_SECONDS = 0.5  # how long it takes at most until a stop is noticed


Message = dict[str, Any]


class AlreadyRunning(Exception):
    """Another searching process serves this installation."""


def run(*, ready: Callable[[int], None], stop: threading.Event) -> None:
    """Opens all cards, calls `ready(people)`, and answers until `stop` is set. Raises AlreadyRunning, IndexAway."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not write the cards to a disk
    with _alone(), place.short() as path:
        mirror = Mirror()
        connections.close_all()
        gc.collect()
        gc.freeze()  # what was loaded stays: the collector need not look at it again
        with Server(path, mirror) as server:
            listening = threading.Thread(target=server.serve_forever, args=(AGAIN_SECONDS,))
            listening.start()
            ready(len(mirror))
            stop.wait()
            server.shutdown()
            listening.join()


@contextmanager
def _alone() -> Iterator[None]:
    """Holds the lock of the folder; what a killed process left of its socket goes. Raises AlreadyRunning."""
    folder = disk.private_folder(place.folder())
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        (folder / place.NAME).unlink(missing_ok=True)
        yield
        (folder / place.NAME).unlink(missing_ok=True)
    except BlockingIOError:
        raise AlreadyRunning from None
    finally:
        os.close(handle)


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """One thread for each conversation, so that a slow one keeps nobody waiting; too many at once are hung up on."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, path: str, mirror: Mirror) -> None:
        self.mirror = mirror
        self._free = threading.BoundedSemaphore(MOST_AT_ONCE)
        before = os.umask(0o177)
        try:
            super().__init__(path, Conversation)
        finally:
            os.umask(before)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread could be started, and so none gives the place back
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """socketserver would print the error with whatever it holds; whoever asked is told that we are away."""


class Conversation(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        if not _is_ours(self.request):
            return
        line = wire.Line(self.request)
        try:
            line.greet_as_server()
            line.say(self.answer(line.hear()))
        except wire.Refused:
            return

    def answer(self, question: Message) -> Message:
        try:
            return ANSWERS[question["ask"]](self.server.mirror, question)
        except IndexAway as away:
            return {"away": str(away)}
        except (DatabaseError, VaultError) as away:
            return {"away": type(away).__name__}
        except (ValueError, TypeError, KeyError, AttributeError):
            raise wire.Refused from None


def _search(mirror: Mirror, question: Message) -> Message:
    found = mirror.search(
        words.to_description(question["for"]),
        sought=question["sought"],
        limit=max(0, min(int(question["limit"]), MOST_ANSWERS)),
        without=[UUID(person) for person in question["without"]],
    )
    return {"found": words.of_found(found)}


def _state(mirror: Mirror, _question: Message) -> Message:
    people, newest = mirror.state()
    return {"people": people, "newest": newest}


ANSWERS: dict[str, Callable[[Mirror, Message], Message]] = {"search": _search, "state": _state}


def _is_ours(connected: socket.socket) -> bool:
    """Whether the other side runs as the same user, where the system can tell (Linux)."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    _process, user, _group = struct.unpack(
        "3i", connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    )
    return bool(user == os.geteuid())

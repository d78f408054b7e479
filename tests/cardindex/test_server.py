"""The searching process, as a process: on a house of its own, ended, killed, flooded and asked by strangers."""

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from reencuentro.cardindex import client, place, searching, server
from reencuentro.cardindex.errors import IndexAway
from reencuentro.cardindex.mirror import Found
from tests.accounts import outside

from .persons import IRIS, WENDY

# Two persons in a house of its own.
WORLD = """
import django
django.setup()
from uuid import UUID
from reencuentro.cardindex import keeping
from reencuentro.vault import boxes
from tests.cardindex.persons import IRIS, WENDY
box = boxes.create("case")
keeping.keep(UUID(int=1), box.pk, WENDY)
keeping.keep(UUID(int=2), box.pk, IRIS)
"""
HIDE = """
import django
django.setup()
from uuid import UUID
from reencuentro.cardindex import keeping
from reencuentro.cardindex.models import Card
keeping.take_out(UUID(int=1), Card.objects.get(person=UUID(int=1)).box)
"""


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """Its folders are ours as well: we ask with its keys, and have no database."""
    home = outside.new_home(tmp_path)
    settings.DATA_DIR, settings.KEYS_DIR = home / "data", home / "keys"
    settings.INDEX, settings.INDEX_PROCESS = "sealed", True
    do(home, WORLD)
    return home


def do(home: Path, script: str) -> None:
    done = outside.python(home, "-c", script)
    assert done.returncode == 0, done.stderr


@contextmanager
def running(home: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "reencuentro.cli.main", "tracing_index"]
    with subprocess.Popen(
        command,
        env=outside.environment(home),
        cwd=outside.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "2 people can be found.\n"
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()


def ask() -> list[tuple[Found, ...]]:
    return [searching.search(each) for each in (WENDY, IRIS)]


def is_away() -> bool:
    with pytest.raises(IndexAway) as away:
        ask()
    return str(away.value) == "The searching process does not answer."


def first(answers: list[tuple[Found, ...]]) -> list[int]:
    """Who stands first in each answer; 0 for nobody."""
    return [answer[0].person.int if answer else 0 for answer in answers]


def test_killed_and_started_again_it_answers_the_same(home: Path) -> None:
    assert is_away()
    with running(home) as process:
        before = ask()
        process.send_signal(signal.SIGKILL)
    assert first(before) == [1, 2]
    assert is_away()
    with running(home):
        assert ask() == before


def test_it_follows_changes_of_other_processes_at_once_and_ends_well(home: Path) -> None:
    with running(home) as process:
        assert first(ask()) == [1, 2]
        do(home, HIDE)
        wendy, iris = ask()
        assert UUID(int=1) not in [found.person for found in wendy]
        assert iris[0].person == UUID(int=2)
        assert client.state()[0] == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert not socket_of(home).exists()


def test_its_folder_and_socket_are_for_the_servers_user_alone(home: Path) -> None:
    with running(home):
        assert stat.S_IMODE(socket_of(home).stat().st_mode) == 0o600
        assert stat.S_IMODE(socket_of(home).parent.stat().st_mode) == 0o700


def test_a_second_one_is_refused(home: Path) -> None:
    with running(home):
        done = outside.python(home, "-m", "reencuentro.cli.main", "tracing_index")
        assert (done.returncode, done.stderr.strip()) == (
            1,
            "CommandError: The searching process of this installation runs already.",
        )
        assert first(ask()) == [1, 2]


def test_without_its_keys_it_says_so_in_one_sentence(home: Path) -> None:
    (home / "keys").rename(home / "unmounted")
    done = outside.python(home, "-m", "reencuentro.cli.main", "tracing_index", REENCUENTRO_MODE="production")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "CommandError: The cards cannot be opened: No keys in KEYS_DIR" in done.stderr


def test_slow_mute_and_rude_clients_keep_nobody_waiting(home: Path) -> None:
    with running(home), ExitStack() as open_ones:
        for said in (b"", b"\x00", b"\xff" * 64, b"GET / HTTP/1.1\r\n\r\n") * 3:
            open_ones.enter_context(connected(home)).sendall(said)
        assert first(ask()) == [1, 2]


def test_too_many_at_once_are_hung_up_on(home: Path) -> None:
    with running(home):
        with ExitStack() as open_ones:
            for _client in range(server.MOST_AT_ONCE):
                caller = open_ones.enter_context(connected(home))
                assert len(caller.recv(32)) == 32  # it has a thread of its own and waits
            assert open_ones.enter_context(connected(home)).recv(32) == b""
        assert poll()


def test_a_conversation_for_which_no_thread_can_be_started_takes_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.Server(str(tmp_path / "socket"), cast(Any, None)) as serving:
        with monkeypatch.context() as full:
            full.setattr(threading.Thread, "start", _no_thread)
            for _client in range(server.MOST_AT_ONCE):
                with pytest.raises(RuntimeError):
                    called(serving)
        with called(serving) as caller:
            assert len(caller.recv(32)) == 32  # it has a thread of its own and waits


def _no_thread(_thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def called(serving: server.Server) -> socket.socket:
    """Somebody whom the server has just accepted."""
    caller, accepted = socket.socketpair()
    serving.process_request(accepted, "")
    return caller


def poll() -> bool:
    """Threads of those who hung up end by themselves, a moment later."""
    for _try in range(50):
        with suppress(IndexAway):
            return first(ask()) == [1, 2]
    return False


def socket_of(home: Path) -> Path:
    return home / "data" / "tracing" / "socket"


def connected(home: Path) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with place.short() as path:
        caller.connect(path)
    return caller


def test_a_path_too_long_for_the_system_is_shortened(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / ("long" * 30)
    place.folder().mkdir(parents=True)
    with place.short() as path, socket.socket(socket.AF_UNIX) as listening:
        assert len(path) < place.LONGEST
        listening.bind(path)
    assert (place.folder() / place.NAME).is_socket()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_another_user_is_not_heard() -> None:
    one, other = socket.socketpair()
    with one, other:
        assert server._is_ours(one)
        child = os.fork()
        if child == 0:
            os.seteuid(65534)
            os._exit(server._is_ours(one))
        assert os.waitpid(child, 0)[1] == 0

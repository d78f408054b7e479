"""Both sides prove that they know the key, and neither waits for ever."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reencuentro.cardindex import wire
from reencuentro.vault import keyring

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def at_once(act: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    ends: list[Any] = []

    def run() -> None:
        try:
            ends.append(act())
        except wire.Refused:
            ends.append("refused")

    thread = threading.Thread(target=run)
    thread.start()
    return thread, ends


def test_two_who_know_the_key_speak(pair: Pair) -> None:
    server = wire.Line(pair[0])

    def serve() -> dict[str, Any]:
        server.greet_as_server()
        heard = server.hear()
        server.say({"heard": heard})
        return heard

    thread, ends = at_once(serve)
    client = wire.Line(pair[1])
    client.greet_as_client()
    client.say({"name": "Ñurinda"})
    assert client.hear() == {"heard": {"name": "Ñurinda"}}
    thread.join()
    assert ends == [{"name": "Ñurinda"}]


def test_who_does_not_know_the_key_hears_nothing_but_a_challenge(pair: Pair) -> None:
    thread, ends = at_once(wire.Line(pair[0]).greet_as_server)
    assert len(pair[1].recv(wire.CHALLENGE)) == wire.CHALLENGE
    pair[1].sendall(bytes(wire.CHALLENGE + wire.PROOF))
    thread.join()
    assert ends == ["refused"]
    pair[0].close()
    assert pair[1].recv(1) == b""


def test_nothing_is_told_to_a_server_that_does_not_know_the_key(pair: Pair) -> None:
    thread, ends = at_once(wire.Line(pair[1]).greet_as_client)
    pair[0].sendall(bytes(wire.CHALLENGE))
    pair[0].recv(wire.CHALLENGE + wire.PROOF)
    pair[0].sendall(bytes(wire.PROOF))
    thread.join()
    assert ends == ["refused"]


def test_another_ring_is_another_key(pair: Pair, settings: Any, tmp_path: Any) -> None:
    before = wire._proof(b"client", b"challenge")
    settings.KEYS_DIR = tmp_path / "other"
    keyring._ring.cache_clear()
    assert wire._proof(b"client", b"challenge") != before


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x00",
        struct.pack(">I", wire.MOST_BYTES + 1),
        struct.pack(">I", 4) + b"nope",
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 3) + b"\xff\xff\xff",
    ],
)
def test_what_is_no_message_is_refused(pair: Pair, sent: bytes) -> None:
    pair[1].sendall(sent)
    pair[1].shutdown(socket.SHUT_WR)
    with pytest.raises(wire.Refused):
        wire.Line(pair[0]).hear()


def test_a_message_that_is_too_long_is_not_sent(pair: Pair) -> None:
    with pytest.raises(wire.Refused):
        wire.Line(pair[0]).say({"long": "x" * wire.MOST_BYTES})


def test_who_sends_little_by_little_does_not_win_time(pair: Pair) -> None:
    """The deadline is that of the whole conversation, however often a byte comes."""
    line = wire.Line(pair[0], seconds=0.05)
    content = json.dumps({"slow": "x" * 5000}).encode()
    stop = threading.Event()

    def drip() -> None:
        pair[1].sendall(struct.pack(">I", len(content)))
        for byte in content:
            if stop.wait(0.002):
                return
            pair[1].sendall(bytes([byte]))

    thread, _ends = at_once(drip)
    with pytest.raises(wire.Refused):
        line.hear()
    stop.set()
    thread.join()

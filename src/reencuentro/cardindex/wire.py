"""How a process asks the searching process: frames of JSON over a socket of the machine, after both proved the key.

The key comes from the key ring and never passes the socket: each side sends a random challenge and answers the
other's with an HMAC. Whoever holds no ring can neither ask nor pretend to be the one who answers.
"""

import hashlib
import hmac
import json
import secrets
import socket
import struct
import time
from typing import Any

from reencuentro.vault import blind

CHALLENGE = 32
PROOF = 32
MOST_BYTES = 1_000_000
SECONDS = 10.0  # for a whole conversation; a search takes a small part of one

_LENGTH = struct.Struct(">I")


class Refused(Exception):
    """The other side broke off, took too long, sent too much, or does not know the key."""


class Line:
    """One conversation, over by its deadline whatever the other side does."""

    def __init__(self, connected: socket.socket, seconds: float = SECONDS) -> None:
        self._socket = connected
        self._until = time.monotonic() + seconds

    def greet_as_server(self) -> None:
        """Raises Refused."""
        challenge = secrets.token_bytes(CHALLENGE)
        self._send(challenge)
        theirs, proof = self._take(CHALLENGE), self._take(PROOF)
        self._require(proof, b"client", challenge + theirs)
        self._send(_proof(b"server", theirs + challenge))

    def greet_as_client(self) -> None:
        """Raises Refused."""
        theirs, challenge = self._take(CHALLENGE), secrets.token_bytes(CHALLENGE)
        self._send(challenge + _proof(b"client", theirs + challenge))
        self._require(self._take(PROOF), b"server", challenge + theirs)

    def say(self, message: dict[str, Any]) -> None:
        """Raises Refused."""
        content = json.dumps(message).encode()
        if len(content) > MOST_BYTES:
            raise Refused
        self._send(_LENGTH.pack(len(content)) + content)

    def hear(self) -> dict[str, Any]:
        """Raises Refused."""
        (length,) = _LENGTH.unpack(self._take(_LENGTH.size))
        if length > MOST_BYTES:
            raise Refused
        try:
            message = json.loads(self._take(length))
        except ValueError:
            raise Refused from None
        if not isinstance(message, dict):
            raise Refused
        return message

    def _require(self, proof: bytes, side: bytes, challenges: bytes) -> None:
        if not hmac.compare_digest(proof, _proof(side, challenges)):
            raise Refused

    def _send(self, content: bytes) -> None:
        try:
            self._in_time()
            self._socket.sendall(content)
        except OSError:
            raise Refused from None

    def _take(self, length: int) -> bytes:
        taken = bytearray()
        while len(taken) < length:
            try:
                self._in_time()
                part = self._socket.recv(length - len(taken))
            except OSError:
                raise Refused from None
            if not part:
                raise Refused
            taken += part
        return bytes(taken)

    def _in_time(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Refused
        self._socket.settimeout(left)


def _proof(side: bytes, challenges: bytes) -> bytes:
    key = bytes.fromhex(blind.index("tracing_index", "socket"))
    return hmac.new(key, side + challenges, hashlib.sha256).digest()

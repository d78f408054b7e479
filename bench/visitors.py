"""People with a browser each: they sign in over HTTP with password and code, then ask for pages one after the other.

Standard library only, so that the visitors take as little as possible of the machine that they share with the server.
"""

import base64
import hashlib
import hmac
import re
import statistics
import struct
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Thread
from typing import Any
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Browser:
    """Keeps cookies and one connection."""

    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = HTTPConnection(self.host, timeout=120)

    def twin(self) -> "Browser":
        """Another window of the same person: same cookies, a connection of its own."""
        return Browser(self.host, dict(self.cookies))

    def get(self, address: str) -> tuple[int, bytes]:
        return self._ask("GET", address)

    def send(self, address: str, **typed: str) -> tuple[int, bytes]:
        """Fills in the form at this address and sends it."""
        token = TOKEN.search(self.get(address)[1].decode())
        if token is None:
            raise RuntimeError(f"There is no form at {address}")
        body = urlencode({**typed, "csrfmiddlewaretoken": token[1]})
        return self._ask("POST", address, body)

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, address, body, headers)
        answer = self.line.getresponse()
        content = answer.read()
        for cookie in answer.msg.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, content


def sign_in(host: str, email: str, password: str, secret: str) -> Browser:
    """Raises RuntimeError if the door stays closed."""
    browser = Browser(host)
    browser.send("/account/sign-in/", login=email, password=password)
    browser.send("/account/second-factor/ask/", code=one_time_code(secret, time.time()))
    status, _page = browser.get("/account/")
    if status != 200:
        raise RuntimeError(f"Signing in as {email} ended with {status}")
    return browser


def one_time_code(secret: str, at: float) -> str:
    """RFC 6238 with 30 seconds and six digits."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), hashlib.sha1)
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def measure(browser: Browser, addresses: list[str], requests: int, concurrency: int) -> dict[str, Any]:
    """`requests` in all, shared by `concurrency` windows that each wait for an answer before they ask again."""
    each = requests // concurrency
    seen: list[tuple[float, int]] = []
    threads = [
        Thread(target=_visit, args=(browser.twin(), addresses, number * each, each, seen))
        for number in range(concurrency)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if len(seen) != each * concurrency:
        raise RuntimeError(f"{addresses[0]}: {each * concurrency - len(seen)} requests had no answer")
    times = [taken * 1000 for taken, _size in seen]
    cuts = statistics.quantiles(times, n=20)
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(cuts[18], 1),
        "requests_per_second": round(len(seen) / seconds, 1),
        "kilobytes": round(statistics.median(size for _taken, size in seen) / 1000, 1),
    }


def _visit(
    browser: Browser, addresses: list[str], start: int, count: int, seen: list[tuple[float, int]]
) -> None:
    for number in range(start, start + count):
        began = time.perf_counter()
        status, content = browser.get(addresses[number % len(addresses)])
        if status != 200:
            raise RuntimeError(f"{addresses[number % len(addresses)]} answered {status}")
        seen.append((time.perf_counter() - began, len(content)))

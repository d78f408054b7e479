"""The busiest pages under load: p50, p95 and requests a second, beside two peers (see bench/peer.py).

    PYTHONPATH=src python -m bench.pages --cases 1000,100000 --databases sqlite,postgres > pages.json

Each combination has a database of its own in a temporary folder, a server as `reencuentro serve` starts it (gunicorn,
two workers with four threads) with the rate limits off (REENCUENTRO_REQUESTS_PER_SECOND=0), and visitors on the same
machine. `--keep FOLDER` keeps the filled databases of SQLite and uses them again.
"""

import argparse
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tests.postgres import cluster

from .visitors import Browser, measure, sign_in

VISITOR = {"inbox": "coordinator", "dashboard": "coordinator", "request": "coordinator",
           "work list": "defender", "work sheet": "defender"}  # fmt: skip
PEERS = {"peer: frame": "/peer/frame/", "peer: my cases, plain columns": "/peer/plain/"}
CONCURRENCY = (1, 8)
SELDOM = {"dashboard": 4}  # asked for so many times less often than the others
DURABLE = "-c max_connections=100 -c dynamic_shared_memory_type=mmap"


def main() -> None:
    options = _options()
    if options.build:
        _build(options.build)
        return
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # so that servers and folders go too
    machine = _machine()
    results = [
        _combination(options, database, int(cases))
        for database in options.databases.split(",")
        for cases in options.cases.split(",")
    ]
    print(json.dumps({"machine": machine, "requests": options.requests, "results": results}, indent=2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cases", default="1000", help="1000 and any number of times 500")
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument(
        "--requests", type=int, default=80, help="of each page at each concurrency, after warm-up"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the filled databases")
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _machine() -> dict[str, Any]:
    return {"cores": os.cpu_count(), "python": platform.python_version(), "load_before": os.getloadavg()[0]}


# --- a filled database, in a process of its own because the settings come from the environment ----------------


def _build(cases: int) -> None:
    import django

    django.setup()
    from .models import make_copies
    from .world import build

    world = build(cases, say)
    make_copies()
    print(json.dumps(world))


def _combination(options: argparse.Namespace, database: str, cases: int) -> dict[str, Any]:
    say(f"{database}, {cases} cases")
    server = cluster(DURABLE) if database == "postgres" else nullcontext("")
    with _home(options.keep, cases) as home, server as url:
        environment = _environment(home, url)
        world = _world(home, environment, cases, again=database == "sqlite")
        with _serving(environment) as host:
            pages = _pages(host, world, options.requests)
    facts = {name: world[name] for name in ("seconds", "boxes_per_second")}
    load = round(os.getloadavg()[1], 1)  # of the last five minutes
    return {"database": database, "cases": cases, "filled": facts, "load": load, "pages": pages}


@contextmanager
def _home(keep: Path | None, cases: int) -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="reencuentro-bench-")) if keep is None else keep / str(cases)
    (home / "data").mkdir(parents=True, exist_ok=True)
    try:
        yield home.resolve()
    finally:
        if keep is None:
            shutil.rmtree(home, ignore_errors=True)


def _environment(home: Path, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "REENCUENTRO_MODE": "test",
        "REENCUENTRO_HOME": str(home),
        "REENCUENTRO_DATABASE_URL": url,
        "REENCUENTRO_REQUESTS_PER_SECOND": "0",
    }


def _world(home: Path, environment: dict[str, str], cases: int, *, again: bool) -> dict[str, Any]:
    kept = home / "world.json"
    if not (again and kept.exists()):
        command = [sys.executable, "-m", "bench.pages", "--build", str(cases)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        text = done.stdout.splitlines()[-1]
        if not again:
            return dict(json.loads(text))
        kept.write_bytes(text)
    return dict(json.loads(kept.read_bytes()))


# --- the server ----------------------------------------------------------------------------------------------


@contextmanager
def _serving(environment: dict[str, str]) -> Iterator[str]:
    host = f"127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:reencuentro.config.server"]
    command += ["--bind", host, "reencuentro.config.wsgi:application"]
    server = subprocess.Popen(command, env=environment)
    try:
        _wait(host, server)
        yield host
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(host: str, server: subprocess.Popen[bytes]) -> None:
    name, _, port = host.partition(":")
    for _try in range(600):
        if server.poll() is not None:
            raise RuntimeError("The server did not start.")
        with socket.socket() as probe:
            if probe.connect_ex((name, int(port))) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not answer within a minute.")


# --- the visits ----------------------------------------------------------------------------------------------


def _pages(host: str, world: dict[str, Any], requests: int) -> list[dict[str, Any]]:
    people = {kind: sign_in(host, **who) for kind, who in world["sign_ins"].items()}
    pages = [
        (name, people[VISITOR.get(name, "advocate")], found) for name, found in world["addresses"].items()
    ]
    pages += [(name, people["advocate"], [address]) for name, address in PEERS.items()]
    pages = [(name, Browser(host) if "frame" in name else who, found) for name, who, found in pages]
    return [
        {
            "page": name,
            "concurrency": concurrency,
            **_measured(name, who, addresses, requests // SELDOM.get(name, 1), concurrency),
        }
        for name, who, addresses in pages
        for concurrency in CONCURRENCY
    ]


def _measured(
    name: str, who: Browser, addresses: list[str], requests: int, concurrency: int
) -> dict[str, Any]:
    measure(who, addresses, 2 * concurrency + 10, concurrency)  # warm: templates, connections, opened keys
    found = measure(who, addresses, requests, concurrency)
    say(f"  {name}, {concurrency} at once: {found}")
    return found


if __name__ == "__main__":
    main()

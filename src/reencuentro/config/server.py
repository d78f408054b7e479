"""Settings of the web server: `gunicorn -c python:reencuentro.config.server reencuentro.config.wsgi`.

No access log, no name of the server, no control socket; its error log goes through the same filter as ours.
"""

import logging
from pathlib import Path

from gunicorn.glogging import Logger
from gunicorn.http import wsgi

from reencuentro.config.logs import Discreet, Plain

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2
threads = 4
preload_app = True  # a wrong configuration stops the start instead of killing worker after worker
timeout = 60
graceful_timeout = 20
keepalive = 15
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
proc_name = "reencuentro"
# The workers' heartbeat file; on a disk a slow fsync would look like a hanging worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (gunicorn makes the file privately)


class DiscreetLogger(Logger):
    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in logging.getLogger("gunicorn.error").handlers:
            handler.addFilter(Discreet())
            handler.setFormatter(Plain("{asctime} {levelname} {name} {message}", style="{"))


logger_class = DiscreetLogger


class NamelessResponse(wsgi.Response):
    """gunicorn has no setting to leave out its `Server:` line."""

    def default_headers(self) -> list[str]:
        return [line for line in super().default_headers() if not line.startswith("Server:")]


def on_starting(_arbiter: object) -> None:
    wsgi.Response = NamelessResponse

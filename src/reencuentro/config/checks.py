"""What must be true before real cases may be worked with. `serve`, web server and `doctor` refuse alike.

They are deployment checks of Django (`reencuentro check --deploy --tag start`), so that commands which mend a
finding can still run while it stands.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Warning
from django.core.checks.security.base import SECRET_KEY_MIN_LENGTH
from django.db import DatabaseError, connections

from reencuentro.demo import marker
from reencuentro.vault import checks as vault_checks

TAG = "start"
MODES = ("demo", "test", "production")

# Not stricter than this, and the published figures would be untrue (security.md rows 7 and 9).
LONGEST_IDLE_MINUTES = 30
LONGEST_SESSION_HOURS = 12
MOST_REQUESTS_A_SECOND = 5
Rule = Callable[[], Iterator[CheckMessage]]


def register() -> None:
    checks.register(start, TAG, deploy=True)


def start(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """All findings of this configuration: Errors stop the start, Warnings are told."""
    if settings.MODE not in MODES:
        return [Error(f"REENCUENTRO_MODE must be one of {', '.join(MODES)}.", id="start.mode")]
    rules = PRODUCTION_RULES if settings.MODE == "production" else ()
    return [finding for rule in rules for finding in rule()]


def refuse_unsafe() -> None:
    """Ends the process with one sentence per finding (standard error, exit code 1) if it must not start."""
    errors = [finding for finding in start() if finding.is_serious()]
    if settings.PRODUCTION:
        connections.close_all()  # the web server forks after this; a shared connection would be broken
    if errors:
        for finding in errors:
            sys.stderr.write(f"Reencuentro refuses to start: {finding.msg}\n")
        raise SystemExit(1)


# --- the rules of production --------------------------------------------------------------------------------


def _debug() -> Iterator[CheckMessage]:
    if settings.DEBUG:
        yield Error("Debug mode is on. Remove REENCUENTRO_DEBUG.", id="start.debug")


def _secret_key() -> Iterator[CheckMessage]:
    secret = os.environ.get("REENCUENTRO_SECRET_KEY", "").strip()
    make = "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
    if not secret:
        yield Error(f"REENCUENTRO_SECRET_KEY is missing. {make}", id="start.secret_key")
    elif "demo-and-test-only" in secret or "insecure" in secret:
        yield Error(
            f"REENCUENTRO_SECRET_KEY is a default that everybody knows. {make}", id="start.secret_key"
        )
    elif len(secret) < SECRET_KEY_MIN_LENGTH or len(set(secret)) < 10:
        yield Error(
            f"REENCUENTRO_SECRET_KEY is too short or too plain ({SECRET_KEY_MIN_LENGTH} characters at least). {make}",
            id="start.secret_key",
        )


def _keys() -> Iterator[CheckMessage]:
    for code, sentence in vault_checks.findings():
        yield Error(sentence, id=f"start.{code}")


def _cookies() -> Iterator[CheckMessage]:
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"):
        if not getattr(settings, name):
            yield Error(f"{name} is off: a cookie could travel unencrypted.", id="start.cookies")
    for name in ("SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"):
        if not getattr(settings, name):
            yield Error(f"{name} is off: a script could read the cookie.", id="start.cookies")


def _hosts() -> Iterator[CheckMessage]:
    if not settings.ALLOWED_HOSTS or any("*" in host for host in settings.ALLOWED_HOSTS):
        yield Error("REENCUENTRO_HOSTS must name the hosts of this site, without *.", id="start.hosts")


def _site_url() -> Iterator[CheckMessage]:
    if not settings.SITE_URL.startswith("https://"):
        yield Error("REENCUENTRO_SITE_URL must begin with https://.", id="start.site_url")
    if not settings.SECURE_SSL_REDIRECT or not settings.SECURE_HSTS_SECONDS:
        yield Error("The redirect to https or HSTS is off.", id="start.https")


def _second_factor() -> Iterator[CheckMessage]:
    if not settings.SECOND_FACTOR_REQUIRED:
        yield Error("The second factor is not required.", id="start.second_factor")


def _sessions() -> Iterator[CheckMessage]:
    if settings.SESSION_IDLE.total_seconds() > LONGEST_IDLE_MINUTES * 60:
        yield Warning(
            f"Sessions may rest longer than {LONGEST_IDLE_MINUTES} minutes "
            "(REENCUENTRO_SESSION_IDLE_MINUTES).",
            id="start.idle",
        )
    if settings.SESSION_ABSOLUTE.total_seconds() > LONGEST_SESSION_HOURS * 3600:
        yield Warning(
            f"Sessions may last longer than {LONGEST_SESSION_HOURS} hours (REENCUENTRO_SESSION_HOURS).",
            id="start.session",
        )
    times, seconds = settings.RATE_LIMITS.get("requests", (sys.maxsize, 1))
    if times > MOST_REQUESTS_A_SECOND * seconds:
        yield Warning(
            f"More than {MOST_REQUESTS_A_SECOND} requests a second are allowed "
            "(REENCUENTRO_REQUESTS_PER_SECOND).",
            id="start.requests",
        )


def _demo_data() -> Iterator[CheckMessage]:
    try:
        present = marker.is_present()
    except DatabaseError:
        return  # no database yet: `serve` and `doctor` say so themselves
    if present:
        yield Error(
            "This database holds the demo world. A production database begins empty.", id="start.demo_data"
        )


def _database() -> Iterator[CheckMessage]:
    if not settings.DATABASE_URL:
        yield Warning(
            "SQLite is meant for one small office; PostgreSQL is advised (REENCUENTRO_DATABASE_URL).",
            id="start.sqlite",
        )


def _mail() -> Iterator[CheckMessage]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Error(
            "Mails would be written to files instead of being sent. Set REENCUENTRO_SMTP_HOST.",
            id="start.mail",
        )
    elif not settings.EMAIL_USE_TLS:
        yield Error("Mails would travel unencrypted. Remove REENCUENTRO_SMTP_TLS=no.", id="start.mail_tls")


def _folders() -> Iterator[CheckMessage]:
    for name in ("DATA_DIR", "FILES_DIR"):
        folder = Path(getattr(settings, name))
        if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            yield Error(
                f"{name} can be read by other users of this machine (chmod 700).", id="start.folder_open"
            )


PRODUCTION_RULES: tuple[Rule, ...] = (
    _debug,
    _secret_key,
    _keys,
    _cookies,
    _hosts,
    _site_url,
    _second_factor,
    _sessions,
    _demo_data,
    _database,
    _mail,
    _folders,
)

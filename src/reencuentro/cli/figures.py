"""The published security figures, read from the settings and constants that are in force.

docs/security-figures.md is this text; a test compares the two, so that promise and code cannot drift apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.checks.security.base import SECRET_KEY_MIN_LENGTH

from reencuentro.accounts import kept, links, passwords
from reencuentro.cardindex import cards, server, wire
from reencuentro.notify import worker
from reencuentro.vault import intake, keyring

HEAD = """# Security figures

Written by `reencuentro security_figures` from the settings of a production installation with nothing changed.
Do not edit by hand: a test compares this page with the code. "Row" is the row of the checklist that we measure
ourselves against (figures of GlobaLeaks and SecureDrop).

| Row | What | Figure |
|---|---|---|
"""


@dataclass(frozen=True)
class Figure:
    row: str
    what: str
    figure: str


def as_markdown() -> str:
    lines = [f"| {each.row} | {each.what} | {each.figure} |" for each in figures()]
    return HEAD + "\n".join(lines) + "\n"


def figures() -> Iterator[Figure]:
    yield from _keys()
    yield from _tracing()
    yield from _passwords()
    yield from _sessions()
    yield from _limits()
    yield from _headers()
    yield from _public()


def _keys() -> Iterator[Figure]:
    for purpose, template in keyring.BOX_PURPOSES.items():
        yield Figure(
            "1", f"Cipher of a box: {purpose}", f"`{template.type_url.rsplit('.', 1)[-1]}`, one keyset each"
        )
    yield Figure(
        "1", "An opened key stays in memory for at most", _span(timedelta(seconds=keyring.CACHE_SECONDS))
    )
    yield Figure("-", "Secret key of the site, at least", f"{SECRET_KEY_MIN_LENGTH} characters")


def _tracing() -> Iterator[Figure]:
    yield Figure(
        "1", "Card of a person for tracing, sealed with the case's key, in steps of", f"{cards.STEP} bytes"
    )
    yield Figure(
        "9", "Conversation with the searching process, at most", _span(timedelta(seconds=wire.SECONDS))
    )
    yield Figure("9", "Conversations with it at once, at most", str(server.MOST_AT_ONCE))


def _passwords() -> Iterator[Figure]:
    hasher = passwords.Argon2id
    yield Figure(
        "3",
        "Password hash",
        f"Argon2id, {hasher.memory_cost // 1024} MiB, t={hasher.time_cost}, p={hasher.parallelism}",
    )
    yield Figure("4", "Password length", f"{passwords.MIN_LENGTH} to {passwords.MAX_LENGTH} characters")
    yield Figure("4", "Different characters in a password, at least", str(passwords.MIN_DIFFERENT))
    yield Figure("5", "Second factor", "required" if settings.SECOND_FACTOR_REQUIRED else "not required")
    yield Figure("5", "Kinds of second factor", ", ".join(settings.MFA_SUPPORTED_TYPES))
    yield Figure("5", "Steps of 30 s that a code may be off", str(settings.MFA_TOTP_TOLERANCE))
    yield Figure("5", "Recovery codes", f"{settings.MFA_RECOVERY_CODE_DIGITS} digits each")
    for act, limit in sorted(settings.ACCOUNT_RATE_LIMITS.items()):
        yield Figure("6", f"Attempts: {act.replace('_', ' ')}", f"`{limit}`")
    for purpose, lifetime in links.LIFETIME.items():
        yield Figure(
            "38", f"Lifetime of a link: {purpose.replace('_', ' ')}", f"{_span(lifetime)}, used once"
        )


def _sessions() -> Iterator[Figure]:
    yield Figure("7", "A session ends after rest of", _span(settings.SESSION_IDLE))
    yield Figure("7", "A session ends in any case after", _span(settings.SESSION_ABSOLUTE))
    yield Figure(
        "7",
        "Dangerous acts ask again after",
        _span(timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)),
    )
    yield Figure("7", "Typed text of an ended session is kept sealed for", _span(kept.LIFETIME))
    for name, label in (
        ("SESSION", "Session cookie"),
        ("CSRF", "Form cookie"),
        ("LANGUAGE", "Language cookie"),
    ):
        yield Figure("8", label, _cookie(name))


def _cookie(name: str) -> str:
    parts = [part for part in ("Secure", "HttpOnly") if getattr(settings, f"{name}_COOKIE_{part.upper()}")]
    return ", ".join([*parts, f"SameSite={getattr(settings, f'{name}_COOKIE_SAMESITE')}"])


def _limits() -> Iterator[Figure]:
    names = {
        "requests": "Requests of one session",
        "strangers": "Requests of one address without a session",
        "uploads": "Uploads of one session",
        "visitors": "Requests of one address on the public site",
        "editing": "Requests of one Editor on the editing pages",
    }
    for name, (times, seconds) in settings.RATE_LIMITS.items():
        yield Figure("9", names[name], f"{times} in {_span(timedelta(seconds=seconds))}")
    yield Figure("9", "Body of a request without files", f"{settings.BODY_LIMIT // 1024**2} MB")
    yield Figure("26", "One file", f"{settings.UPLOAD_LIMIT // 1024**2} MB")
    yield Figure("26", "Kinds of file", ", ".join(f"`{kind}`" for kind in sorted(intake.DOCUMENTS)))
    yield Figure("28", "Tries to send a mail", str(worker.MAX_TRIES))
    yield Figure("39", "Methods allowed", ", ".join(settings.ALLOWED_METHODS))


def _headers() -> Iterator[Figure]:
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items():
        yield Figure("11", f"CSP {name}", f"`{' '.join(sources)}`")
    for name, value in sorted(_sent().items()):
        yield Figure("12", name, f"`{value}`")


def _public() -> Iterator[Figure]:
    """What differs on the public site and where it is edited."""
    yield Figure("8", "Cookies of a visitor of the public site", "none")
    yield Figure(
        "10", "Proof of work of a message to us, at least", f"{settings.PROOF_OF_WORK_BITS} zero bits"
    )
    yield Figure("12", "Public site: Cache-Control", f"`{settings.PUBLIC_HEADERS['Cache-Control']}`")
    yield Figure("12", "Editing pages: X-Frame-Options", f"`{settings.EDITORS_HEADERS['X-Frame-Options']}`")
    usual = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    for name, sources in settings.EDITORS_CONTENT_SECURITY_POLICY.items():
        if sources != usual.get(name):
            yield Figure("11", f"Editing pages: CSP {name}", f"`{' '.join(sources)}`")


def _sent() -> dict[str, Any]:
    return {
        **settings.PAGE_HEADERS,
        "X-Content-Type-Options": "nosniff" if settings.SECURE_CONTENT_TYPE_NOSNIFF else "not sent",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}"
        + ("; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""),
    }


def _span(span: timedelta) -> str:
    for unit, name in (
        (timedelta(days=1), "day"),
        (timedelta(hours=1), "hour"),
        (timedelta(minutes=1), "minute"),
    ):
        count, rest = divmod(span, unit)
        if count and not rest:
            return f"{count} {name}{'s' if count != 1 else ''}"
    count = int(span.total_seconds())
    return f"{count} second{'s' if count != 1 else ''}"

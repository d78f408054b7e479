"""Logs say what happened and where in the code, never to whom.

A log line is rebuilt from nothing: the constant text that a programmer wrote, values of kinds that cannot
name anybody (numbers, dates, short lower-case words of our own code), the name of a page instead of its
address, and of an exception the type, the place in the code and a case code. The exception's own words, its
arguments, the variables of the stack, addresses of people and machines, browsers: nothing of these is ever
written. docs/operations.md tells how to work with it.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter

PACKAGES = Path(__file__).resolve().parents[2]
HIDDEN = "…"
HARMLESS = (bool, int, float, Decimal, date, time, timedelta, type(None))
CASE_CODE = re.compile(r"R-[2-9A-Z]{6}")
SLUG = re.compile(r"[a-z][a-z0-9_]{0,40}")
CAUSES_SHOWN = 5

# A second net under the first one, should a personal value stand in a constant text after all.
PATTERNS = (
    re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+"),  # e-mail
    re.compile(r"(?i)\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b"),  # UUID
    re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),  # IPv4
    re.compile(r"(?i)\b(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}\b"),  # IPv6
    re.compile(r"(?i)\bA?[-# ]?\d(?:[- ]?\d){6,}\b"),  # A-numbers, telephone and identity numbers
    re.compile(r"\?\S+"),  # a query string
)


def redact(text: str) -> str:
    for pattern in PATTERNS:
        text = pattern.sub(HIDDEN, text)
    return text.replace("\n", " ")


class Discreet(logging.Filter):
    """Rewrites every record so that nothing personal reaches a handler; stands on every handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "discreet", False):
            return True
        parts = [_told(record), *_exception(record)]
        record.msg, record.args = " | ".join(part for part in parts if part), ()
        record.exc_info = record.exc_text = record.stack_info = None
        record.discreet = True
        return True


class Plain(logging.Formatter):
    """Never adds a stack: what Discreet left is all there is."""

    def formatException(self, ei: Any) -> str:
        return ""

    def formatStack(self, stack_info: str) -> str:
        return ""


# --- what was told ------------------------------------------------------------------------------------------


def _told(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return _request(request, getattr(record, "status_code", None))
    ours = record.name.split(".")[0] == "reencuentro"
    if isinstance(record.msg, str) and (ours or record.args):
        return redact(_filled(record.msg, record.args, ours=ours))
    # Text of others that has already been put together may hold anything: where it comes from must do.
    return f"at {_place(record.pathname)}:{record.lineno} {record.funcName}"


def _request(request: HttpRequest, status: int | None) -> str:
    match = getattr(request, "resolver_match", None)
    page = f"page {match.view_name}" if match and match.view_name else "no page"
    words = [str(status or ""), request.method or "", page, _case(request)]
    reference = getattr(request, "error_reference", "")
    return " ".join(word for word in [*words, f"reference {reference}" if reference else ""] if word)


def _case(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    code = str(match.kwargs.get("code", "")) if match else ""
    return f"case {code}" if CASE_CODE.fullmatch(code) else ""


def _filled(template: str, args: Any, *, ours: bool) -> str:
    shown: Any
    if isinstance(args, dict):
        shown = {key: _shown(value, ours=ours) for key, value in args.items()}
    else:
        shown = tuple(_shown(value, ours=ours) for value in args or ())
    try:
        return template % shown if shown else template
    except (TypeError, ValueError, KeyError):  # %d for a value that is now hidden
        return template


def _shown(value: Any, *, ours: bool) -> Any:
    if isinstance(value, HARMLESS):
        return value
    text = str(value) if isinstance(value, str) else ""
    return text if CASE_CODE.fullmatch(text) or (ours and SLUG.fullmatch(text)) else HIDDEN


# --- exceptions ---------------------------------------------------------------------------------------------


def _exception(record: logging.LogRecord) -> list[str]:
    error = record.exc_info[1] if record.exc_info else None
    if error is None and isinstance(record.msg, BaseException):
        error = record.msg
    return [described(error)] if error is not None else []


def described(error: BaseException) -> str:
    """Types and places: `IntegrityError at casework/actions/offers.py:41 offer (django/…:105 run) <- …`."""
    return " <- ".join(f"{type(each).__qualname__}{_where(each.__traceback__)}" for each in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    each: BaseException | None = error
    for _step in range(CAUSES_SHOWN):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _where(stack: TracebackType | None) -> str:
    """The innermost line of our own code, and the line that raised if it is another."""
    frames = [
        (frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in traceback.walk_tb(stack)
    ]
    if not frames:
        return ""
    ours = [frame for frame in frames if frame[0].startswith(str(PACKAGES))]
    last = frames[-1]
    own = ours[-1] if ours else last
    raised = "" if own == last else f" ({_line(*last)})"
    return f" at {_line(*own)}{raised}"


def _line(path: str, line: int, function: str) -> str:
    return f"{_place(path)}:{line} {function}"


def _place(path: str) -> str:
    """A path in the code, without the folders of this machine."""
    for root in (str(PACKAGES / "reencuentro"), *sorted(sys.path, key=len, reverse=True)):
        if root and path.startswith(root.rstrip("/") + "/"):
            return path[len(root.rstrip("/")) + 1 :]
    return Path(path).name


# --- Django's debug pages and Python's own last words -------------------------------------------------------


class SilentReporter(ExceptionReporter):
    """Django's debug page and error mail, reduced to type and place. DEBUG changes nothing about it."""

    def get_traceback_text(self) -> SafeString:
        return mark_safe(described(self.exc_value) if self.exc_value else "")  # noqa: S308 (code names only)

    def get_traceback_html(self) -> SafeString:
        return format_html("<!doctype html><title>500</title><p>{}</p>", str(self.get_traceback_text()))

    def get_traceback_data(self) -> dict[str, Any]:
        return {"exception_type": type(self.exc_value).__name__}


def install_hooks() -> None:
    """What nobody caught in a command or a thread goes through the log too, instead of a printed stack."""
    if settings.MODE != "test":
        sys.excepthook = _last_words
        threading.excepthook = lambda args: _last_words(args.exc_type, args.exc_value, args.exc_traceback)


def _last_words(kind: type[BaseException], error: BaseException | None, stack: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("reencuentro").critical("stopped by an error", exc_info=error or True)


def configuration(level: str) -> dict[str, Any]:
    """settings.LOGGING. Django's own handlers are taken away: all goes through one discreet handler."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": "reencuentro.config.logs.Discreet"}},
        "formatters": {
            "plain": {
                "()": "reencuentro.config.logs.Plain",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            }
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["discreet"]}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            name: {"handlers": [], "propagate": True, "level": level} for name in ("django", "django.server")
        },
    }

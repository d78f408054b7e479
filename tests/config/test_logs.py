"""Names put into every place that usually ends in a log, and then looked for in the logs."""

import io
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.debug import ExceptionReporter, get_exception_reporter_class

from reencuentro.config import logs

CANARY = "Xochiquetzalina"
A_NUMBER = "A219 384 756"


def explode(request: HttpRequest, code: str = "") -> HttpResponse:
    facility = f"{CANARY} house"
    try:
        raise KeyError(CANARY, facility)
    except KeyError as error:
        raise ValueError(f"no record of {CANARY}, {A_NUMBER}, {request.POST.get('name')}") from error


def ask_the_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT '{CANARY}' FROM no_such_table_{CANARY}")
    return HttpResponse()


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(f"odd name {CANARY}")


def explode_open(request: HttpRequest, code: str = "") -> HttpResponse:
    return explode(request, code)


urlpatterns = [
    path("explode/<code>/", explode_open, name="open_explode"),
    path("database/", ask_the_database, name="open_database"),
    path("suspicious/", suspicious, name="open_suspicious"),
]
handler400 = "reencuentro.ui.errors.bad_request"
handler404 = "reencuentro.ui.errors.not_found"
handler500 = "reencuentro.ui.errors.server_error"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handlers of settings.LOGGING would print, and beside it the same without the filter."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(logs.Discreet())
    handler.setFormatter(logs.Plain("{levelname} {name} {message}", style="{"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def naked_log() -> Iterator[io.StringIO]:
    """An ordinary handler: proves that there was something to leak. It must look first, so it stands first."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    root.handlers.insert(0, handler)
    yield stream
    root.removeHandler(handler)


@pytest.fixture
def client(settings: Any) -> Client:
    settings.ROOT_URLCONF = "tests.config.test_logs"
    settings.OPEN_NAMES = ("open_explode", "open_database", "open_suspicious")
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_an_unhandled_error_names_type_place_case_and_reference_only(
    naked_log: io.StringIO, log: io.StringIO, client: Client
) -> None:
    response = client.post("/explode/R-7K3F2M/?who=" + CANARY, {"name": CANARY})
    reference = response.content.decode().split("<strong>")[1].split("</strong>")[0]
    assert CANARY in naked_log.getvalue()  # there was something to leak
    [line] = log.getvalue().splitlines()
    place = line.partition(" | ")
    assert place[0] == (
        f"ERROR django.request 500 POST page open_explode case R-7K3F2M reference {reference}"
    )
    assert place[2].startswith("ValueError at ")
    assert " <- KeyError at " in place[2]
    assert (CANARY in line, A_NUMBER in line, response.status_code) == (False, False, 500)
    assert CANARY not in response.content.decode()


@pytest.mark.django_db
def test_an_sql_error_shows_no_statement_and_no_value(
    naked_log: io.StringIO, log: io.StringIO, client: Client
) -> None:
    assert client.get("/database/").status_code == 500
    assert CANARY in naked_log.getvalue()
    assert "Error at" in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.django_db
def test_a_suspicious_request_is_told_without_its_words(
    naked_log: io.StringIO, log: io.StringIO, client: Client
) -> None:
    assert client.get("/suspicious/").status_code == 400
    assert CANARY in naked_log.getvalue()
    assert "400 GET page open_suspicious" in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.django_db
def test_a_page_that_does_not_exist_is_told_without_its_address(
    naked_log: io.StringIO, log: io.StringIO, client: Client
) -> None:
    client.get(f"/{CANARY}/?q={CANARY}")
    assert CANARY in naked_log.getvalue()
    assert CANARY not in log.getvalue()
    assert "404 GET no page" in log.getvalue()


@pytest.mark.parametrize(
    ("name", "text", "values", "told"),
    [
        ("reencuentro.notify", "sent %d of %d", (3, 7), "sent 3 of 7"),
        ("reencuentro.notify", "state %s", ("smtp_refused",), "state smtp_refused"),
        ("reencuentro.notify", "case %s", ("R-7K3F2M",), "case R-7K3F2M"),
        ("reencuentro.notify", "to %s", (CANARY,), "to …"),
        ("reencuentro.notify", "to %(who)s", ({"who": CANARY},), "to …"),
        ("reencuentro.notify", "number %d", (CANARY,), "number %d"),
        ("some.library", "state %s", ("smtp_refused",), "state …"),
        ("reencuentro.notify", "mail to ana@example.org bounced", (), "mail to … bounced"),
        ("reencuentro.notify", f"number {A_NUMBER}", (), "number …"),
        ("reencuentro.notify", "from 192.0.2.17 and 2001:db8::17", (), "from … and …"),
        ("reencuentro.notify", "user 9b2f4c1e-8a53-4f6a-9d0e-2b1c3d4e5f60", (), "user …"),
        ("reencuentro.notify", "GET /cases/?q=ana", (), "GET /cases/…"),
        ("reencuentro.notify", "two\nlines", (), "two lines"),
    ],
)
def test_what_a_line_may_hold(log: io.StringIO, name: str, text: str, values: Any, told: str) -> None:
    logging.getLogger(name).warning(text, *values)
    assert log.getvalue() == f"WARNING {name} {told}\n"


def test_ready_made_text_of_others_is_replaced_by_its_place(log: io.StringIO) -> None:
    logging.getLogger("some.library").warning(f"could not greet {CANARY}")
    assert log.getvalue().startswith("WARNING some.library at ")
    assert CANARY not in log.getvalue()


def test_an_exception_as_message_and_a_stack_are_reduced_as_well(log: io.StringIO) -> None:
    logging.getLogger("some.library").error(ValueError(CANARY), stack_info=True)
    assert "ValueError" in log.getvalue()
    assert CANARY not in log.getvalue()
    assert "Stack" not in log.getvalue()


def test_the_innermost_line_of_our_own_code_is_named() -> None:
    try:
        logs.redact(None)  # type: ignore[arg-type]
    except TypeError as error:
        told = logs.described(error)
    assert told.startswith("TypeError at config/logs.py:")
    assert told.endswith(" redact")


def test_every_handler_of_the_settings_has_the_filter(settings: Any) -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert [handler["filters"] for handler in handlers] == [["discreet"]]
    assert [name for name, logger in settings.LOGGING["loggers"].items() if logger["handlers"]] == []
    assert logging.getLogger("django").handlers == []
    assert logging.getLogger("django.server").handlers == []


def test_djangos_debug_page_shows_nothing(rf: Any) -> None:
    try:
        explode(rf.post("/", {"name": CANARY}))
    except ValueError:
        found = sys.exc_info()
    request = rf.get("/")
    assert CANARY in ExceptionReporter(request, *found).get_traceback_html()  # what Django would show
    reporter = get_exception_reporter_class(request)(request, *found)
    assert isinstance(reporter, logs.SilentReporter)
    shown = reporter.get_traceback_html() + reporter.get_traceback_text()
    assert "ValueError at " in shown
    assert CANARY not in shown


def test_last_words_of_a_command_show_type_and_place_only(log: io.StringIO, naked_log: io.StringIO) -> None:
    try:
        raise RuntimeError(CANARY)
    except RuntimeError as error:
        logs._last_words(RuntimeError, error, error.__traceback__)
    assert "stopped by an error | RuntimeError at " in log.getvalue()
    assert CANARY not in log.getvalue()

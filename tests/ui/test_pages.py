import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from reencuentro.ui import context, errors
from reencuentro.ui.nav import Account, Nav, NavItem

PIECES = [
    "tasks",
    "thread",
    "clocks",
    "facts",
    "figure",
    "kin",
    "bars",
    "columns",
    "spark",
    "talk",
    "empty",
    "errors",
    "choices",
    "parts",
    "upload",
    "steps",
    "tabs",
    "pages",
    "table",
    "copy",
    "fold",
    "rows",
    "person",
    "file",
    "notice",
    "progress",
    "crumbs",
    "hero",
    "bar",
    "side",
]
HANDLERS = {
    400: errors.bad_request,
    403: errors.no_permission,
    404: errors.not_found,
    413: errors.too_large,
    429: errors.too_many,
    500: errors.server_error,
}


@pytest.mark.parametrize("status", HANDLERS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_error_pages_need_neither_database_nor_session(status, language):
    request = RequestFactory().get("/secret-path/", headers={"accept-language": language})
    answer = HANDLERS[status](request)
    html = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}">' in html
    assert "secret-path" not in html
    assert html.count("<h1>") == 1


def test_too_large_is_said_instead_of_bad(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = Client().post(reverse("set_language"), {"language": "es", "next": "/" + "a" * 50})
    assert answer.status_code == 413
    assert "That was too large to send" in answer.content.decode()


def test_a_stale_form_is_answered_in_the_language_of_the_reader():
    answer = Client(enforce_csrf_checks=True, headers={"accept-language": "es"}).post(reverse("set_language"))
    assert answer.status_code == 403
    assert "Por favor, envíelo otra vez" in answer.content.decode()


def test_not_yours_and_not_there_are_told_apart_by_nothing():
    one = Client().get("/nothing/here/")
    other = Client().get("/nothing/else/")
    assert one.status_code == other.status_code == 404
    assert one.content == other.content


def test_the_language_button_keeps_the_page():
    client = Client()
    answer = client.post(reverse("set_language"), {"language": "es", "next": "/look/?a=1"})
    assert answer["Location"] == "/look/?a=1"
    assert '<html lang="es">' in client.get("/look/").content.decode()


def test_the_language_button_leads_to_no_other_site():
    answer = Client().post(reverse("set_language"), {"language": "es", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_the_language_changes_only_by_post():
    assert Client().get(reverse("set_language")).status_code == 405


def frame(request, **extra) -> str:
    return render_to_string("ui/base.html", context.page(request) | {"messages": []} | extra)


def test_the_frame_without_menu_and_blocks_has_no_empty_landmarks():
    html = frame(RequestFactory().get("/"))
    assert "<nav" not in html
    assert "<aside" not in html
    assert 'class="bar"' not in html
    assert "<h1" not in html


def test_the_menu_says_where_one_is_and_what_waits():
    request = RequestFactory().get("/cases/")
    request.nav = Nav(
        (
            NavItem("Cases", "/cases/", current=True),
            NavItem("Inbox", "/inbox/", count=3, count_means=" need you"),
        ),
        Account("Alma", "Coordinator", (), "/out/"),
    )
    html = frame(request)
    assert '<a href="/cases/" aria-current="page">' in html
    assert '3<span class="unseen"> need you</span>' in html
    assert '<form method="post" action="/out/">' in html


def test_only_the_demonstration_says_that_it_is_one(settings):
    settings.MODE = "demo"
    assert "every person here is invented" in frame(RequestFactory().get("/"))
    settings.MODE = "production"
    assert "every person here is invented" not in frame(RequestFactory().get("/"))


def test_messages_are_announced():
    said = SimpleNamespace(level_tag="error", __str__=lambda self: "Stop")
    html = frame(RequestFactory().get("/"), messages=[said])
    assert '<div class="notice danger">' in html.split('role="status"')[1]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_gallery_shows_every_component(language):
    client = Client()
    client.cookies["django_language"] = language
    html = client.get(reverse("look")).content.decode()
    for piece in PIECES:
        assert re.search(rf'class="(\w+ )?{piece}[" ]', html), piece
    assert html.count("<h1") == 1

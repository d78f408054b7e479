"""The open page as somebody meets it who has no account: on a phone, in Spanish, with and without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page

from reencuentro.network.models import Application
from tests.cast import Cast

from .test_pages import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A visitor's window; the parameter says whether scripts run."""
    cache.clear()
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="es",
        java_script_enabled=getattr(request, "param", True),
        base_url=live_server.url,
    )
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_the_open_pages_and_nothing_is_wider_than_a_small_phone(
    cast: Cast, page: Page
) -> None:
    wrong = []
    for path in ("/join/", "/join/gt/", "/join/mx/", "/join/thanks/"):
        page.goto(path)
        wrong += [f"{path}: {one}" for one in look(page)]
    assert wrong == []


@pytest.mark.parametrize("page", [True, False], indirect=True, ids=["scripts", "without"])
def test_somebody_asks_to_join_and_what_was_typed_survives_a_mistake(cast: Cast, page: Page) -> None:
    page.goto("/account/sign-in/")
    page.get_by_role("link", name="quiero entrar a la red").click()
    page.get_by_role("link", name="Guatemala").click()
    page.get_by_label("Su nombre completo").fill("Odilia Ramírez")
    page.get_by_label("Correo electrónico").fill("odilia@example.org")
    page.get_by_label("Su colegiación").fill("Colegiada 28417")
    page.get_by_label("¿Dónde vive y trabaja usted?").select_option("GT.08")
    page.get_by_label("Huehuetenango").check()
    page.get_by_text("Otros idiomas").click()
    page.get_by_label("Mam", exact=True).select_option("3")
    page.get_by_label("Localizar a una persona").check()
    page.get_by_label("Primera referencia").fill("Juzgado de Paz")
    page.get_by_label("¿Por qué quiere hacer este trabajo?").fill("Hablo mam.")
    page.get_by_role("button", name="Enviar").click()
    assert page.get_by_label("Mam", exact=True).input_value() == "3"
    assert Application.objects.count() == 0
    page.get_by_label("Segunda referencia").fill("Parroquia")
    page.get_by_label("Estoy de acuerdo").check()
    page.get_by_role("button", name="Enviar").click()
    page.get_by_role("heading", name="Gracias").wait_for()
    row = Application.objects.get()
    assert row.answers["languages"]["mam"] == {"level": 3, "who": "self"}
    assert (row.full_name, row.answers["departments"], row.language) == ("Odilia Ramírez", ["GT.08"], "es")

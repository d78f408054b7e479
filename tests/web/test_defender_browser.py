"""The Defender's pages in a real browser on a phone: a line that fails, no scripts at all, and axe."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from reencuentro.casework.actions import deliveries, messages, papers, work
from reencuentro.casework.models import Assignment, Delivery, DraftPaper, Message, Offer
from tests import cast as the
from tests.casework.test_deliveries import photo
from tests.cast import Cast

from .defender import assigned, offered, withdraw
from .defender import browser as signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = 360


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return the.people()


Phone = Callable[..., Page]


@pytest.fixture
def phone(chromium: Browser, live_server: Any, cast: Cast) -> Phone:
    """A phone in which the Defender is signed in; addresses are paths of the site."""

    def _phone(language: str = "es", **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": WIDTH, "height": 740},
            base_url=live_server.url,
            locale=language,
            has_touch=True,
            is_mobile=True,
            **options,
        )
        session = signed_in(cast.defender).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return context.new_page()

    return _phone


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "acta.jpg"
    path.write_bytes(photo().read())
    return path


def test_a_page_chosen_without_a_connection_leaves_as_soon_as_there_is_one(
    phone: Phone, cast: Cast, picture: Path
) -> None:
    item, page = assigned(cast), phone()
    page.goto(f"/work/{item.pk}/deliver/")
    page.get_by_label("¿Qué debe saber la coordinación?").fill("Está en el libro 31.")
    page.context.set_offline(True)
    page.get_by_label("Elegir fotos o un PDF").set_input_files(picture)
    page.get_by_text("acta.jpg · sin conexión").wait_for()
    assert DraftPaper.objects.count() == 0
    page.context.set_offline(False)
    page.get_by_role("link", name="acta.jpg").wait_for()
    assert DraftPaper.objects.count() == 1
    assert page.get_by_label("¿Qué debe saber la coordinación?").input_value() == "Está en el libro 31."


def test_delivering_without_a_connection_keeps_every_word_and_delivers_once_later(
    phone: Phone, cast: Cast, picture: Path
) -> None:
    item, page = assigned(cast), phone()
    page.goto(f"/work/{item.pk}/deliver/")
    page.get_by_label("Elegir fotos o un PDF").set_input_files(picture)
    page.get_by_role("link", name="acta.jpg").wait_for()
    page.get_by_label("Obtenido", exact=True).check()
    page.get_by_label("¿Qué debe saber la coordinación?").fill("Con sello.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Entregar").click()
    page.locator("#waiting").wait_for()
    assert page.get_by_label("¿Qué debe saber la coordinación?").input_value() == "Con sello."
    page.context.set_offline(False)
    page.wait_for_url(f"**/work/{item.pk}/")
    page.get_by_text("Entregado. La coordinación lo revisa y le avisa.").wait_for()
    delivery = Delivery.objects.get()
    assert (delivery.said, delivery.documents.count()) == ("Con sello.", 1)


def test_a_mistake_is_shown_in_place_and_can_be_mended(phone: Phone, cast: Cast) -> None:
    item, page = assigned(cast), phone()
    page.goto(f"/work/{item.pk}/step/")
    page.get_by_label("En sus palabras").fill("Cerrado hasta el lunes.")
    page.get_by_role("button", name="Enviar").click()
    page.locator(".errors").wait_for()
    assert page.evaluate("document.activeElement.classList.contains('errors')")
    assert page.get_by_label("En sus palabras").input_value() == "Cerrado hasta el lunes."
    page.get_by_label("Fui al lugar").check()
    page.get_by_role("button", name="Enviar").click()
    page.wait_for_url(f"**/work/{item.pk}/")
    page.get_by_text("Cerrado hasta el lunes.").wait_for()


def test_the_whole_way_without_scripts(phone: Phone, cast: Cast, picture: Path) -> None:
    offer, page = offered(cast), phone(java_script_enabled=False)
    page.goto(f"/offers/{offer.pk}/")
    page.get_by_role("button", name="Acepto").click()
    item = Assignment.objects.get()
    page.wait_for_url(f"**/work/{item.pk}/")
    page.get_by_role("link", name="Entregar").click()
    page.get_by_label("¿Qué debe saber la coordinación?").fill("Con sello.")
    page.get_by_label("Elegir fotos o un PDF").set_input_files([picture, picture])
    page.get_by_role("button", name="Agregar", exact=True).click()
    page.get_by_text("2 páginas").wait_for()
    page.get_by_role("button", name="Quitar").first.click()
    page.get_by_text("1 página", exact=True).wait_for()
    assert page.get_by_label("¿Qué debe saber la coordinación?").input_value() == "Con sello."
    page.get_by_label("Obtenido", exact=True).check()
    page.get_by_role("button", name="Entregar").click()
    page.wait_for_url(f"**/work/{item.pk}/")
    assert Delivery.objects.get().documents.count() == 1


def test_the_enter_key_takes_no_page_out(phone: Phone, cast: Cast) -> None:
    item, page = assigned(cast), phone(java_script_enabled=False)
    papers.add_paper(item, photo(), by=cast.defender)
    page.goto(f"/work/{item.pk}/deliver/")
    page.get_by_label("Si viaja un original").fill("Guía 77")
    page.keyboard.press("Enter")
    page.get_by_text("1 página", exact=True).wait_for()
    assert (DraftPaper.objects.count(), Delivery.objects.count()) == (1, 0)


def furnished(cast: Cast) -> list[str]:
    """Every page of the Defender with something on it."""
    waiting, declined, item, ended = offered(cast), offered(cast), assigned(cast), assigned(cast)
    withdraw(declined.request, cast)
    work.report_step(item, "visited", by=cast.defender, said="Closed.")
    messages.write(item.case, "defender", "And 2015?", by=cast.coordinator, request=item.request)
    deliveries.send_back(
        deliveries.deliver(item, [photo()], by=cast.defender, result="partly"),
        by=cast.coordinator,
        because="No stamp.",
    )
    item.refresh_from_db()
    papers.add_paper(item, photo(), by=cast.defender)
    work.hand_back(ended, by=cast.defender, because="I am ill.")
    acts = ("", "counter/", "day/", "step/", "cost/", "messages/", "deliver/", "hand-back/")
    where = ("base/", "town/", "places/", "hours/")
    asked = ("", "capacity/", *where, "languages/", "expertise/", "safety/", "about/", "prices/", "away/")
    return [
        "/offers/",
        f"/offers/{waiting.pk}/",
        f"/offers/{waiting.pk}/decline/",
        f"/offers/{declined.pk}/",
        "/work/",
        f"/work/{ended.pk}/",
        *(f"/work/{item.pk}/{act}" for act in acts),
        *(f"/availability/{page}" for page in (*asked, "days/", "periods/")),
        "/agreement/",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_phone(
    phone: Phone, cast: Cast, language: str
) -> None:
    paths, page, wrong = furnished(cast), phone(language), []
    for path in paths:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path}: wider than {WIDTH} px")
        wrong += [f"{path}: {one['id']}" for one in Axe().run(page).response["violations"]]
    assert wrong == []
    assert (Offer.objects.count(), Message.objects.count()) == (4, 1)


def test_a_page_weighs_little(phone: Phone, cast: Cast) -> None:
    """First visit, all in all, as a server that compresses would send it."""
    import gzip

    item, page, weights = assigned(cast), phone(), []
    page.on("response", lambda answer: weights.append(len(gzip.compress(answer.body()))))
    page.goto(f"/work/{item.pk}/")
    page.wait_for_load_state("networkidle")
    assert len(weights) >= 4 and sum(weights) < 25_000

"""Sixty searches as people type them, with the page that they mean."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reencuentro.public.site.queries import searching
from tests.cast import Cast

from .helping import a_draft, page_at

ENGLISH = {
    # as it stands
    "our story": "/en/about-us/our-story/",
    "team": "/en/about-us/team/",
    "financials": "/en/about-us/financials/",
    "legal action": "/en/our-work/legal-action/",
    "defender network": "/en/our-work/defender-network/",
    "policy advocacy": "/en/our-work/policy-advocacy/",
    "family reunification": "/en/our-work/family-reunification/",
    "child detention": "/en/our-work/child-detention-crisis/",
    "how a request travels": "/en/our-work/child-detention-crisis/how-a-request-travels/",
    "press releases": "/en/news/press-releases/",
    "publications": "/en/news/publications/",
    # by what is in it
    "birth certificates": "/en/our-work/legal-action/",
    "adoption file": "/en/our-work/legal-action/",
    "journalist": "/en/news/press/",
    "cookie": "/en/news/press-releases/a-site-that-does-not-follow-anybody/",
    "tax filings": "/en/about-us/financials/",
    "garifuna": "/en/our-work/defender-network/",
    "au pair": "/en/visas/j-1/",
    "seasonal farm": "/en/visas/h-2a/",
    "diplomat household": "/en/visas/a-3-g-5/",
    "student": "/en/visas/f-1/",
    "university degree": "/en/visas/h-1b/",
    # wrongly typed
    "finacials": "/en/about-us/financials/",
    "defendr netwrok": "/en/our-work/defender-network/",
    "reunifcation": "/en/our-work/family-reunification/",
    "advocasy": "/en/our-work/policy-advocacy/",
    "birht certificats": "/en/our-work/legal-action/",
    "jurnalists": "/en/news/press/",
    "pubications": "/en/news/publications/",
    "diplomt": "/en/visas/a-3-g-5/",
}
SPANISH = {
    "nuestra historia": "/es/quienes-somos/nuestra-historia/",
    "equipo": "/es/quienes-somos/equipo/",
    "finanzas": "/es/quienes-somos/finanzas/",
    "acción legal": "/es/nuestro-trabajo/accion-legal/",
    "red de personas defensoras": "/es/nuestro-trabajo/red-de-personas-defensoras/",
    "incidencia": "/es/nuestro-trabajo/incidencia/",
    "reunificación familiar": "/es/nuestro-trabajo/reunificacion-familiar/",
    "niñez detenida": "/es/nuestro-trabajo/ninez-detenida/",
    "cómo viaja una solicitud": "/es/nuestro-trabajo/ninez-detenida/como-viaja-una-solicitud/",
    "comunicados": "/es/noticias/comunicados/",
    "publicaciones": "/es/noticias/publicaciones/",
    # without accents
    "accion legal": "/es/nuestro-trabajo/accion-legal/",
    "reunificacion": "/es/nuestro-trabajo/reunificacion-familiar/",
    "ninez detenida": "/es/nuestro-trabajo/ninez-detenida/",
    "adopcion": "/es/nuestro-trabajo/accion-legal/",
    "garifuna": "/es/nuestro-trabajo/red-de-personas-defensoras/",
    "agricola": "/es/visas/h-2a/",
    "diplomatico": "/es/visas/a-3-g-5/",
    "practicantes": "/es/visas/j-1/",
    "estudiar": "/es/visas/f-1/",
    "periodista": "/es/noticias/prensa/",
    # wrongly typed
    "finansas": "/es/quienes-somos/finanzas/",
    "equpio": "/es/quienes-somos/equipo/",
    "insidencia": "/es/nuestro-trabajo/incidencia/",
    "reunificasion": "/es/nuestro-trabajo/reunificacion-familiar/",
    "comunicaods": "/es/noticias/comunicados/",
    "publicasiones": "/es/noticias/publicaciones/",
    "peridistas": "/es/noticias/prensa/",
    "defunsion": "/es/nuestro-trabajo/accion-legal/",
    "coockies": "/es/noticias/comunicados/un-sitio-que-no-sigue-a-nadie/",
}


def test_there_are_sixty() -> None:
    assert len(ENGLISH) == len(SPANISH) == 30


def test_each_leads_to_the_page_that_is_meant(site: int) -> None:
    wrong = {
        typed: [answer.address for answer in searching.search(language, typed)[:3]]
        for language, table in (("en", ENGLISH), ("es", SPANISH))
        for typed, meant in table.items()
        if [answer.address for answer in searching.search(language, typed)[:1]] != [meant]
    }
    assert wrong == {}


def test_a_draft_is_never_found(cast: Cast, site: int) -> None:
    a_draft(cast.editor, title="Zapoteca")
    assert searching.search("en", "Zapoteca") == []


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_what_was_withdrawn_is_not_found_any_more(site: int, act: str) -> None:
    meant = "/en/about-us/financials/"
    assert searching.search("en", "financials")[0].address == meant
    getattr(page_at(meant), act)()
    assert meant not in [answer.address for answer in searching.search("en", "financials")]


def test_the_page_shows_what_was_found_and_keeps_what_was_typed(site: int, client: Client) -> None:
    html = client.get("/es/search/?q=ninez+detenida").content.decode()
    assert 'value="ninez detenida"' in html
    assert 'href="/en/search/?q=ninez+detenida"' in html
    assert 'href="/es/nuestro-trabajo/ninez-detenida/"' in html.split("<main")[1]
    assert "noindex" in html.split("</head>")[0]


def test_nothing_found_says_what_to_do(site: int, client: Client) -> None:
    html = client.get("/en/search/?q=qqqqqqqq").content.decode()
    assert "Nothing was found." in html
    assert "0 pages" in html


def test_what_is_typed_is_shown_as_text(site: int, client: Client) -> None:
    assert "<script>alert" not in client.get("/en/search/?q=<script>alert(1)</script>").content.decode()


def test_an_index_that_is_there_costs_two_queries(site: int) -> None:
    searching.search("en", "team")
    with CaptureQueriesContext(connection) as queries:
        searching.search("en", "team")
    assert len(queries) == 2

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from reencuentro.accounts.models import User
from tests.cast import Cast

from .helping import a_draft, page_at, signed_in

LATER = "/es/nuestro-trabajo/incidencia/"


@pytest.mark.parametrize(
    ("languages", "address"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "/es/"),
        ("en-US,en;q=0.9,es;q=0.8", "/en/"),
        ("fr-FR,es;q=0.3", "/es/"),
        ("fr", "/en/"),
        ("", "/en/"),
    ],
)
def test_a_visitor_is_sent_to_the_language_of_the_browser(db: None, languages: str, address: str) -> None:
    answer = Client(headers={"Accept-Language": languages}).get("/")
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "Accept-Language" in answer["Vary"]
    assert not answer.cookies


def test_a_language_chosen_by_somebody_signed_in_before_does_not_matter(db: None) -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["django_language"] = "es"
    assert client.get("/")["Location"] == "/en/"


def test_who_works_here_comes_to_their_own_first_page(cast: Cast) -> None:
    homes = {
        who: signed_in(getattr(cast, who)).get("/")["Location"]
        for who in ("coordinator", "editor", "defender")
    }
    assert homes == {"coordinator": "/inbox/", "editor": "/editors/", "defender": "/work/"}


def test_a_person_without_a_role_finds_nothing(cast: Cast) -> None:
    cast.advocate.memberships.all().delete()
    assert signed_in(User.objects.get(pk=cast.advocate.pk)).get("/").status_code == 404


def test_every_page_is_there_with_its_title_and_language(site: int, client: Client) -> None:
    wrong = []
    for page in Page.objects.live().filter(depth__gt=1):
        answer = client.get(page.url_path)
        html = answer.content.decode()
        language = page.url_path.split("/")[1]
        if answer.status_code != 200 or f'<html lang="{language}">' not in html or "<h1" not in html:
            wrong.append(page.url_path)
    assert wrong == []


def test_the_other_language_is_the_same_page(site: int, client: Client) -> None:
    assert (
        '<a class="pill"\n           href="/es/quienes-somos/equipo/"'
        in client.get("/en/about-us/team/").content.decode()
    )


def test_a_page_that_has_another_address_in_this_language_sends_there(site: int, client: Client) -> None:
    answer = client.get("/es/about-us/team/")
    assert (answer.status_code, answer["Location"]) == (302, "/es/quienes-somos/equipo/")


def test_a_page_without_translation_is_shown_in_its_own_language_and_says_so(
    site: int, client: Client
) -> None:
    page_at("/es/quienes-somos/equipo/").delete()
    answer = client.get("/es/about-us/team/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="es">' in html
    assert '<div lang="en">' in html
    assert "Esta página todavía no está traducida." in html
    assert 'content="noindex"' in html  # search engines have the one in its own place
    english = client.get("/en/about-us/team/").content.decode()
    assert 'href="/es/about-us/team/"' in english
    assert "hreflang" not in english.split("</head>")[0]


def test_search_engines_are_told_of_both_languages(site: int, client: Client) -> None:
    head = client.get("/en/about-us/").content.decode().split("</head>")[0]
    assert '<link rel="alternate" hreflang="es" href="http://127.0.0.1:8000/es/quienes-somos/">' in head
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/about-us/">' in head
    assert "noindex" not in head


def test_a_draft_is_not_public_in_any_language(cast: Cast, site: int, client: Client) -> None:
    draft = a_draft(cast.editor)
    assert draft.url_path == "/en/about-us/a-draft/"
    assert [client.get(f"/{code}/about-us/a-draft/").status_code for code in ("en", "es")] == [404, 404]
    assert "A draft" not in client.get("/en/about-us/").content.decode()
    assert "a-draft" not in client.get("/sitemap.xml").content.decode()


def test_changes_that_are_not_published_do_not_show(cast: Cast, site: int, client: Client) -> None:
    page = page_at("/en/about-us/team/")
    page.title = "Not yet"
    page.save_revision(user=cast.editor)
    assert "Not yet" not in client.get("/en/about-us/team/").content.decode()


def test_an_address_that_leads_nowhere_is_answered_in_its_language_with_ways_on(
    site: int, client: Client
) -> None:
    answer = client.get("/es/no/hay/")
    assert answer.status_code == 404
    assert "Aquí no hay ninguna página" in answer.content.decode()
    assert 'href="/es/quienes-somos/"' in answer.content.decode()


def test_a_page_that_moved_is_found_at_its_new_place(site: int, client: Client) -> None:
    Redirect.objects.create(old_path="/en/staff", redirect_page=page_at("/en/about-us/team/"))
    answer = client.get("/en/staff/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/about-us/team/")


def test_the_menu_has_two_levels_and_marks_where_one_is(site: int, client: Client) -> None:
    html = client.get("/en/our-work/legal-action/").content.decode()
    assert '<summary class="here">Our work</summary>' in html
    assert '<a href="/en/our-work/legal-action/" aria-current="page">Legal action</a>' in html
    assert "How a request travels" not in html.split("<main")[0]  # third level: not in the menu


def test_the_way_to_a_page_is_shown(site: int, client: Client) -> None:
    html = client.get("/en/our-work/legal-action/").content.decode()
    crumbs = html.split('class="crumbs"')[1].split("</ol>")[0]
    assert crumbs.index('href="/en/"') < crumbs.index('href="/en/our-work/"') < crumbs.index("Legal action")
    assert 'class="crumbs"' not in client.get("/en/").content.decode()


def test_the_map_names_every_page_once_with_its_languages(site: int, client: Client) -> None:
    answer = client.get("/sitemap.xml")
    body = answer.content.decode()
    assert answer["Content-Type"] == "application/xml"
    assert body.count("<loc>") == site
    assert '<xhtml:link rel="alternate" hreflang="es" href="http://127.0.0.1:8000/es/"/>' in body


def test_search_engines_may_read_the_public_site_alone(db: None, client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[:3] == ["User-agent: *", "Allow: /en/", "Allow: /es/"]
    assert lines[-2:] == ["Disallow: /", "Sitemap: http://127.0.0.1:8000/sitemap.xml"]

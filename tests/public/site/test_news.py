from datetime import date, timedelta

from django.test import Client

from reencuentro.public.site.models import NewsItem

from .helping import page_at


def add(count: int, under: str = "/en/news/press/") -> None:
    for number in range(count):
        above = page_at(under)
        above.add_child(
            instance=NewsItem(
                title=f"Piece {number:02}",
                slug=f"piece-{number:02}",
                day=date(2026, 1, 1) + timedelta(days=number),
                outlet="A Paper",
                address="https://news.example/piece",
                locale=above.locale,
            )
        )


def test_an_empty_list_says_so(site: int, client: Client) -> None:
    assert "Nothing has been published here yet." in client.get("/en/news/publications/").content.decode()


def test_the_newest_stands_first_and_old_ones_on_further_pages(site: int, client: Client) -> None:
    add(25)
    first = client.get("/en/news/press/").content.decode()
    assert first.index("Piece 24") < first.index("Piece 05")
    assert "Piece 04" not in first
    assert "Piece 04" in client.get("/en/news/press/?page=2").content.decode()


def test_the_section_gathers_all_its_lists(site: int, client: Client) -> None:
    add(1)
    html = client.get("/en/news/").content.decode()
    assert "Piece 00" in html
    assert "A site that does not follow anybody" in html


def test_a_piece_says_when_and_where_it_was_published(site: int, client: Client) -> None:
    add(1)
    html = client.get("/en/news/press/piece-00/").content.decode()
    assert '<time datetime="2026-01-01">' in html
    assert 'href="https://news.example/piece"' in html
    assert "A Paper" in html


def test_each_language_has_its_feed(site: int, client: Client) -> None:
    feeds = {code: client.get(f"/{code}/feed/") for code in ("en", "es")}
    assert "A site that does not follow anybody" in feeds["en"].content.decode()
    assert "Un sitio que no sigue a nadie" in feeds["es"].content.decode()
    assert feeds["en"]["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feeds["en"].headers["Cache-Control"] == "public, max-age=60"
    assert "http://127.0.0.1:8000/en/news/press-releases/" in feeds["en"].content.decode()


def test_a_withdrawn_piece_is_in_no_list_feed_or_map(site: int, client: Client) -> None:
    address = "/en/news/press-releases/a-site-that-does-not-follow-anybody/"
    page_at(address).unpublish()
    for where in (
        "/en/news/",
        "/en/news/press-releases/",
        "/en/feed/",
        "/sitemap.xml",
        "/en/search/?q=cookie",
    ):
        assert "does-not-follow" not in client.get(where).content.decode(), where
    assert client.get(address).status_code == 404


def test_shared_links_have_a_card(site: int, client: Client) -> None:
    head = client.get("/es/quienes-somos/").content.decode().split("</head>")[0]
    assert '<meta property="og:title" content="Quiénes somos">' in head
    assert '<meta property="og:locale" content="es_GT">' in head
    assert '<meta property="og:image" content="http://127.0.0.1:8000/static/site/card.png">' in head

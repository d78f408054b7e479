from wagtail.models import Page, Site

from reencuentro.audit.models import Entry
from reencuentro.public.site import contents
from reencuentro.public.site.actions.seed import seed
from reencuentro.public.site.models import HomePage, PlainPage, Seeded

from .helping import page_at


def test_every_page_is_made_once_in_each_language(site: int) -> None:
    assert site == 2 * len(contents.pages()) == Page.objects.filter(depth__gt=1).count()
    assert seed() == 0
    assert Page.objects.filter(depth__gt=1).count() == site
    assert Entry.objects.filter(verb="site_seeded").values_list("details", flat=True).get() == {"pages": site}


def test_the_two_languages_are_translations_of_each_other(site: int) -> None:
    english, spanish = page_at("/en/about-us/"), page_at("/es/quienes-somos/")
    assert english.translation_key == spanish.translation_key
    assert (english.locale.language_code, spanish.locale.language_code) == ("en", "es")


def test_links_lead_to_the_page_in_the_same_language(site: int) -> None:
    home = HomePage.objects.get(url_path="/es/")
    linked = [block.value["page"].url_path for block in home.buttons]
    assert linked == [
        "/es/nuestro-trabajo/reunificacion-familiar/",
        "/es/nuestro-trabajo/ninez-detenida/como-viaja-una-solicitud/",
    ]


def test_what_an_editor_changed_stays(site: int) -> None:
    page = page_at("/en/about-us/team/")
    PlainPage.objects.filter(pk=page.pk).update(title="Who we are", lead="Ours.")
    assert seed() == 0
    page.refresh_from_db()
    assert (page.title, page.lead) == ("Who we are", "Ours.")


def test_what_an_editor_deleted_does_not_come_back(site: int) -> None:
    page_at("/en/about-us/team/").delete()
    assert seed() == 0
    assert not Page.objects.filter(url_path="/en/about-us/team/").exists()
    assert Seeded.objects.get(key="team", language="en").page is None


def test_a_page_that_came_later_is_added_beside_what_is_there(site: int) -> None:
    page_at("/en/about-us/team/").delete()
    Seeded.objects.filter(key="team", language="en").delete()
    assert seed() == 1
    assert (
        page_at("/en/about-us/team/").translation_key == page_at("/es/quienes-somos/equipo/").translation_key
    )


def test_nothing_is_made_under_a_section_that_the_editors_took_away(site: int) -> None:
    page_at("/en/about-us/").delete()
    Seeded.objects.filter(key="team", language="en").delete()
    assert seed() == 0


def test_it_begins_in_an_emptied_database_too(site: int) -> None:
    Seeded.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.specific.delete()
    Site.objects.all().delete()
    Page.objects.filter(depth=1).delete()
    assert seed() == site
    assert Site.objects.get().root_page.url_path == "/en/"


def test_every_page_says_what_it_is_about_in_its_language(site: int) -> None:
    silent = Page.objects.filter(depth__gt=1, search_description="").values_list("url_path", flat=True)
    assert list(silent) == []

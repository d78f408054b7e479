"""What Wagtail needs before there can be a page: languages, root, site, who may edit, how a page is reviewed.

Each step looks first and makes only what is missing, also in a database that was emptied.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from reencuentro.accounts import groups
from reencuentro.public.site.models import HomePage, SecondEditor

# What Editors may do. Nobody publishes what only they have seen: models/page.py.
ON_PAGES = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
ON_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
ON_THE_SITE = (
    "wagtailadmin.access_admin",
    "public_site.change_siteidentity",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
    "simple_translation.submit_translation",
)
STEP = "review / revisión"  # stands after "Submit to" on the button, whatever language the Editor reads


def prepare() -> None:
    """Languages, the root of the tree and of the files."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    root()
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


def root() -> Page:
    """Wagtail's root page, without the page of welcome that Wagtail puts there."""
    found = Page.get_first_root_node()
    if found is None:
        found = Page.add_root(instance=Page(title="Root", slug="root", locale=Locale.objects.first()))
    for welcome in found.get_children().filter(content_type__app_label="wagtailcore"):
        welcome.delete()
    return Page.objects.get(pk=found.pk)


def open_to_editors() -> None:
    """The site has its home, the Editors their permissions, and publishing its review."""
    homes = list(HomePage.objects.order_by("url_path"))
    _set_site(homes)
    _permit(homes)
    _review(homes)


def _set_site(homes: list[HomePage]) -> None:
    place = urlsplit(settings.SITE_URL)
    english = next((home for home in homes if home.slug == settings.LANGUAGE_CODE), None)
    if english is None or Site.objects.filter(root_page=english).exists():
        return
    port = place.port or (443 if place.scheme == "https" else 80)
    Site.objects.all().delete()
    Site.objects.create(
        hostname=place.hostname or "localhost", port=port, root_page=english, is_default_site=True
    )


def _permit(homes: list[HomePage]) -> None:
    editors = groups.editors()
    for home in homes:
        for codename in ON_PAGES:
            allowed = _permission(f"wagtailcore.{codename}")
            GroupPagePermission.objects.get_or_create(group=editors, page=home, permission=allowed)
    files = Collection.get_first_root_node()
    for name in ON_FILES:
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=files, permission=_permission(name)
        )
    editors.permissions.set([_permission(name) for name in ON_THE_SITE])


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _review(homes: list[HomePage]) -> None:
    task = SecondEditor.objects.first() or SecondEditor.objects.create(name=STEP)
    step = WorkflowTask.objects.filter(task=task).select_related("workflow").first()
    workflow = step.workflow if step else Workflow.objects.create(name=STEP)
    if step is None:
        WorkflowTask.objects.create(workflow=workflow, task=task)
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})

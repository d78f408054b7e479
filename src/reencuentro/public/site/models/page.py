from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Revision

from reencuentro.public.site import rules
from reencuentro.public.site.errors import NeedsSecondEditor
from reencuentro.public.site.queries import frame


class PublicPage(Page):
    """What every page of the public site is: open to all, in one language, published by two people.

    Its address is its place in the tree: the two home pages are called "en" and "es". `search_description` is the one
    sentence that says what the page is about; lists, search engines and shared links show it.
    """

    class Meta:
        abstract = True

    # Dotted name of a function (request, page) that answers for this kind of page, POST included.
    # Empty: `serve`, GET only.
    shown_by: ClassVar[str] = ""
    private_page_options: ClassVar[list[str]] = []  # nobody signs in on the public site
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel(
            "search_description",
            heading=_("What this page is about, in one sentence"),
            help_text=_("Shown in lists, by search engines, and where the page is shared."),
        ),
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("show_in_menus")], heading=_("Address and menu")),
    ]

    @property
    def language(self) -> str:
        """Read from the address, which costs no query."""
        return str(self.url_path.split("/")[1])

    def permissions_for_user(self, user: Any) -> rules.Allowed:
        return rules.Allowed(user, self)

    def publish(self, revision: Revision, user: Any = None, **more: Any) -> None:
        """Raises NeedsSecondEditor. Whoever goes past this method meets the same rule in ledger.py."""
        if not rules.is_reviewed(revision):
            raise NeedsSecondEditor
        super().publish(revision, user=user, **more | {"skip_permission_checks": True})

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Asked by Wagtail's editing pages and redirects; visitors' pages need `url_path` alone."""
        found = super().get_url_parts(request)
        return (found[0], settings.SITE_URL, self.url_path) if found else None

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str:
        return str(self.url_path)

    url = property(get_url)

    def get_full_url(self, request: HttpRequest | None = None) -> str:
        return settings.SITE_URL + str(self.url_path)

    full_url = property(get_full_url)

    def get_context(self, request: HttpRequest, *args: Any, **more: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **more) | frame.around(self, request)

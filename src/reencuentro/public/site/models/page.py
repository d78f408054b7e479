from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Revision

from reencuentro.audit import log
from reencuentro.public.site import ledger, rules
from reencuentro.public.site.errors import NeedsSecondEditor


class PublicPage(Page):
    """What every page of the public site is: open to all, in one language, published by two people.

    Its address is its place in the tree: the two home pages are called "en" and "es". `search_description` is the one
    sentence that says what the page is about; lists, search engines and shared links show it.
    """

    class Meta:
        abstract = True

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

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, **more: Any) -> None:
        """The one way by which words reach the public, whoever calls. Raises NeedsSecondEditor."""
        if not rules.is_reviewed(revision):
            raise NeedsSecondEditor
        super().publish(revision, user=user, **more)
        live = type(self).objects.filter(pk=self.pk, live_revision=revision).exists()
        verb = "page_published" if live else "page_scheduled"
        log.record(verb, by=ledger.acting(user), about=f"page:{self.pk}", revision=revision.pk)

    @transaction.atomic
    def delete(self, *args: Any, **more: Any) -> Any:
        about, below = f"page:{self.pk}", self.get_descendant_count()
        gone = super().delete(*args, **more)
        log.record("page_deleted", by=ledger.acting(more.get("user")), about=about, below=below)
        return gone

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        return 0, settings.SITE_URL, self.url_path

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str:
        return str(self.url_path)

    url = property(get_url)

    def get_full_url(self, request: HttpRequest | None = None) -> str:
        return settings.SITE_URL + str(self.url_path)

    full_url = property(get_full_url)

    def get_context(self, request: HttpRequest, *args: Any, **more: Any) -> dict[str, Any]:
        from reencuentro.public.site.queries import frame  # frame asks the models

        return super().get_context(request, *args, **more) | frame.around(self, request)


class Dated(models.Model):
    """A page that says of which day it is."""

    class Meta:
        abstract = True

    day = models.DateField(_("day"), db_index=True)

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from reencuentro.public.site.blocks import Body, LinkBlock

from .page import PublicPage

INSIDE: list[str] = ["public_site.SectionPage", "public_site.PlainPage"]


class WithBody(PublicPage):
    """A page with a lead and a body of blocks."""

    class Meta:
        abstract = True

    lead = models.TextField(
        _("lead"), max_length=400, blank=True, help_text=_("One or two sentences under the heading.")
    )
    body = StreamField(Body(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]


class HomePage(WithBody):
    """The first page of one language. Made with the site; there is one of each language and no more."""

    class Meta:
        verbose_name = _("home page")

    buttons = StreamField(
        [("button", LinkBlock())], verbose_name=_("buttons under the heading"), blank=True, max_num=2
    )

    template = "site/home.html"
    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("buttons"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = []
    is_creatable = False
    promote_panels: ClassVar[list[Any]] = PublicPage.promote_panels[:1]  # its address is its language


class SectionPage(WithBody):
    """A part of the site: says what is in it and lists its pages."""

    class Meta:
        verbose_name = _("section")

    template = "site/section.html"
    show_in_menus_default = True

    def get_context(self, request: Any, *args: Any, **more: Any) -> dict[str, Any]:
        below = self.get_children().live().order_by("path")
        return super().get_context(request, *args, **more) | {"below": below}


class PlainPage(WithBody):
    """A page of text, pictures and whatever else a body can hold."""

    class Meta:
        verbose_name = _("page")

    template = "site/plain.html"
    show_in_menus_default = True

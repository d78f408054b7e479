from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from .pages import WithBody

A_PAGE = 20  # news on one page of a list


class NewsList(WithBody):
    """News below this page, the newest first."""

    class Meta:
        verbose_name = _("list of news")

    template = "site/news_list.html"
    show_in_menus_default = True
    subpage_types: ClassVar[list[str]] = [
        "public_site.NewsList",
        "public_site.NewsItem",
        "public_site.PlainPage",
    ]

    def get_context(self, request: HttpRequest, *args: Any, **more: Any) -> dict[str, Any]:
        news = Paginator(NewsItem.objects.live().descendant_of(self).order_by("-day", "-pk"), A_PAGE)
        parts = self.get_children().live().not_type(NewsItem).order_by("path")
        found = {"news": news.get_page(request.GET.get("page")), "below": parts}
        return super().get_context(request, *args, **more) | found


class NewsItem(WithBody):
    """One piece of news: a press release, a publication, or what others have written (then with its address)."""

    class Meta:
        verbose_name = _("piece of news")

    day = models.DateField(_("day"), db_index=True)
    outlet = models.CharField(
        _("who published it"), max_length=120, blank=True, help_text=_("Empty for what is our own.")
    )
    address = models.URLField(_("where it was published"), blank=True)
    file = models.ForeignKey(
        "public_site.Download",
        verbose_name=_("file"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    template = "site/news_item.html"
    parent_page_types: ClassVar[list[str]] = ["public_site.NewsList"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *WithBody.content_panels[:1],
        FieldPanel("day"),
        *WithBody.content_panels[1:],
        MultiFieldPanel(
            [FieldPanel("outlet"), FieldPanel("address"), FieldPanel("file")],
            heading=_("Where it comes from"),
        ),
    ]

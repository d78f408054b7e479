from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .identity import identity
from .models import NewsItem

NEWEST = 20


class News(Feed):
    """The newest pieces of news of one language."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> str:
        return (get_language() or settings.LANGUAGE_CODE)[:2]

    def title(self, language: str) -> str:
        return _("News of %(name)s") % {"name": identity().name}

    def link(self, language: str) -> str:
        return f"{settings.SITE_URL}/{language}/"

    def feed_url(self, language: str) -> str:
        return f"{settings.SITE_URL}/{language}/feed/"

    def items(self, language: str) -> list[NewsItem]:
        found = NewsItem.objects.live().filter(url_path__startswith=f"/{language}/")
        return list(found.order_by("-day", "-pk")[:NEWEST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.search_description)

    def item_link(self, item: Any) -> str:
        return str(item.full_url)

    def item_pubdate(self, item: Any) -> datetime:
        return timezone.make_aware(datetime.combine(item.day, time(12)))

    item_updateddate = item_pubdate

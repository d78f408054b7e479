"""`{% load site %}`: what templates of the public site need beside the components of ui."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from reencuentro.public.site.models import Picture

register = template.Library()

WIDTHS = (480, 960, 1440)


@register.filter
def leads_to(link: Any) -> str:
    """The address of a LinkBlock or CardBlock: its page, else what was typed; "" when it leads nowhere."""
    page = link.get("page")
    if isinstance(page, Page):
        return str(page.url_path) if page.live else ""
    return str(link.get("address") or "")


@register.simple_tag
def picture(image: Picture, *, sizes: str = "(min-width: 52em) 42rem, 100vw", shape: str = "") -> SafeString:
    """An `<img>` in several widths, with the words for those who do not see it.

    `shape`: "" keeps its proportions, "square" and "wide" (16:9) cut around its focal point.
    """
    found = image.get_renditions(*(_spec(width, shape) for width in WIDTHS))
    drawn = sorted({each.width: each for each in found.values()}.values(), key=lambda each: each.width)
    sources = format_html_join(", ", "{} {}w", ((each.url, each.width) for each in drawn))
    first = drawn[0]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
        first.url,
        sources,
        sizes,
        first.width,
        first.height,
        image.default_alt_text,
    )


def _spec(width: int, shape: str) -> str:
    heights = {"square": width, "wide": width * 9 // 16}
    size = f"fill-{width}x{heights[shape]}" if shape else f"width-{width}"
    return f"{size}|format-webp|webpquality-80"


@register.simple_tag
def portrait(image: Picture | None) -> SafeString:
    if image is None:
        return mark_safe("")
    small = image.get_rendition("fill-160x160|format-webp")
    return format_html(
        '<img class="portrait" src="{}" width="80" height="80" alt="{}" loading="lazy">',
        small.url,
        image.default_alt_text,
    )

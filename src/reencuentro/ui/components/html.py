"""Two helpers that keep the components short."""

from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

Attribute = str | int | bool | None


def classes(*names: str) -> str:
    return " ".join(name for name in names if name)


def element(tag: str, content: object = "", /, **attributes: Attribute) -> SafeString:
    """`<tag ...>content</tag>`: escapes everything that is not marked safe.

    A trailing underscore is dropped and other underscores become hyphens (class_, aria_label); None, False
    and "" leave an attribute out.
    """
    named = {
        key.rstrip("_").replace("_", "-"): value
        for key, value in attributes.items()
        if value is not None and value is not False and value != ""  # 0 is a value: tabindex, progress
    }
    return format_html("<{}{}>{}</{}>", tag, flatatt(named), content, tag)


def unseen(words: object) -> SafeString:
    """Words for those who listen to the page."""
    return element("span", words, class_="unseen")

# ruff: noqa: E501 - a path is one line
"""The line icons: one stroke, a grid of 20, inline so that they take the colour of the text beside them."""

from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS: dict[str, str] = {
    "alert": "M10 3 1.8 17h16.4L10 3zM10 8.2v4M10 14.6v.1",
    "arrow": "M4 10h12M11 5l5 5-5 5",
    "back": "M16 10H4M9 5l-5 5 5 5",
    "building": "M4 17V3h8v14M12 8h4v9M2 17h16M7 6.5h2M7 10h2M7 13.5h2",
    "calendar": "M3 4.5h14V17H3zM3 8.5h14M7 2.5v4M13 2.5v4",
    "camera": "M2.5 6h3.2L7 4h6l1.3 2h3.2v10h-15zM10 13.6a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "chat": "M3 4h14v10H9l-4 3.2V14H3zM6.5 7.6h7M6.5 10.6h4.5",
    "check": "m3.5 10.5 4.2 4.2L16.5 6",
    "child": "M10 7.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM5.5 11c1.2-1.4 2.8-2 4.5-2s3.3.6 4.5 2M10 9v4M10 13l-2.4 4.6M10 13l2.4 4.6",
    "clock": "M10 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10 7.4V11l2.6 1.8M8 2h4",
    "copy": "M7 7h9.5v10H7zM13 7V3H3.5v10H7",
    "cross": "m5 5 10 10M15 5 5 15",
    "download": "M10 3v9.5M6 9l4 4 4-4M3.5 16.8h13",
    "edit": "m3.5 16.5.9-3.8L13.6 3.5l2.9 2.9-9.2 9.2zM11.6 5.5l2.9 2.9",
    "eye": "M1.8 10S4.8 4.6 10 4.6 18.2 10 18.2 10 15.2 15.4 10 15.4 1.8 10 1.8 10zM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z",
    "globe": "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM2.5 10h15M10 2.5c2.2 2 3.2 4.6 3.2 7.5s-1 5.5-3.2 7.5c-2.2-2-3.2-4.6-3.2-7.5s1-5.5 3.2-7.5z",
    "heart": "M10 16.8S2.8 12.6 2.8 7.6A3.8 3.8 0 0 1 10 5.8a3.8 3.8 0 0 1 7.2 1.8c0 5-7.2 9.2-7.2 9.2z",
    "home": "m2.5 9.8L10 3.2l7.5 6.6M4.8 8.2V17h10.4V8.2M8.2 17v-4.6h3.6V17",
    "info": "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 9.2v4.6M10 6.2v.1",
    "key": "M6.5 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 10h7.5v3M14 10v2.4",
    "lock": "M4 9h12v8H4zM7 9V6.2a3 3 0 0 1 6 0V9M10 12.4v1.5",
    "mail": "M2.5 4.5h15v11h-15zM2.8 5l7.2 5.8L17.2 5",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "money": "M2 5h16v10H2zM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM4.8 10h.1M15.1 10h.1",
    "page": "M5 2h7l4 4v12H5zM12 2v4h4M8 10h5M8 13h5",
    "people": "M7.2 9a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2 16.5c0-3 2.3-5 5.2-5s5.2 2 5.2 5M13 9a2.3 2.3 0 1 0-.8-4.4M14.6 11.8c2 .5 3.4 2.2 3.4 4.7",
    "person": "M10 9.6a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2zM3.8 17c0-3.4 2.7-5.2 6.2-5.2s6.2 1.8 6.2 5.2",
    "phone": "M6 2h8v16H6zM9 15.4h2",
    "pin": "M10 2a5 5 0 0 0-5 5c0 4 5 10.5 5 10.5S15 11 15 7a5 5 0 0 0-5-5zM10 8.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z",
    "plus": "M10 4v12M4 10h12",
    "scales": "M10 3v14M6.5 17h7M3.5 5.5h13M3.5 5.5 1.2 11.5h4.6zM16.5 5.5l-2.3 6h4.6z",
    "search": "M8.8 14.6a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6zM13 13l4.2 4.2",
    "shield": "M10 2.2 3.8 4.6v5c0 4 2.6 6.6 6.2 8.2 3.6-1.6 6.2-4.2 6.2-8.2v-5zM7.2 10l2 2 3.8-4",
    "upload": "M10 13V3.5M6 7.2l4-4 4 4M3.5 16.8h13",
}  # fmt: skip


def icon(name: str, label: str = "") -> SafeString:
    """The icon `name` as inline SVG. Without a label it is decoration and hidden from screen readers.

    Raises KeyError for a name that is not drawn: a missing icon is a mistake to see at once.
    """
    path = mark_safe(PATHS[name])  # our own constant above  # noqa: S308
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html('<svg class="icon" viewBox="0 0 20 20"{}><path d="{}"/></svg>', flatatt(spoken), path)

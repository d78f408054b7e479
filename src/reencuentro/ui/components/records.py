"""Answers, people, files and what was said."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..icons import icon
from ..words import size as size_in_words
from .html import classes, element, unseen
from .work import tag

TYPES = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/heic": "HEIC",
    "image/tiff": "TIFF",
}


def rows(content: SafeString) -> SafeString:
    """A list of names and values; put `row` in it."""
    return element("dl", content, class_="rows")


def row(content: SafeString, key: str, change: str = "") -> SafeString:
    """`change` is the address where this answer is changed."""
    link = ""
    if change:
        words = format_html("{} {}", _("Change"), unseen(key))
        link = element("dd", element("a", words, href=change), class_="change")
    return format_html("<div><dt>{}</dt><dd>{}</dd>{}</div>", key, content, link)


def summary_card(
    content: SafeString, title: str, *, level: int = 2, action: str = "", href: str = ""
) -> SafeString:
    """A record with its rows; `action` is one link in its head, said together with the title."""
    link = element("a", format_html("{} {}", action, unseen(title)), href=href) if action else ""
    head = element("header", format_html("{}{}", element(f"h{level}", title), link))
    return element("section", format_html("{}{}", head, rows(content)), class_="card")


def person_card(
    content: SafeString, name: str, role: str = "", *, tone: str = "", status: str = "", child: bool = False
) -> SafeString:
    """A person without a picture: no photograph is ever needed here."""
    line = element("span", role, class_="muted") if role else ""
    state = tag(tone, status) if status else ""
    head = format_html(
        "<header>{}<div><h3>{}</h3>{}</div>{}</header>",
        icon("child" if child else "person"),
        name,
        line,
        state,
    )
    return element("section", format_html("{}{}", head, content), class_="card person")


def file_card(
    content: SafeString, name: str, *, media_type: str = "", size: int = 0, when: str = "", href: str = "",
    level: int = 3,
) -> SafeString:  # fmt: skip
    """A file: name, kind, size, day; `href` opens it. The content says what else can be done with it."""
    title = element("a", name, href=href) if href else name
    about = " · ".join(
        part for part in (TYPES.get(media_type, ""), size_in_words(size) if size else "", when) if part
    )
    more = element("div", content, class_="inner") if content.strip() else ""
    body = format_html("<div>{}<p>{}</p>{}</div>", element(f"h{level}", title), about, more)
    return element("section", format_html("{}{}", icon("page"), body), class_="card file")


def talk(content: SafeString, label: str = "") -> SafeString:
    """Messages, oldest first; put `bubble` in it."""
    return element("ol", content, class_="talk", aria_label=label or _("Messages"))


def bubble(
    content: SafeString, who: str, when: str = "", *, mine: bool = False, internal: bool = False
) -> SafeString:
    """`internal` marks the channel that the other side never sees, in words and not only in colour."""
    inside = tag("wait", _("Only your team sees this")) if internal else ""
    head = element("div", format_html("<span>{}</span><span>{}</span>{}", who, when, inside), class_="who")
    said = element("div", content, class_="said")
    kind = classes("mine" if mine else "", "inside" if internal else "")
    return element("li", format_html("{}{}", head, said), class_=kind)

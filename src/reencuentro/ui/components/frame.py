"""How a page is divided: cards, columns, trails, tabs, tables."""

from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .actions import button
from .html import classes, element, unseen


def filled(content: SafeString, tag: str, class_: str = "", label: str = "") -> SafeString:
    """Wraps `content` only when there is any, so that an unused block leaves no empty landmark."""
    return element(tag, content, class_=class_, aria_label=label) if content.strip() else mark_safe("")


def card(
    content: SafeString, title: str = "", *, level: int = 2, count: str = "", lit: bool = False, id_: str = ""
) -> SafeString:
    """`count` stands beside the title ("2 of 5 done"); `lit` marks the one card that matters now."""
    head: SafeString | str = ""
    if title:
        beside = element("span", count, class_="count") if count else ""
        head = element("header", format_html("{}{}", element(f"h{level}", title), beside))
    return element(
        "section", format_html("{}{}", head, content), class_=classes("card", "lit" if lit else ""), id=id_
    )


def crumbs(content: SafeString) -> SafeString:
    return element("nav", element("ol", content, class_="crumbs"), aria_label=_("Where you are"))


def crumb(label: str, href: str = "") -> SafeString:
    inner = element("a", label, href=href) if href else element("span", label, aria_current="page")
    return element("li", inner)


def tabs(content: SafeString, label: str) -> SafeString:
    return element("nav", content, class_="tabs", aria_label=label)


def tab(label: str, href: str, *, current: bool = False, count: int | None = None) -> SafeString:
    beside = "" if count is None else element("span", count, class_="tag num")
    return element(
        "a", format_html("{}{}", label, beside), href=href, aria_current="page" if current else None
    )


def steps(number: int, total: int) -> SafeString:
    """ "Question 2 of 6" above a form of one question a page."""
    words = _("Question %(number)s of %(total)s") % {"number": number, "total": total}
    bar = element("progress", value=number, max=total, aria_hidden="true")
    return element("div", format_html("{}{}", words, bar), class_="steps")


def progress(done: int, total: int, label: str) -> SafeString:
    words = _("%(done)s of %(total)s") % {"done": done, "total": total}
    bar = element("progress", words, value=done, max=total or 1, aria_label=label)
    head = element("span", format_html('<span>{}</span><span class="num">{}</span>', label, words))
    return element("div", format_html("{}{}", head, bar), class_="progress")


def table(
    content: SafeString, caption: str, *, stacks: bool = True, caption_unseen: bool = False
) -> SafeString:
    """A dense table. On a phone each row becomes a small list if its cells carry `data-label`; with
    `stacks=False` it scrolls sideways instead.
    """
    title = element("caption", unseen(caption) if caption_unseen else caption)
    inner = element(
        "table", format_html("{}{}", title, content), class_=classes("table", "stacks" if stacks else "")
    )
    return element("div", inner, class_="scroll", tabindex=0, role="region", aria_label=caption)


def pagination(context: Context, page: Page, name: str = "page", label: str = "") -> SafeString:
    """Earlier and later pages; keeps the rest of the query (filters, order).

    Where a page has two lists, each has its own `name` in the query and its own `label` for who does not see it.
    """
    if not page.has_other_pages():
        return mark_safe("")
    query = context["request"].GET.copy()
    words = _("Page %(number)s of %(total)s") % {"number": page.number, "total": page.paginator.num_pages}
    earlier = (
        _page_button(query, name, _("Previous"), page.previous_page_number(), "prev")
        if page.has_previous()
        else ""
    )
    later = _page_button(query, name, _("Next"), page.next_page_number(), "next") if page.has_next() else ""
    inner = format_html("{}<span>{}</span>{}", earlier, words, later)
    return element("nav", inner, class_="pages", aria_label=label or _("Pages"))


def _page_button(query: QueryDict, name: str, text: str, number: int, rel: str) -> SafeString:
    query[name] = str(number)
    return button(text, f"?{query.urlencode()}", kind="ghost", small=True, rel=rel)

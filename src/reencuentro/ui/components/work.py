"""What is to be done, by when, and how far it has come."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import words
from ..icons import icon
from .html import classes, element, unseen

TONES = ("", "go", "wait", "late", "done")
NOTICES = {"info": "info", "warn": "alert", "danger": "alert", "success": "check"}
MOMENTS = {"done": gettext_lazy("Done:"), "now": gettext_lazy("Now:"), "next": gettext_lazy("Still to come:")}


def tag(tone: str, text: str) -> SafeString:
    """A state in a word. Tones: "" (plain), go (in hand), wait (needs attention), late, done."""
    if tone not in TONES:
        raise ValueError(f"{tone!r} is not a tone")
    return element("span", text, class_=classes("tag", tone))


def notice(content: SafeString, kind: str = "info", title: str = "") -> SafeString:
    """Kinds: info, warn, danger, success."""
    head = element("h2", title) if title else ""
    inner = format_html("{}<div>{}{}</div>", icon(NOTICES[kind]), head, content)
    return element("div", inner, class_=classes("notice", "" if kind == "info" else kind))


def done_of(done: int, total: int) -> str:
    return _("%(done)s of %(total)s done") % {"done": done, "total": total}


def task_list(content: SafeString, title: str = "", *, done: int = 0, total: int = 0) -> SafeString:
    """A card of tasks; with a total it says "2 of 5 done"."""
    listed = element("ul", content, class_="tasks", role="list")
    if not title:
        return listed
    count = element("span", done_of(done, total), class_="count") if total else ""
    head = element("header", format_html("<h2>{}</h2>{}", title, count))
    return element("section", format_html("{}{}", head, listed), class_="card")


def task(content: SafeString, verb: str, href: str = "", *, tone: str = "", status: str = "") -> SafeString:
    """One row: a verb first, the hint (the content), the state. Without `href` it cannot be started yet."""
    name = element("a", verb, class_="verb", href=href) if href else element("span", verb, class_="verb")
    hint = element("div", content, class_="hint") if content.strip() else ""
    state = tag(tone, status) if status else ""
    return format_html("<li><div>{}{}</div>{}</li>", name, hint, state)


def thread(content: SafeString, label: str = "") -> SafeString:
    """The thread that a case or request follows; put `moment` rows in it, oldest first."""
    return element("ol", content, class_="thread", aria_label=label or _("The thread so far"))


def moment(content: SafeString, state: str, title: str, when: str = "") -> SafeString:
    """`state` is done, now or next."""
    beside = element("span", when, class_="when") if when else ""
    body = element("p", content) if content.strip() else ""
    inner = format_html("{} <b>{}</b> {}{}", unseen(MOMENTS[state]), title, beside, body)
    return element("li", inner, class_=state)


def clocks(content: SafeString) -> SafeString:
    return element("ul", content, class_="clocks", role="list")


def clock(
    days_to_go: int, label: str, when: str = "", *, unverified: bool = False, soon: int = 7
) -> SafeString:
    """One deadline: how long, of what, on which day; says plainly when the rule behind it is not verified."""
    left = element("span", words.days_left(days_to_go), class_="left")
    day = element("span", when, class_="when") if when else ""
    doubt = tag("", _("Not verified")) if unverified else ""
    return format_html(
        '<li{}>{}<span>{}{}{}</span></li>',
        format_html(' class="{}"', tone) if (tone := words.urgency(days_to_go, soon)) else "",
        left, label, day, doubt,
    )  # fmt: skip


def figure(number: object, caption: str, tone: str = "") -> SafeString:
    """A figure that matters, large: days in custody."""
    return element(
        "p", format_html("<b>{}</b><span>{}</span>", number, caption), class_=classes("figure", tone)
    )


def facts(content: SafeString) -> SafeString:
    return element("ul", content, class_="facts", role="list")


def fact(content: SafeString, icon_name: str, title: str) -> SafeString:
    return format_html("<li>{}<span><b>{}</b>{}</span></li>", icon(icon_name), title, content)

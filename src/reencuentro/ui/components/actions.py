"""Things one presses."""

from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..icons import icon
from .html import Attribute, classes, element

KINDS = ("primary", "ghost", "gold", "danger", "quiet")


def button(
    text: str,
    href: str = "",
    *,
    kind: str = "primary",
    icon_name: str = "",
    small: bool = False,
    wide: bool = False,
    **attributes: Attribute,
) -> SafeString:
    """A link when `href` is given, else a submit button. Other keywords become attributes (name, value, form,
    data_confirm, ...). Raises ValueError for a kind that has no look.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not one of {', '.join(KINDS)}")
    look = classes("btn", "" if kind == "primary" else kind, "small" if small else "", "wide" if wide else "")
    content = format_html("{}{}", icon(icon_name) if icon_name else "", text)
    if href:
        return element("a", content, class_=look, href=href, **attributes)
    return element("button", content, class_=look, type=attributes.pop("type", "submit"), **attributes)


def post_button(
    context: Context,
    text: str,
    url: str,
    *,
    kind: str = "ghost",
    icon_name: str = "",
    small: bool = False,
    confirm: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """One button that writes: its own form with the CSRF token. `confirm` asks first (when scripts run).

    `url` is a path, or the name of a URL without arguments; `name` and `value` say more than the address.
    """
    token = context.get("csrf_token") or ""
    field = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    pressed = button(text, kind=kind, icon_name=icon_name, small=small, name=name, value=value)
    return element(
        "form", format_html("{}{}", field, pressed), method="post", action=_address(url), class_="inline",
        data_confirm=confirm,
    )  # fmt: skip


def _address(url: str) -> str:
    """A path as it is; otherwise the name of a URL without arguments."""
    if url.startswith(("/", "?", "#", ".")):
        return url
    try:
        return reverse(url)
    except NoReverseMatch:
        return url


def copyable(code: str, label: str = "") -> SafeString:
    """A code with a copy button; without scripts the code alone."""
    press = element(
        "button", icon("copy"), type="button", data_copy=code, hidden=True,
        aria_label=label or _("Copy %(code)s") % {"code": code},
    )  # fmt: skip
    return element("span", format_html("<code>{}</code>{}", code, press), class_="copy")


def details(content: SafeString, summary: str, *, opened: bool = False) -> SafeString:
    """Help in place: closed until asked for."""
    inner = format_html('<summary>{}</summary><div class="fold-in">{}</div>', summary, content)
    return element("details", inner, class_="fold", open=opened)

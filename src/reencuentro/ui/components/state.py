"""Empty states, error summary, static files."""

from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .html import element

EMPTY_KINDS = ("first_use", "no_result", "all_done", "no_permission", "failure")


def empty(content: SafeString, kind: str, title: str, *, level: int = 2) -> SafeString:
    """Nothing to show, of five kinds; the content says the next step. Raises ValueError for another kind."""
    if kind not in EMPTY_KINDS:
        raise ValueError(f"{kind!r} is not one of {', '.join(EMPTY_KINDS)}")
    picture = render_to_string(f"ui/art/{kind}.html")
    inner = format_html("{}{}{}", picture, element(f"h{level}", title), content)
    return element("section", inner, class_="card empty")


def error_summary(*forms: BaseForm) -> SafeString:
    """What is wrong, at the head of the page, each line leading to its field. Nothing when all is well."""
    lines = [line for form in forms if form.is_bound for line in _lines(form)]
    if not lines:
        return mark_safe("")
    listed = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    inner = format_html("<h2>{}</h2><ul>{}</ul>", _("Please look at this again"), listed)
    return element("div", inner, class_="errors", role="alert", tabindex=-1, id="errors", data_focus=True)


def _lines(form: BaseForm) -> list[SafeString | str]:
    general: list[SafeString | str] = [str(error) for error in form.non_field_errors()]
    return general + [
        element("a", f"{field.label} – {error}", href=f"#{first_id(field)}")
        for field in form.visible_fields()
        for error in field.errors
    ]


def first_id(field: BoundField) -> str:
    """Id of the first thing one can fill in; groups (radios, date parts, upload) number theirs from 0."""
    return field.id_for_label or f"{field.auto_id}_0"


def htmx() -> SafeString:
    """For the block `scripts` of a page that opts in; its settings stand in the head of every page."""
    return element("script", src=asset("django_htmx/htmx-2.min.js"), defer=True)


def asset(path: str) -> str:
    """Address of a static file. Unlike `static` it never fails: an error page must not fail through it."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"

"""What Wagtail's editing pages show and leave out."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from reencuentro.ui.components.state import asset

HIDDEN = frozenset({"help", "settings-users", "workflows", "workflow-tasks"})


@hooks.register("construct_page_action_menu")
def nobody_publishes_alone(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Without the button: the way to publish is to submit (models/review.py). The rule itself is in models/page.py."""
    items[:] = [item for item in items if item.name != "action-publish"]


@hooks.register("construct_main_menu")
def only_what_is_used(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("insert_global_admin_js")
def starts_fields() -> SafeString:
    return format_html('<script src="{}" defer></script>', asset("site/editing.js"))


class Link(PageLinkHandler):
    """A link in a text leads to the page that the Editor chose, not to its translation: that saves a query for each."""

    @classmethod
    def expand_db_attributes_many(cls, found: list[dict[str, str]]) -> list[str]:
        model = cls.get_model()
        pages = model.objects.live().in_bulk([int(each["id"]) for each in found if each.get("id")])
        known = {str(key): page for key, page in pages.items()}
        return [_opened(known.get(str(each.get("id")))) for each in found]


def _opened(page: Any) -> str:
    return f'<a href="{page.url_path}">' if page else "<a>"


@hooks.register("register_rich_text_features", order=100)
def links(features: FeatureRegistry) -> None:
    features.register_link_type(Link)

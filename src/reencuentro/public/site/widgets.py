import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser


def render_without_script(
    self: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None
) -> SafeString:
    """A chooser as Wagtail draws it, with data attributes where Wagtail writes an inline script."""
    known = self.get_value_data(value)
    options = self.get_js_init_options(attrs["id"], name, known)
    return format_html(
        '{}<span hidden data-starts="{}" data-id="{}" data-options="{}"></span>',
        self.render_html(name, known, attrs),
        self.js_constructor,
        attrs["id"],
        json.dumps(options),
    )

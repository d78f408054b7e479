"""Widgets that only the web layer needs."""

from typing import Any

from django import forms

from reencuentro.ui.widgets import RadioCards


class GroupedCards(RadioCards):
    """Radio cards under headings. The first group lies open; the others unfold, so that a long list stays calm."""

    template_name = "web/widgets/grouped.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["widget"]["groups"] = [
            {
                "name": name,
                "options": options,
                "open": number == 0 or any(option["selected"] for option in options),
            }
            for number, (name, options, _index) in enumerate(groups)
        ]
        return context


class Ticks(forms.CheckboxSelectMultiple):
    """Many short choices, side by side where there is room."""

    template_name = "web/widgets/ticks.html"
    use_fieldset = True

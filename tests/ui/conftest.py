from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.fixture
def render() -> Callable[..., str]:
    """Renders a scrap of template with the components loaded."""

    def _render(source: str, language: str = "en", **context: object) -> str:
        with translation.override(language):
            return Template("{% load i18n ui %}" + source).render(Context(context)).strip()

    return _render

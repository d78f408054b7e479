"""The Spanish of the pages is compiled before anything reads it; .mo files are never committed."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.utils import translation
from tools import messages

messages.compile_all()


@pytest.fixture
def render() -> Callable[..., str]:
    """Renders a scrap of template with the components loaded."""

    def _render(source: str, language: str = "en", **context: object) -> str:
        with translation.override(language):
            return Template("{% load i18n ui %}" + source).render(Context(context)).strip()

    return _render

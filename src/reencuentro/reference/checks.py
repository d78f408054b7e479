"""Start-up check: a wrong row in a data file stops the server with the file and the row, not a page with a
500.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.checks import CheckMessage, Error, register

from . import (
    agreement,
    catalogue,
    clocks,
    countries,
    languages,
    matching_policy,
    obstacles,
    places,
    requirements,
    services,
    shapes,
    tracing_policy,
    tracing_words,
    vocabularies,
    wording,
)
from .rows import ReferenceDataError


def _search_fields() -> None:
    for country in countries.ORIGIN:
        for entry in catalogue.documents(country):
            catalogue.fields(country, entry.document)


LOADERS: tuple[Callable[[], object], ...] = (
    countries.all,
    languages.all,
    places.all,
    shapes.atlas,
    partial(places.registry_codes, "MX"),
    obstacles.all,
    partial(vocabularies.terms, "relationships"),
    _search_fields,
    services.all,
    clocks.all,
    clocks.holidays,
    requirements.all,
    matching_policy.prior,
    tracing_policy.policy,
    tracing_words.codes,
    agreement.current,
    wording.codes,
)


@register()
def data_files_are_sound(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for load in LOADERS:
        try:
            load()
        except ReferenceDataError as error:
            found.append(Error(str(error), id="reference.E001"))
    return found

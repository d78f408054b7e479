"""The Spanish of the catalogue's free texts. The facts stand once, in English; a text without its Spanish
is an error.
"""

from functools import cache

from .rows import Label, ReferenceDataError, read_yaml

FILE = "catalogue_es.yaml"


def spanish(text: str) -> Label:
    """The text with its Spanish. Raises ReferenceDataError where nobody has translated it."""
    try:
        return Label(text, _translations()[text])
    except KeyError as error:
        raise ReferenceDataError(FILE, text, "has no Spanish") from error


def all() -> dict[str, str]:
    return dict(_translations())


@cache
def _translations() -> dict[str, str]:
    top = read_yaml(FILE)
    found = {str(key): str(value) for key, value in top.mapping("texts").items()}
    top.done()
    return found

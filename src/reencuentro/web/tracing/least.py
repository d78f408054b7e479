"""The least of a lead in words: how sure, which office, and which fields speak for it, against it, or not at all."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.engines.tracing.types import Evidence

FIELDS = {
    "given": gettext_lazy("given names"),
    "surnames": gettext_lazy("surnames"),
    "birth": gettext_lazy("date of birth"),
    "sex": gettext_lazy("sex"),
    "place": gettext_lazy("place"),
    "mother": gettext_lazy("mother"),
    "father": gettext_lazy("father"),
    "phone": gettext_lazy("phone"),
    "number": gettext_lazy("number on a paper"),
}


def in_words(probability: float, evidence: Iterable[Evidence], office: str) -> dict[str, str]:
    """A row for `web/tracing/_least.html`; fields in the order of the engine."""
    groups: dict[str, list[Any]] = {"agrees": [], "differs": [], "unknown": []}
    for one in evidence:
        groups[_group(one)].append(str(FIELDS.get(one.field, one.field)))
    fields = {name: ", ".join(words) for name, words in groups.items()}
    return {"sure": how_sure(probability), "office": office, **fields}


def how_sure(probability: float) -> str:
    """Never certain, as no match is; in whole hundreds."""
    of_100 = min(99, max(1, round(100 * probability)))
    return _("%(number)s of 100 such leads are right") % {"number": of_100}


def _group(one: Evidence) -> str:
    if one.code == "unknown" or not one.weight:
        return "unknown"
    return "agrees" if one.weight > 0 else "differs"

"""The parts of the network's pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TABS = {
    "network": _("People"),
    "coverage": _("Coverage"),
    "applications": _("Applications"),
    "trainings": _("Trainings"),
}


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """(words, address, whether it is this page)"""
    return [(str(words), reverse(name), name == here) for name, words in TABS.items()]

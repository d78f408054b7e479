"""One plain request and one plain Defender; tests say what differs."""

from datetime import UTC, datetime

from reencuentro.engines.matching import Defender, Request, suggest

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
REQUEST = Request("r1", "GT", "GT.08", "GT.08.1315", "civil_registry_extract", {}, "normal", None, NOW)
MAM = Defender("mam", "GT", "GT.08.1301", {"GT.08": 1.0}, frozenset({"spa", "mam"}), slots_left=2)


def ask(requests=(REQUEST,), defenders=(MAM,), **more):
    return suggest(list(requests), list(defenders), now=NOW, **more)


def chosen(request=REQUEST, defender=MAM, **more):
    return ask([request], [defender], **more)[0].chosen

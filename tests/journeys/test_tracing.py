"""The search for Julio's father, by two offices and two coordinators in a real browser, in both languages."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reencuentro.tracing.actions import rounds
from reencuentro.tracing.models import Lead, TracingRequest
from tests.cast import Cast

from . import judging, searching
from .family import HERE, THERE, a_lead, two_offices
from .somebody import Somebody
from .typist import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Any]

ALBUM = os.environ.get("REENCUENTRO_PICTURES", "")  # `make pictures`


@dataclass(frozen=True)
class Setting:
    language: str
    width: int
    scripts: bool = True
    pictures: tuple[str, ...] = ()  # for docs/journey.md


SETTINGS = {
    "english-desktop": Setting("en", 1240, pictures=("tracing-ask", "leads", "lead", "finding")),
    "english-phone": Setting("en", 390),
    "spanish-desktop": Setting("es", 1240),
    "spanish-phone": Setting("es", 390, pictures=("know", "both", "opened", "reunited")),
    "spanish-phone-without-scripts": Setting("es", 390, scripts=False),
}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_julios_father_is_found_in_another_office(setting: Setting, cast: Cast, window: Window) -> None:
    family = two_offices(cast)
    code = family.case.code
    ada, chloe, stan, carmen, otto = _people(setting, cast, window)

    request = searching.ask(ada, family)
    searching.write_down_what_was_tried(ada, request)
    searching.enter_the_father(stan, family)
    assert rounds.go_round() > 0
    lead = Lead.objects.get(request=request)

    judging.open_the_lead(carmen)
    judging.grant(otto, judging.ask_to_see(carmen, lead))
    judging.compare(carmen, lead)
    judging.say_the_same(carmen, confirmed=False)
    judging.grant(carmen, judging.ask_to_see(otto, lead))
    judging.compare(otto, lead)
    judging.say_the_same(otto, confirmed=True)

    searching.is_told_nothing(chloe, code)
    searching.reads_that_nothing_is_open(ada, code, *THERE)
    searching.counsel_opens(stan, family.other.code, "other_who", "other_reach")
    searching.is_told_nothing(chloe, code)
    searching.counsel_opens(ada, code, "child_advocate", "other_reach")
    searching.the_other_side_is_open(ada, code)
    searching.is_told_what_counsel_opened(chloe, code)
    searching.reunite_and_close(ada, request)
    assert TracingRequest.objects.get().state == "closed"
    everybody = (ada, chloe, stan, carmen, otto)
    assert [told for person in everybody for told in person.seen if _names(told)] == []


def _people(setting: Setting, cast: Cast, window: Window) -> list[Somebody]:
    """What each of them must never see, on no page: the other side, as far as it is never opened to them."""
    album = Path(ALBUM) if ALBUM and setting.pictures else None
    look = {
        "album": album,
        "chosen": setting.pictures,
        "width": setting.width,
        "language": setting.language,
        "scripts": setting.scripts,
    }
    people = [
        window(cast.advocate, **look),
        window(cast.child_advocate, never=THERE, **look),
        window(cast.stranger, never=HERE, **look),
        window(cast.coordinator, **look),
        window(cast.other_coordinator, **look),
    ]
    for person in people:
        person.sign_in()
    return people


def _names(told: str) -> bool:
    """A title or an address that says who somebody is."""
    return any(name.lower() in told.lower() for name in (*HERE, *THERE))


def test_a_lead_is_judged_by_keyboard(cast: Cast, window: Window) -> None:
    lead = a_lead(cast)
    carmen = window(cast.coordinator, kind=Typist)
    carmen.sign_in()
    judging.open_the_lead(carmen)
    judging.ask_to_see(carmen, lead)
    otto = window(cast.other_coordinator)
    otto.sign_in()
    judging.grant(otto, lead.grants.get())
    judging.compare(carmen, lead)
    judging.say_the_same(carmen, confirmed=False)
    assert lead.judgements.get().by == cast.coordinator

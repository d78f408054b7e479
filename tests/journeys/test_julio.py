"""Julio's story from the open case to his release, by three people in a real browser, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.cast import Cast

from . import story
from .somebody import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Setting:
    """How the team in the United States and the Defender sit at their screens."""

    language: str
    width: int
    abroad: str  # the language of the Defender
    width_abroad: int
    scripts: bool = True
    pictures: bool = False


SETTINGS = {
    "english-desktop": Setting("en", 1240, "es", 390, pictures=True),
    "english-phone": Setting("en", 390, "en", 390),
    "spanish-desktop": Setting("es", 1240, "es", 1240),
    "spanish-phone": Setting("es", 390, "es", 390),
    "english-phone-without-scripts": Setting("en", 390, "es", 390, scripts=False),
}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_julio_goes_home(setting: Setting, cast: Cast, window: Callable[..., Somebody]) -> None:
    here = {"width": setting.width, "language": setting.language, "scripts": setting.scripts}
    abroad = {"width": setting.width_abroad, "language": setting.abroad, "scripts": setting.scripts}
    ada = window(cast.advocate, **here)
    carmen = window(cast.coordinator, never=(story.NOTE,), **here)
    delia = window(cast.defender, never=story.NEVER_ABROAD, **abroad)
    for person in (ada, carmen, delia):
        person.sign_in()

    code = story.open_case(ada)
    story.add_the_number(ada, code)
    story.add_the_father(ada, code)
    story.add_the_school_card(ada)
    story.ask_for_the_record(ada)
    story.take_and_review(carmen)
    story.offer(carmen, cast.defender.full_name)
    story.accept_the_offer(delia)
    story.work(delia)
    story.deliver(delia, 1, 2)
    story.send_back(carmen)
    story.deliver_again(delia, 3, 4)
    story.accept(carmen)
    story.receive(ada)
    story.use(ada)
    story.end_the_case(ada, code)

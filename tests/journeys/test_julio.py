"""Julio's story from the open case to his release, by three people in a real browser, in both languages."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reencuentro.casework.models import Delivery, Document
from reencuentro.vault import files
from tests.cast import Cast

from . import papers, story
from .somebody import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ALBUM = os.environ.get("REENCUENTRO_PICTURES", "")  # where to put the pictures of docs/journey.md: `make pictures`


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
    album = Path(ALBUM) if ALBUM and setting.pictures else None
    here = {"album": album, "width": setting.width, "language": setting.language, "scripts": setting.scripts}
    abroad = {"album": album, "width": setting.width_abroad, "language": setting.abroad, "scripts": setting.scripts}
    ada = window(cast.advocate, **here)
    carmen = window(cast.coordinator, never=(story.NOTE,), **here)
    delia = window(cast.defender, never=story.NEVER_ABROAD, **abroad)
    for person in (ada, carmen, delia):
        person.sign_in()

    code = story.open_case(ada)
    story.add_the_number(ada, code)
    story.add_the_father(ada, code)
    story.open_what_is_hidden(ada)
    story.add_the_school_card(ada)
    story.ask_for_the_record(ada)
    story.take_and_review(carmen)
    story.offer(carmen, cast.defender.full_name)
    story.accept_the_offer(delia)
    story.work(delia)
    story.deliver(delia, 1, 2)
    story.follow_the_work(ada, code)
    story.send_back(carmen)
    story.deliver_again(delia, 3, 4)
    story.accept(carmen)
    story.look_at_the_result(ada)
    the_papers_are_what_was_sent(ada)
    story.use(ada)
    story.end_the_case(ada, code)
    assert [told for person in (ada, carmen, delia) for told in person.seen if names(told)] == []


def the_papers_are_what_was_sent(ada: Somebody) -> None:
    """The original to the byte as the Defender sent it, and the copy of it without hidden information."""
    for sent, paper in zip((3, 4), delivered_papers(), strict=True):
        original, copy = (ada.downloads(f"/cases/documents/{paper.pk}/{which}") for which in ("?original=1", ""))
        assert original == papers.birth_record(story.CHILD, sent)
        assert paper.clean_copy is not None
        with files.open_for(ada.user, paper.clean_copy, why="test", about=paper) as opened:
            assert copy == opened.read()


def delivered_papers() -> list[Document]:
    """Of the delivery that was accepted, in their order."""
    [delivery] = Delivery.objects.filter(state="accepted")
    return list(delivery.documents.order_by("created_at"))


def names(told: str) -> bool:
    """A title or an address that says who the child is."""
    return any(name.lower() in told.lower() for name in (*story.IDENTITIES, *story.NEVER_ABROAD))

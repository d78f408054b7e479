"""Julio's story from the open case to his release, by three people in a real browser, in both languages."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reencuentro.casework.models import Delivery, Document
from reencuentro.vault import files
from tests.cast import Cast

from . import advocate, coordinator, defender, julio, papers
from .somebody import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Where to put the pictures of docs/journey.md: `make pictures`.
ALBUM = os.environ.get("REENCUENTRO_PICTURES", "")


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
    abroad = {
        "album": album,
        "width": setting.width_abroad,
        "language": setting.abroad,
        "scripts": setting.scripts,
    }
    ada = window(cast.advocate, **here)
    carmen = window(cast.coordinator, never=(julio.NOTE,), **here)
    delia = window(cast.defender, never=julio.NEVER_ABROAD, **abroad)
    for person in (ada, carmen, delia):
        person.sign_in()

    code = advocate.open_case(ada)
    advocate.add_the_number(ada, code)
    advocate.add_the_father(ada, code)
    advocate.open_what_is_hidden(ada)
    advocate.add_the_school_card(ada)
    advocate.ask_for_the_record(ada)
    coordinator.take_and_review(carmen)
    coordinator.offer(carmen, cast.defender.full_name)
    defender.accept_the_offer(delia)
    defender.work(delia)
    defender.deliver(delia, 1, 2)
    advocate.follow_the_work(ada, code)
    coordinator.send_back(carmen)
    defender.deliver_again(delia, 3, 4)
    coordinator.accept(carmen)
    advocate.look_at_the_result(ada)
    the_papers_are_what_was_sent(ada)
    advocate.use(ada)
    advocate.end_the_case(ada, code)
    assert [told for person in (ada, carmen, delia) for told in person.seen if names(told)] == []


def the_papers_are_what_was_sent(ada: Somebody) -> None:
    """The original to the byte as the Defender sent it, and the copy of it without hidden information."""
    for sent, paper in zip((3, 4), delivered_papers(), strict=True):
        original, copy = (
            ada.downloads(f"/cases/documents/{paper.pk}/{which}") for which in ("?original=1", "")
        )
        assert original == papers.birth_record(julio.CHILD, sent)
        assert paper.clean_copy is not None
        with files.open_for(ada.user, paper.clean_copy, why="test", about=paper) as opened:
            assert copy == opened.read()


def delivered_papers() -> list[Document]:
    """Of the delivery that was accepted, in their order."""
    [delivery] = Delivery.objects.filter(state="accepted")
    return list(delivery.documents.order_by("created_at"))


def names(told: str) -> bool:
    """A title or an address that says who the child is."""
    return any(name.lower() in told.lower() for name in (*julio.IDENTITIES, *julio.NEVER_ABROAD))

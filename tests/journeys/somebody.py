"""One person at a browser: finds things by their words, as a person does, in the language of that person."""

import io
import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from reencuentro.accounts.models import User
from tests.cast import PASSWORD

BROWSER = os.environ.get("REENCUENTRO_CHROMIUM", "/usr/bin/chromium")


class Plain(str):
    """What is the same in every language, such as a name."""


class Words:
    """The words of the pages in one language. An English text without its Spanish is an error, not a fallback."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: Any, **values: Any) -> str:
        """`text`: an English msgid, or a row of words that knows its label in each language."""
        if isinstance(text, Plain):
            return text
        if hasattr(text, "label"):
            return str(text.label(self.language))
        with translation.override(self.language):
            said = str(text) if isinstance(text, Promise) else gettext(text)
        assert self.language == "en" or said != text, f"no Spanish for {text!r}"
        return said % values if values else said


@dataclass
class Somebody:
    """`never`: what must not stand on any page this person sees, hidden parts included.

    `chosen`: which pictures go into the album; () for all.
    """

    user: User
    page: Page
    site: str
    never: tuple[str, ...] = ()
    scripts: bool = True
    album: Path | None = None
    chosen: tuple[str, ...] = ()
    seen: list[str] = field(default_factory=list)  # the titles of all pages, for the whole journey

    def __post_init__(self) -> None:
        self.t = Words(self.user.language)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    # --- going somewhere ------------------------------------------------------------------------------------------
    def sign_in(self) -> None:
        self.page.goto(f"{self.site}/account/sign-in/")
        self.type_password()

    def type_password(self) -> None:
        self.page.get_by_label(self.t("E-mail")).fill(self.user.email)
        self.page.get_by_label(self.t("Password"), exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name=self.t("Sign in"), exact=True).click()
        expect(self.page).not_to_have_url(re.compile("/account/sign-in/"))

    def go(self, path: str = "/") -> None:
        self.page.goto(self.site + path)
        self.look()

    def follow(self, text: Any, **values: Any) -> None:
        self.click(self.link(self.t(text, **values)))

    def link(self, name: str) -> Locator:
        """A link, in the main part of the page before one in the menu."""
        everywhere = self.page.get_by_role("link", name=name)
        inside = self.page.get_by_role("main").get_by_role("link", name=name)
        return (inside if inside.count() else everywhere).first

    def press(self, text: Any, **values: Any) -> None:
        self.click(self.button(self.t(text, **values)))

    def button(self, name: str) -> Locator:
        """What looks like a button: some of them are links to the page of an act."""
        found = self.page.get_by_role("button", name=name, exact=True)
        return found.or_(self.page.get_by_role("link", name=name, exact=True)).locator("visible=true").first

    def another_tab(self) -> "Somebody":
        return replace(self, page=self.context.new_page())

    # --- filling in -----------------------------------------------------------------------------------------------
    def write(self, label: Any, text: str) -> None:
        self.fill(self.field(label), text)

    def field(self, label: Any) -> Locator:
        return self.page.get_by_label(self.labelled(label)).first

    def labelled(self, label: Any) -> re.Pattern[str]:
        """The label as it stands on the page: where an answer may stay away, it says so."""
        may_stay_away = re.escape(f" {self.t('(optional)')}")
        return re.compile(rf"^\s*{re.escape(self.t(label))}({may_stay_away})?\s*$")

    def tick(self, *labels: Any) -> None:
        for label in labels:
            self.check(self.page.get_by_label(self.t(label)).locator("visible=true").first)

    def pick(self, label: Any, option: Any) -> None:
        """An option of a drop-down."""
        self.select(self.field(label), self.t(option))

    def choose(self, option: Any) -> None:
        """One of several cards; its text begins with these words and may go on with an explanation."""
        words = self.page.get_by_text(self.t(option), exact=True)
        card = self.page.locator("label.choice", has=self.page.locator("b").and_(words)).first
        self.check(card.locator("input"))

    def write_day(self, label: Any, day: int | str, month: int | str, year: int | str) -> None:
        group = self.page.get_by_role("group", name=self.labelled(label))
        for part, value in (("Day", day), ("Month", month), ("Year", year)):
            self.fill(group.get_by_label(self.t(part), exact=True), str(value))

    def attach(
        self, name: str, content: bytes, label: Any = "Choose a file", kind: str = "image/jpeg"
    ) -> None:
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.upload(self.page.get_by_label(self.t(label), exact=True), file)

    def downloads(self, href: str) -> bytes:
        """What a press on this link brings."""
        with self.page.expect_download() as download:
            self.page.get_by_role("main").locator(f'a[href="{href}"]').first.click()
        return Path(download.value.path()).read_bytes()

    # --- the hand: with a pointer; keyboard.py has one that only types ---------------------------------------------
    def click(self, place: Locator) -> None:
        place.click()

    def fill(self, place: Locator, text: str) -> None:
        place.fill(text)

    def check(self, place: Locator) -> None:
        place.check()

    def select(self, place: Locator, option: str) -> None:
        place.select_option(label=option)

    def upload(self, place: Locator, file: Any) -> None:
        place.set_input_files(file)

    # --- looking --------------------------------------------------------------------------------------------------
    def comes_to(self, heading: Any, **values: Any) -> None:
        """The page with this heading has come."""
        self.arrives_at(self.t(heading, **values))

    def arrives_at(self, heading: str) -> None:
        """The same for a heading that is a name, or made of several words."""
        expect(self.page.get_by_role("heading", level=1, name=heading).first).to_be_visible()
        self.look()

    def is_told(self, text: Any, **values: Any) -> None:
        """The page has come that says this."""
        expect(self.page.get_by_text(self.t(text, **values)).first).to_be_visible()
        self.look()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_role("main").get_by_text(text).first).to_be_visible()
        self.look()

    def does_not_see(self, *texts: str) -> None:
        self.look()
        html = self.page.content()
        assert [text for text in texts if text in html] == [], self.page.url

    def picture(self, name: str) -> None:
        """A picture for docs/journey.md, if this person takes any: a palette of 128 colours keeps it small."""
        if self.album and (not self.chosen or name in self.chosen):
            self.page.evaluate("scrollTo(0, 0)")
            shot = Image.open(io.BytesIO(self.page.screenshot(animations="disabled")))
            shot.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
                self.album / f"{name}.png", optimize=True
            )

    def look(self) -> None:
        """Nothing that is closed to this person stands on the page, in the title or in the address."""
        self.page.wait_for_load_state()
        html, title = self.page.content(), self.page.title()
        self.seen.append(f"{title} {self.page.url}")
        assert [text for text in self.never if text in html] == [], self.page.url

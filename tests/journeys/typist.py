"""Somebody without a pointer: Tab, arrows, Space and Enter, with the focus in sight at every stop."""

from typing import Any

from playwright.sync_api import Locator

from .somebody import Somebody

TABS = 120  # more than any page has stops
# On the element itself, or on the card around a radio or a check box.
OUTLINE = """[document.activeElement, document.activeElement.closest('label')].some(
    one => one && getComputedStyle(one).outlineStyle !== 'none')"""
HERE = "one => one === document.activeElement"
SAME_GROUP = "one => one.name === document.activeElement.name && document.activeElement.type === 'radio'"
PLACE = "document.activeElement.outerHTML.slice(0, 120)"


class Typist(Somebody):
    def __post_init__(self) -> None:
        super().__post_init__()
        # From the beginning: Playwright does not wait until the browser has heard that it should hand dialogs over.
        self.page.on("filechooser", lambda _chooser: None)

    def tab_to(self, place: Locator, arrived: str = HERE) -> None:
        place.wait_for()
        for _press in range(TABS):
            if place.evaluate(arrived):
                return
            self.page.keyboard.press("Tab")
            if self.page.evaluate(
                "document.activeElement !== document.body"
            ):  # the end of the page is no stop
                assert self.page.evaluate(OUTLINE), f"no focus to see: {self.page.evaluate(PLACE)}"
        raise AssertionError(f"not reached by Tab: {place}")

    def click(self, place: Locator) -> None:
        self.tab_to(place)
        self.page.keyboard.press("Enter")

    def fill(self, place: Locator, text: str) -> None:
        self.tab_to(place)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def check(self, place: Locator) -> None:
        if place.get_attribute("type") == "radio":
            self.walk_to(place)
        elif not place.is_checked():
            self.tab_to(place)
            self.page.keyboard.press("Space")

    def walk_to(self, radio: Locator) -> None:
        """Tab reaches the group, the arrows what is in it."""
        if radio.is_checked():
            return
        self.tab_to(radio, SAME_GROUP)
        self.page.keyboard.press("Space")
        for _press in range(TABS):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not reached by the arrows: {radio}")

    def select(self, place: Locator, option: str) -> None:
        self.tab_to(place)
        for _press in range(TABS):
            if place.evaluate("one => one.selectedOptions[0].label") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not among the options: {option}")

    def upload(self, place: Locator, file: Any) -> None:
        self.tab_to(place)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)

"""The coordinator's part of the story, page by page."""

from reencuentro.casework.checklist import CHECKS
from reencuentro.casework.states import URGENCIES

from .julio import A_NUMBER, BACK, FACILITY, GIVEN, IDENTITIES, NOTE, SPONSOR_ADDRESS, SURNAMES, WHY
from .somebody import Somebody


def take_and_review(carmen: Somebody) -> None:
    carmen.go("/inbox/")
    carmen.does_not_see(GIVEN, *SURNAMES, FACILITY)
    carmen.picture("inbox")
    carmen.click(carmen.page.get_by_role("table").get_by_role("button").first)
    carmen.sees(carmen.t("Review it: how urgent is it, what may it cost, is anything missing?"))
    carmen.does_not_see(NOTE, A_NUMBER, FACILITY, SPONSOR_ADDRESS)
    carmen.press("Review")
    carmen.comes_to("Review the request")
    carmen.sees(WHY)
    carmen.choose(URGENCIES["high"])
    carmen.write("Costs up to this need no approval", "1500")
    carmen.press("Ready to match")
    carmen.is_told("Reviewed. Choose a Defender next.")


def offer(carmen: Somebody, name: str) -> None:
    """Two Defenders are ranked with reasons; this one is asked."""
    carmen.press("Choose a Defender")
    carmen.comes_to("Choose a Defender")
    carmen.sees(f"1. {name}", "2. ")
    carmen.picture("candidates")
    carmen.press("Choose")
    carmen.arrives_at(name)
    carmen.does_not_see(*IDENTITIES)  # as the Defender will see it
    carmen.press("Send the offer")
    carmen.is_told("The Defender has been asked.")


def send_back(carmen: Somebody) -> None:
    _to_the_check(carmen)
    carmen.write("What you found", BACK)
    carmen.press("Send back to the Defender")
    carmen.is_told("Sent back. The Defender has been told.")


def accept(carmen: Somebody) -> None:
    _to_the_check(carmen)
    carmen.picture("checking")
    for check in CHECKS:
        if "document" in check.kinds:
            carmen.tick(check.words)
    carmen.press("Accept and pass on")
    carmen.is_told("Accepted. The advocate has been told.")


def _to_the_check(carmen: Somebody) -> None:
    carmen.go("/inbox/")
    carmen.click(carmen.page.get_by_role("table").get_by_role("link").first)
    carmen.press("Check the delivery")
    carmen.comes_to("Check the delivery")

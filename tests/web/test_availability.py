import pytest
from django.utils import timezone

from reencuentro.accounts import actions
from reencuentro.accounts.models import DefenderProfile
from tests import cast as the
from tests.cast import Cast

from .defender import browser, words

PAGES = ("", "capacity/", "places/", "languages/", "expertise/", "about/", "away/")


@pytest.fixture
def cast(db: None) -> Cast:
    return the.people()


def profile(cast: Cast) -> DefenderProfile:
    return DefenderProfile.objects.get(user=cast.defender)


@pytest.mark.parametrize("who", ["advocate", "coordinator", "administrator", "editor"])
def test_these_pages_are_for_defenders(cast: Cast, who: str) -> None:
    client = browser(getattr(cast, who))
    assert {client.get(f"/availability/{page}").status_code for page in PAGES} == {404}
    assert {client.post(f"/availability/{act}/").status_code for act in ("pause", "resume")} == {404}


def test_everything_said_stands_on_one_page(cast: Cast) -> None:
    actions.update_defender_profile(
        cast.defender,
        by=cast.defender,
        departments={"HN.08": 4, "HN.02": 1.5},
        languages={"spa": 3, "miq": 1},
        expertise={"birth_certificate": 3, "locate_person": 2},
        woman=True,
    )
    page = words(browser(cast.defender).get("/availability/"))
    for told in (
        "40 requests",
        "Choluteca (1.5 h), Francisco Morazán (4 h)",
        "Spanish (fluently), Miskito (a little)",
        "Birth certificate, Find a person",
        "A woman",
    ):
        assert told in page


def test_each_answer_changes_its_own_field_alone(cast: Cast) -> None:
    client = browser(cast.defender)
    before = profile(cast)
    client.post("/availability/capacity/", {"weekly_capacity": "5"})
    client.post("/availability/places/", {"HN.02": "2", "HN.08": "1,5", "HN.01": ""})
    levels = {"spa": "3", "caa": "0", "cab": "2", "miq": "0", "yan": "0", "jic": "0", "pay": "0"}
    client.post("/availability/languages/", levels)
    client.post("/availability/about/", {"woman": "no", "fee_notes": "By bank."})
    now = profile(cast)
    assert now.weekly_capacity == 5
    assert now.departments == {"HN.02": 2.0, "HN.08": 1.5}
    assert now.languages == {"spa": 3, "cab": 2}
    assert (now.woman, now.fee_notes) == (False, "By bank.")
    assert (now.expertise, now.absences, now.country) == (before.expertise, before.absences, before.country)


def test_a_speciality_keeps_its_level_and_what_is_unticked_goes(cast: Cast) -> None:
    actions.update_defender_profile(
        cast.defender, by=cast.defender, expertise={"birth_certificate": 3, "passport": 1}
    )
    sent = {"documents": ["birth_certificate", "death_certificate"], "services": ["locate_person"]}
    browser(cast.defender).post("/availability/expertise/", sent)
    assert profile(cast).expertise == {"birth_certificate": 3, "death_certificate": 2, "locate_person": 2}


@pytest.mark.parametrize(
    ("page", "typed", "told"),
    [
        ("places/", {"HN.02": "two"}, "Write the hours as a number"),
        ("places/", {"HN.02": "-1"}, "greater than or equal to 0"),
        ("capacity/", {"weekly_capacity": "400"}, "less than or equal to 40"),
        ("expertise/", {"documents": ["moon_permit"]}, "moon_permit"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(cast: Cast, page: str, typed: dict, told: str) -> None:  # type: ignore[type-arg]
    before = profile(cast)
    text = words(browser(cast.defender).post(f"/availability/{page}", typed))
    assert told in text and 'class="errors"' in text
    assert profile(cast).departments == before.departments
    assert profile(cast).weekly_capacity == before.weekly_capacity


def days(first: str, last: str) -> dict[str, str]:
    parts = {}
    for name, text in (("first", first), ("last", last)):
        year, month, day = text.split("-")
        parts |= {f"{name}_0": day, f"{name}_1": month, f"{name}_2": year}
    return parts


def test_absences_are_added_once_shown_while_they_matter_and_removed(cast: Cast) -> None:
    client, year = browser(cast.defender), timezone.localdate().year + 1
    coming = (f"{year}-12-20", f"{year + 1}-01-06")
    for _again in "ab":
        client.post("/availability/away/", days(*coming))
    client.post("/availability/away/", days("2020-01-01", "2020-01-05"))
    assert [tuple(one) for one in profile(cast).absences] == [("2020-01-01", "2020-01-05"), coming]
    page = words(client.get("/availability/"))
    assert f"20 Dec {year}" in page and "2020" not in page
    client.post("/availability/away/remove/", {"days": "/".join(coming)})
    client.post("/availability/away/remove/", {"days": "nonsense"})
    assert [tuple(one) for one in profile(cast).absences] == [("2020-01-01", "2020-01-05")]


def test_an_absence_ends_after_it_begins(cast: Cast) -> None:
    page = words(browser(cast.defender).post("/availability/away/", days("2030-02-02", "2030-02-01")))
    assert "The last day lies before the first." in page
    assert profile(cast).absences == []


def test_a_pause_and_its_end(cast: Cast) -> None:
    client = browser(cast.defender)
    assert "You have paused." in words(client.post("/availability/pause/", follow=True))
    assert profile(cast).paused
    assert "Take offers again" in words(client.get("/availability/"))
    client.post("/availability/resume/")
    assert not profile(cast).paused

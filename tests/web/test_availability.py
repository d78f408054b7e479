import pytest
from django.utils import timezone

from reencuentro.accounts import actions
from reencuentro.accounts.models import DefenderProfile
from reencuentro.reference import travel
from tests import cast as the
from tests.cast import Cast

from .defender import browser, words

PAGES = (
    *(
        "",
        "capacity/",
        "base/",
        "town/",
        "places/",
        "hours/",
        "languages/",
        "expertise/",
        "safety/",
        "about/",
    ),
    *("prices/", "days/", "periods/", "away/"),
)


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
    actions.choose_base(cast.defender, "HN.08.0801", by=cast.defender)
    actions.update_defender_profile(
        cast.defender,
        by=cast.defender,
        departments={"HN.08": 4, "HN.02": 1.5},
        languages={"spa": {"level": 3, "who": "self"}, "miq": 1, "cab": {"level": 2, "who": "interpreter"}},
        expertise={"locate_person": 2, "birth_certificate": 3},
        weekdays=[0, 2],
        willing={"trafficking": False, "red_zone": True},
        fees=[{"kind": "", "amount": "300.00", "currency": "HNL"}],
        woman=True,
    )
    page = words(browser(cast.defender).get("/availability/"))
    for told in (
        "40 requests",
        "Monday, Wednesday",
        "Distrito Central, Francisco Morazán",
        "Choluteca (1.5 h), Francisco Morazán (4 h)",
        "Spanish (fluently), Miskito (a few words), Garifuna (an interpreter of mine speaks it)",
        "My speciality: Birth certificate<br>Often: Find a person",
        "as you said them",
        "everything except: Papers from the police where asking is dangerous; Trafficking; Politically exposed work",
        "For anything: 300.00 HNL",
        "A woman",
    ):
        assert told in page


def test_capacity_of_none_is_said_to_be_a_pause_in_effect(cast: Cast) -> None:
    client = browser(cast.defender)
    assert "You take no requests now" not in words(client.get("/availability/"))
    client.post("/availability/capacity/", {"weekly_capacity": "0"})
    page = words(client.get("/availability/"))
    assert "You take no requests now" in page and "none: no offers come" in page


def test_each_answer_changes_its_own_field_alone(cast: Cast) -> None:
    client = browser(cast.defender)
    before = profile(cast)
    client.post("/availability/capacity/", {"weekly_capacity": "5"})
    levels = {"spa": "3", "caa": "0", "cab": "i2", "miq": "0", "yan": "0", "jic": "0", "pay": "0"}
    client.post("/availability/languages/", levels)
    client.post("/availability/days/", {"weekdays": ["4", "0"]})
    client.post("/availability/safety/", {"trafficking": "no", "red_zone": "yes"})
    client.post("/availability/about/", {"woman": "no", "fee_notes": "By bank."})
    now = profile(cast)
    assert now.weekly_capacity == 5
    assert now.languages == {"spa": {"level": 3, "who": "self"}, "cab": {"level": 2, "who": "interpreter"}}
    assert now.weekdays == [0, 4]
    assert now.willing == {"trafficking": False, "red_zone": True}
    assert (now.woman, now.fee_notes) == (False, "By bank.")
    for field in ("departments", "expertise", "absences", "country", "base", "periods", "fees"):
        assert getattr(now, field) == getattr(before, field)


def test_the_place_of_work_comes_before_the_departments_and_fills_their_hours(cast: Cast) -> None:
    DefenderProfile.objects.filter(user=cast.defender).update(base=None)
    row = profile(cast)
    row.departments, row.hours_said = {}, []
    row.save()
    client = browser(cast.defender)
    assert client.get("/availability/places/").url == "/availability/base/"
    assert client.get("/availability/hours/").url == "/availability/places/"
    assert client.post("/availability/base/", {"base": "HN.08"}).url == "/availability/town/"
    assert client.post("/availability/town/", {"town": "HN.08.0801"}).url == "/availability/"
    sent = {"departments": ["HN.08", "HN.02"]}
    assert client.post("/availability/places/", sent).url == "/availability/hours/"
    reckoned = travel.start_hours("HN.08.0801", "HN.02")
    now = profile(cast)
    assert (now.base, now.departments["HN.02"], now.hours_said) == ("HN.08.0801", reckoned, [])
    client.post("/availability/hours/", {"HN.08": f"{now.departments['HN.08']:g}", "HN.02": "5,5"})
    assert (profile(cast).departments["HN.02"], profile(cast).hours_said) == (5.5, ["HN.02"])
    assert "Choluteca (5.5 h)" in words(client.get("/availability/"))
    assert "Francisco Morazán (about " in words(client.get("/availability/"))


def test_a_speciality_has_a_level_of_its_own(cast: Cast) -> None:
    actions.update_defender_profile(
        cast.defender, by=cast.defender, expertise={"birth_certificate": 3, "passport": 1}
    )
    client = browser(cast.defender)
    lines = client.get("/availability/expertise/").context["form"].visible_fields()
    fields = {line.name: "0" for line in lines}
    client.post("/availability/expertise/", fields | {"birth_certificate": "1", "locate_person": "3"})
    assert profile(cast).expertise == {"birth_certificate": 1, "locate_person": 3}


def test_what_is_said_stands_first_and_the_rest_of_a_long_list_is_folded_away(cast: Cast) -> None:
    actions.update_defender_profile(cast.defender, by=cast.defender, expertise={"passport": 1})
    client = browser(cast.defender)
    page = words(client.get("/availability/expertise/"))
    assert page.index("id_passport") < page.index("Add others") < page.index("id_birth_certificate")
    sent = {
        line.name: "0" for line in client.get("/availability/expertise/").context["form"].visible_fields()
    }
    wrong = words(client.post("/availability/expertise/", sent | {"birth_certificate": "9"}))
    assert wrong.index("id_birth_certificate") < wrong.index("Add others")
    actions.update_defender_profile(cast.defender, by=cast.defender, expertise={})
    assert "Add others" not in words(client.get("/availability/expertise/"))


def test_prices_are_added_one_for_each_kind_of_work_and_removed(cast: Cast) -> None:
    client = browser(cast.defender)
    for kind, amount in (("", "300"), ("birth_certificate", "450"), ("", "350")):
        client.post("/availability/prices/", {"kind": kind, "amount_0": amount, "amount_1": "HNL"})
    assert [(fee["kind"], fee["amount"]) for fee in profile(cast).fees] == [
        ("birth_certificate", "450"),
        ("", "350"),
    ]
    for value in ("birth_certificate/450/HNL", "nonsense"):
        client.post("/availability/prices/remove/", {"price": value})
    assert [fee["kind"] for fee in profile(cast).fees] == [""]


@pytest.mark.parametrize(
    ("page", "typed", "told"),
    [
        ("hours/", {"HN.02": "two"}, "Write the hours as a number"),
        ("hours/", {"HN.02": "-1"}, "greater than or equal to 0"),
        ("hours/", {"HN.02": ""}, "This field is required"),
        ("places/", {"departments": ["GT.01"]}, "GT.01"),
        ("base/", {"base": ""}, "This field is required"),
        ("town/", {"town": "HN.08.0801"}, "HN.08.0801"),
        ("days/", {"weekdays": ["9"]}, "9"),
        ("safety/", {"red_zone": "perhaps"}, "perhaps"),
        ("prices/", {"amount_0": "much", "amount_1": "HNL"}, "Write the amount in figures"),
        ("capacity/", {"weekly_capacity": "400"}, "less than or equal to 40"),
        ("expertise/", {"passport": "9"}, "9"),
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


def test_periods_are_added_shown_and_removed_in_the_same_way(cast: Cast) -> None:
    client, year = browser(cast.defender), timezone.localdate().year + 1
    coming = (f"{year}-02-01", f"{year}-03-31")
    client.post("/availability/periods/", days(*coming))
    assert [tuple(one) for one in profile(cast).periods] == [coming]
    assert f"1 Feb {year}" in words(client.get("/availability/"))
    client.post("/availability/periods/remove/", {"days": "/".join(coming)})
    assert profile(cast).periods == []


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

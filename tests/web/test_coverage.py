"""The coverage page: one fact first, the same in the map and in the table, in both languages, for two roles only."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from reencuentro.accounts.models import DefenderProfile, Role, User
from reencuentro.casework.actions import offers
from reencuentro.casework.models import Request
from reencuentro.network.models import Gap
from reencuentro.reference import places
from tests import cast as the

from .sign_in import as_

pytestmark = pytest.mark.django_db

MISKITO = [{"code": "miq", "level": "required"}]
MISKITO_IF_POSSIBLE = [{"code": "miq", "level": "preferred"}]


@pytest.fixture
def cast() -> the.Cast:
    found = the.people()
    DefenderProfile.objects.update(paused=True)
    return found


def defender(key: str, **profile) -> User:
    return the.person(Role.DEFENDER, the.organisation("defender", f"Casa {key}", "HN"), key, **profile)


def page(cast: the.Cast, query: str = "?country=HN", language: str = "en", who: str = "coordinator") -> str:
    browser = as_(getattr(cast, who))
    browser.cookies["django_language"] = language
    answer = browser.get(reverse("coverage") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def heading(text: str) -> str:
    found = re.search(r"<h1>\s*(.*?)\s*</h1>", text, re.DOTALL)
    return found.group(1) if found else ""


def titles(text: str) -> list[str]:
    return re.findall(r"<g><title>(.*?)</title>", text)


def row(text: str, name: str) -> list[str]:
    """The cells of a department's row of the table, without markup."""
    found = re.search(rf'<th scope="row">{name}</th>(.*?)</tr>', text, re.DOTALL)
    cells = re.findall(r"<td.*?</td>", found.group(1) if found else "", re.DOTALL)
    return [re.sub(r"<.*?>", "", cell).strip() for cell in cells]


def test_what_was_asked_for_and_is_missing_is_the_first_fact(cast):
    defender("uno", departments={"HN.09": 2}, languages={"spa": 3})
    the.a_request(cast, department="HN.09", languages=MISKITO_IF_POSSIBLE)
    text = page(cast)
    assert heading(text) == "Nobody who speaks Miskito reaches Gracias a Dios"
    assert "1 request of a year asked for it" in text


def test_in_spanish_too(cast):
    defender("uno", departments={"HN.09": 2}, languages={"spa": 3})
    the.a_request(cast, department="HN.09", languages=MISKITO_IF_POSSIBLE)
    text = page(cast, language="es")
    assert heading(text) == "Nadie que hable Misquito llega a Gracias a Dios"
    assert "1 solicitud de un año lo pidió" in text
    assert "Gracias a Dios: 1 persona defensora" in titles(text)


def test_an_open_request_for_which_nobody_can_be_asked_comes_before_all(cast):
    defender("uno", departments={"HN.09": 2}, languages={"spa": 3})
    the.a_request(cast, department="HN.09", languages=MISKITO)
    assert heading(page(cast)) == "Nobody can be asked for 1 open request in Gracias a Dios"


def test_without_any_request_the_first_fact_is_how_far_the_network_reaches(cast):
    defender("uno", departments={"HN.02": 2})
    assert heading(page(cast)) == "Honduras: no Defender reaches 17 of 18 departments"
    everywhere = {place.code: 1.0 for place in places.departments("HN")}
    defender("dos", departments=everywhere)
    assert heading(page(cast)) == "Honduras: nothing that was asked for is missing"


def test_the_map_and_the_table_say_the_same(cast):
    defender("uno", departments={"HN.02": 2.5}, languages={"spa": 3, "miq": 2}, woman=True, weekly_capacity=1)
    defender("dos", departments={"HN.02": 1}, languages={"spa": 3, "cab": 3})
    defender("tres", departments={"HN.02": 4}, languages={"miq": 3}, woman=False)
    Gap.objects.create(day="2000-01-01", country="HN", department="HN.02", kind="birth_certificate", number=9)
    the.a_request(cast)
    text = page(cast)
    assert len(titles(text)) == 18
    assert "Choluteca: 3 Defenders" in titles(text)
    assert "Yoro: 0 Defenders" in titles(text)
    assert row(text, "Choluteca") == ["3", "1 h", "1", "0 %", "Miskito 2, Garifuna 1", "1", "0", "0"]
    assert row(text, "Yoro") == ["nobody", "–", "0", "–", "–", "0", "0", "0"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("woman", "Choluteca: 1 woman"),
        ("load", "Choluteca: 25 % of the capacity in use"),
        ("nobody", "Choluteca: 1 open request without anybody"),
        ("language-miq", "Choluteca: 1 speaks Miskito"),
        ("language-mam", "Choluteca: 1 Defender"),  # not spoken in Honduras: back to the first
        ("<script>", "Choluteca: 1 Defender"),
    ],
)
def test_the_map_is_coloured_by_what_was_chosen(cast, by, said):
    full = defender("uno", languages={"miq": 3}, woman=True, weekly_capacity=1)
    case = the.a_case(cast)
    offers.accept(
        offers.offer(the.reviewed(cast, the.a_request(cast, case)), full, by=cast.coordinator), by=full
    )
    the.a_request(cast, case)
    text = page(cast, f"?country=HN&by={by}")
    assert said in titles(text)
    assert "<script>" not in text


def test_colour_never_speaks_alone(cast):
    """Whatever has a warning colour has a pattern over it, and every look stands in the legend with words."""
    text = page(cast, "?country=GT&by=reach")
    assert text.count('class="m-over" fill="url(#hatch)"') == 22
    assert 'nobody <span class="num">(22)</span>' in text


def test_the_table_begins_with_the_worst(cast):
    the.a_request(cast, department="HN.18")
    names = re.findall(r'<th scope="row">(.*?)</th>', page(cast, "?country=HN&by=nobody"))
    assert names[:2] == ["Yoro", "Atlántida"]


def test_the_country_with_most_open_requests_comes_first(cast):
    the.a_request(cast, country="SV", department="SV.01")
    assert heading(page(cast, "")) == "Nobody can be asked for 1 open request in Ahuachapán"
    assert "Guatemala, worst first" in page(cast, "?country=GT")
    assert "El Salvador, worst first" in page(cast, "?country=XX")


def test_for_what_nobody_could_be_asked_is_told_to_coordinators(cast):
    row_ = the.reviewed(cast, the.a_request(cast, department="HN.09", languages=MISKITO, needs_woman=True))
    as_(cast.coordinator).get(reverse("candidates", args=[row_.pk]))
    as_(cast.coordinator).get(reverse("candidates", args=[row_.pk]))
    text = page(cast)
    assert "nobody could be asked for a request <b>1</b> time" in text
    assert "Miskito, a woman" in text
    assert row(text, "Gracias a Dios")[-1] == "1"
    counts_only = page(cast, who="administrator")
    assert "Miskito, a woman" not in counts_only
    assert row(counts_only, "Gracias a Dios")[-1] == "1"


def test_no_name_and_nothing_of_a_case(cast):
    someone = defender("uno", departments={"HN.02": 2})
    row_ = the.a_request(cast, languages=MISKITO)
    for who in ("coordinator", "administrator"):
        text = page(cast, who=who)
        known = [someone.full_name, row_.case.code, str(row_.pk), *the.CHILD.values()]
        assert not any(words in text for words in known)


def test_places_are_named_by_the_shorter_list(cast):
    defender("uno", departments={"HN.02": 2, "HN.17": 1})
    text = re.sub(r"\s+", " ", page(cast))
    assert "16 of 18: everywhere but Choluteca, Valle" in text
    defender("dos", departments={place.code: 1.0 for place in places.departments("HN")[2:]})
    assert "1 of 18: Atlántida" in re.sub(r"\s+", " ", page(cast))


def test_a_request_without_a_department_is_told_apart(cast):
    the.a_request(cast, department="")
    assert "1 open request does not say where in the country" in page(cast)


def test_unknown_languages_and_places_are_shown_by_their_codes(cast):
    unknown = [{"code": "zzz", "level": "required"}]
    row_ = the.reviewed(cast, the.a_request(cast, department="HN.09"))
    Request.objects.filter(pk=row_.pk).update(languages=unknown)
    Gap.objects.create(
        day=timezone.localdate(),
        country="HN",
        department="HN.99",
        kind="unheard_of",
        languages="zzz",
        number=1,
    )
    text = page(cast)
    assert "Nobody who speaks zzz reaches Gracias a Dios" in text
    assert row(text, "HN.99") == ["unheard_of", "zzz", "1"]


def test_mexico_has_states(cast):
    text = page(cast, "?country=MX", "es")
    assert heading(text) == "México: ninguna persona defensora llega a 32 de 32 estados"
    assert '<th scope="col">Estado</th>' in text

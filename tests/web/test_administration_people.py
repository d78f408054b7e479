"""People and organisations: found, invited, moved, and never orphaning a case."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reencuentro.accounts import actions
from reencuentro.accounts.models import Link, Membership, Organisation, Role, User
from reencuentro.audit.models import Entry
from reencuentro.casework.actions import handover
from reencuentro.casework.queries import visible
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.cast import Cast

from .house import ADMINISTRATION, sure
from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return the.people()


def account(user: User, act: str = "") -> str:
    return f"{ADMINISTRATION}people/{user.pk}/{act}"


def text(response: Any) -> str:
    return response.content.decode()


def messages(client: Any, address: str) -> str:
    return text(client.get(address))


# --- finding ------------------------------------------------------------------------------------------------


def test_the_list_shows_people_with_role_and_standing(cast: Cast) -> None:
    page = text(as_(cast.administrator).get(ADMINISTRATION + "people/"))
    for words in ("Ada Advocate", "Partner One", "Delia Defender", "Casa Uno", "Working", "11 people"):
        assert words in page
    entry = Entry.objects.filter(verb="people_listed").get()
    assert entry.details == {"found": 11}


def test_a_search_finds_without_accents_and_puts_nothing_in_the_address(cast: Cast) -> None:
    cast.defender.full_name = "Delia Muñoz Íñiguez"
    cast.defender.save()
    response = as_(cast.administrator).post(ADMINISTRATION + "people/", {"words": "munoz iniguez"})
    assert response.status_code == 200
    assert "1 person found" in text(response)
    assert "Delia Muñoz Íñiguez" in text(response)
    assert "Ada Advocate" not in text(response)
    entry = Entry.objects.filter(verb="people_searched").get()
    assert (entry.about, entry.details) == ("people", {"found": 1})


def test_a_search_without_a_hit_says_so(cast: Cast) -> None:
    page = text(as_(cast.administrator).post(ADMINISTRATION + "people/", {"words": "Zacapa"}))
    assert "Nobody fits" in page


def test_the_list_is_narrowed_by_codes_and_ignores_nonsense(cast: Cast) -> None:
    client = as_(cast.administrator)
    house = cast.defender.organisation
    narrowed = text(
        client.get(f"{ADMINISTRATION}people/?role=defender&organisation={house.pk}&standing=working")
    )
    assert "Delia Defender" in narrowed
    assert "Ada Advocate" not in narrowed
    assert "Ada Advocate" in text(client.get(ADMINISTRATION + "people/?role=x&organisation=y&standing=z"))


@pytest.mark.parametrize("path", ["people/", "organisations/", ""])
def test_lists_take_the_same_queries_with_few_and_many_rows(cast: Cast, path: str) -> None:
    client = as_(cast.administrator)
    client.get(ADMINISTRATION + path)
    made = []
    for start, end in ((0, 3), (3, 15)):
        for number in range(start, end):
            house = the.organisation("partner", f"House {number}", "US")
            the.person(Role.ADVOCATE, house, f"somebody-{number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(ADMINISTRATION + path)
        made.append(len(queries))
    assert made[0] == made[1]


# --- inviting -----------------------------------------------------------------------------------------------


def invitation(cast: Cast, **changes: str) -> dict[str, str]:
    house = cast.advocate.organisation
    return {
        "place": f"{house.pk}:advocate",
        "email": "nora@example.org",
        "full_name": "Nora Castellanos",
        "language": "es",
        "handing": "mail",
        **changes,
    }


def test_only_pairs_that_fit_can_be_chosen(cast: Cast) -> None:
    page = text(as_(cast.administrator).get(ADMINISTRATION + "people/invite/"))
    assert "Advocate · Partner One" in page
    assert "Coordinator · Initiative" in page
    assert "Coordinator · Partner One" not in page
    wrong = invitation(cast, place=f"{cast.advocate.organisation.pk}:coordinator")
    answer = as_(cast.administrator).post(ADMINISTRATION + "people/invite/", wrong)
    assert answer.context["form"].errors.keys() == {"place"}
    assert User.objects.by_email("nora@example.org") is None


def test_coming_from_an_organisation_its_role_is_chosen(cast: Cast) -> None:
    house = cast.defender.organisation
    form = (
        as_(cast.administrator).get(f"{ADMINISTRATION}people/invite/?organisation={house.pk}").context["form"]
    )
    assert form.initial["place"] == f"{house.pk}:defender"


def test_an_invitation_by_mail_shows_no_link(cast: Cast) -> None:
    client = as_(cast.administrator)
    answer = client.post(ADMINISTRATION + "people/invite/", invitation(cast), follow=True)
    nora = User.objects.by_email("nora@example.org")
    assert answer.redirect_chain == [(account(nora), 302)]
    assert "on its way by e-mail" in text(answer)
    assert "/link/" not in text(answer)
    assert Link.objects.get(user=nora).by_mail


def test_a_link_that_is_handed_over_is_shown_once(cast: Cast) -> None:
    client = as_(cast.administrator)
    answer = client.post(ADMINISTRATION + "people/invite/", invitation(cast, handing="here"), follow=True)
    address = answer.context["handed"]["address"]
    assert address in text(answer)
    again = text(client.get(reverse("invitation_link")))
    assert "The link was shown already" in again
    assert address not in again
    stranger = as_(cast.editor)  # any browser: the link works for whoever holds it
    assert stranger.get("/link/" + address.rsplit("/link/")[1], follow=True).status_code == 200
    assert not Entry.objects.filter(details__icontains=address.rsplit("/")[-2]).exists()


def test_a_double_click_leads_to_the_one_person_it_made(cast: Cast) -> None:
    client = as_(cast.administrator)
    for _click in range(2):
        answer = client.post(ADMINISTRATION + "people/invite/", invitation(cast), follow=True)
    nora = User.objects.by_email("nora@example.org")
    assert answer.redirect_chain == [(account(nora), 302)]
    assert "This person is here already" in text(answer)
    assert Membership.objects.filter(user=nora).count() == 1


def test_inviting_again_makes_the_old_link_useless(cast: Cast) -> None:
    client = as_(cast.administrator)
    first = client.post(ADMINISTRATION + "people/invite/", invitation(cast, handing="here"), follow=True)
    old = first.context["handed"]["address"]
    nora = User.objects.by_email("nora@example.org")
    assert "The link works until" in text(client.get(account(nora)))
    second = client.post(account(nora, "invite-again/"), {"handing": "here"}, follow=True)
    assert second.context["handed"]["address"] != old
    assert as_(cast.editor).get("/link/" + old.rsplit("/link/")[1]).status_code == 410


# --- one person ---------------------------------------------------------------------------------------------


def test_the_page_shows_the_account_and_counts_but_no_case(cast: Cast) -> None:
    case = the.assigned(cast).case
    page = text(as_(cast.administrator).get(account(cast.advocate)))
    for words in ("Ada Advocate", "ada-advocate@example.org", "Partner One", "1 case", "Worked on a case"):
        assert words in page
    assert visible.case_for(cast.advocate, case.code) == case  # there was something to see
    for hidden in ("Quetzalteco", "Nahum", "birth_certificate", "request.ask", "medical"):
        assert hidden not in page
    assert "<title>A person" in page.replace("\n", "").replace("  ", "")
    assert Entry.objects.filter(verb="person_looked_at", about=cast.advocate.ledger_ref).count() == 1


def test_a_person_page_takes_the_same_queries_with_one_and_with_five_sessions(cast: Cast) -> None:
    client = as_(cast.administrator)
    client.get(account(cast.advocate))
    made = []
    for count in (1, 4):
        for _session in range(count):
            as_(cast.advocate)
        with CaptureQueriesContext(connection) as queries:
            client.get(account(cast.advocate))
        made.append(len(queries))
    assert made[0] == made[1]


def test_sessions_are_ended(cast: Cast) -> None:
    browser = as_(cast.advocate)
    assert browser.get("/account/").status_code == 200
    answer = as_(cast.administrator).post(account(cast.advocate, "sessions/end/"), follow=True)
    assert "1 session was ended." in text(answer)
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize("act", ["password/", "second-factor/", "role/", "leave/"])
def test_dangerous_acts_ask_again(cast: Cast, act: str) -> None:
    client = as_(cast.administrator)
    answer = client.post(account(cast.advocate, act))
    assert answer.status_code == 302
    assert answer.url.startswith("/account/again/")


def test_after_asking_again_the_act_goes_on_where_it_was(cast: Cast) -> None:
    client = as_(cast.administrator)
    asked = client.post(account(cast.advocate, "second-factor/"))
    answer = client.post(asked.url, {"password": the.PASSWORD}, follow=True)
    assert "A link to begin anew is on its way" in text(answer)
    assert not User.objects.get(pk=cast.advocate.pk).has_usable_password()


@pytest.mark.parametrize("act", ["password/", "second-factor/"])
def test_links_into_an_account_go_by_mail_and_are_never_shown(cast: Cast, act: str, settings: Any) -> None:
    """Whoever held such a link could read that person's cases."""
    answer = sure(cast.administrator).post(account(cast.advocate, act), {"handing": "here"}, follow=True)
    link = Link.objects.get(user=cast.advocate)
    assert link.by_mail
    assert link.token_hash is None
    assert "/link/" not in text(answer)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("worker", "--once")
    from django.core import mail

    assert [message.to for message in mail.outbox] == [["ada-advocate@example.org"]]


def test_nobody_changes_or_ends_themselves(cast: Cast) -> None:
    client = sure(cast.administrator)
    page = text(client.get(account(cast.administrator)))
    assert "This is your own account" in page
    assert "End the membership" not in page
    for act in ("role/", "leave/"):
        assert client.get(account(cast.administrator, act)).status_code == 404
    assert client.post(account(cast.administrator, "second-factor/")).status_code == 404
    assert Entry.objects.filter(verb="refused", details={"act": "reset_second_factor"}).count() == 1


# --- moving -------------------------------------------------------------------------------------------------


def test_whoever_leaves_hands_over(cast: Cast) -> None:
    case = the.a_case(cast)
    client = sure(cast.administrator)
    page = text(client.get(account(cast.advocate, "leave/")))
    assert "1 case" in page
    assert "Cora Colleague" in page
    assert "Stan Stranger" not in page
    assert case.code not in page
    refused = client.post(account(cast.advocate, "leave/"), {"sure": "on"})
    assert refused.context["form"].errors.keys() == {"successor"}
    typed = {"sure": "on", "successor": str(cast.colleague.pk)}
    answer = client.post(account(cast.advocate, "leave/"), typed, follow=True)
    assert "The membership has ended" in text(answer)
    assert list(visible.cases_of(cast.colleague)) == [case]
    assert Notice.objects.filter(to=cast.colleague, kind="handed_over", case_code=case.code).exists()
    assert not User.objects.get(pk=cast.advocate.pk).is_active


def test_without_anybody_to_take_over_nobody_leaves(cast: Cast) -> None:
    the.a_case(cast)
    handover.leave(cast.colleague, by=cast.administrator)
    client = sure(cast.administrator)
    for act in ("leave/", "role/"):
        page = client.get(account(cast.advocate, act))
        assert "Nobody can take over" in text(page)
        assert f'action="{account(cast.advocate, act)}"' not in text(page)
    client.post(account(cast.advocate, "leave/"), {"sure": "on"})
    assert User.objects.get(pk=cast.advocate.pk).is_active


def test_a_defender_gives_the_work_back(cast: Cast) -> None:
    the.assigned(cast)
    client = sure(cast.administrator)
    page = text(client.get(account(cast.defender, "leave/")))
    assert "1 request in work" in page
    assert "go back to the coordinators" in page
    client.post(account(cast.defender, "leave/"), {"sure": "on"})
    assert not User.objects.get(pk=cast.defender.pk).is_active


def test_a_role_is_changed_with_its_work_handed_over(cast: Cast) -> None:
    client = sure(cast.administrator)
    house = cast.coordinator.organisation
    assert "Coordinator · Initiative" not in text(client.get(account(cast.coordinator, "role/")))
    answer = client.post(account(cast.coordinator, "role/"), {"place": f"{house.pk}:editor"}, follow=True)
    assert "The role is changed" in text(answer)
    assert User.objects.get(pk=cast.coordinator.pk).role == Role.EDITOR


def test_whoever_comes_back_is_invited_with_none_of_the_old_work(cast: Cast) -> None:
    case = the.a_case(cast)
    handover.leave(cast.advocate, by=cast.administrator, successor=cast.colleague)
    client = sure(cast.administrator)
    assert "This person has left" in text(client.get(account(cast.advocate)))
    place = f"{cast.stranger.organisation.pk}:advocate"
    client.post(account(cast.advocate, "come-back/"), {"place": place, "handing": "mail"})
    back = User.objects.get(pk=cast.advocate.pk)
    assert (back.is_invited, back.organisation) == (True, cast.stranger.organisation)
    assert list(visible.cases_of(back)) == []
    assert list(visible.cases_of(cast.colleague)) == [case]
    assert client.get(account(cast.advocate, "come-back/")).status_code == 404


# --- organisations ------------------------------------------------------------------------------------------


def test_an_organisation_is_added_changed_and_rested(cast: Cast) -> None:
    client = as_(cast.administrator)
    typed = {"kind": "defender", "name": "Voces del Altiplano", "country": "GT"}
    answer = client.post(ADMINISTRATION + "organisations/new/", typed, follow=True)
    assert "Voces del Altiplano" in text(answer)
    house = Organisation.objects.get(country="GT")
    client.post(f"{ADMINISTRATION}organisations/{house.pk}/", {"name": "Voces", "country": "GT"})
    house.refresh_from_db()
    assert (house.name, house.active) == ("Voces", False)
    assert "Defender · Voces" not in text(client.get(ADMINISTRATION + "people/invite/"))
    assert "Resting" in text(client.get(ADMINISTRATION + "organisations/"))


def test_a_defender_organisation_in_the_united_states_is_refused_at_the_field(cast: Cast) -> None:
    typed = {"kind": "defender", "name": "Wrong", "country": "US"}
    answer = as_(cast.administrator).post(ADMINISTRATION + "organisations/new/", typed)
    assert answer.context["form"].errors.keys() == {"country"}
    assert 'value="Wrong"' in text(answer)


def test_the_actions_are_the_same_as_everywhere(cast: Cast) -> None:
    """The page adds no right: a coordinator who knows every address gets nowhere."""
    client = as_(cast.coordinator)
    assert client.post(ADMINISTRATION + "people/invite/", invitation(cast)).status_code == 404
    assert client.post(account(cast.advocate, "sessions/end/")).status_code == 404
    with pytest.raises(Exception, match="invite"):
        actions.invite(
            by=cast.coordinator,
            organisation=cast.advocate.organisation,
            role="advocate",
            email="n@example.org",
        )

"""The desk in the browser's eyes: what stands there, for whom, in both languages; and what a press does."""

from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from reencuentro.casework.actions import offers
from reencuentro.casework.models import CaseMember, Offer
from reencuentro.network.actions import wishes
from reencuentro.network.models import Proposal, ProposalLine, Wish
from tests import cast as the
from tests.network.desk import let_go, line_of, proposed, waiting, with_room_for

from .sign_in import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def text(cast, name: str = "desk", *args, query: str = "", who: str = "coordinator", language: str = "en"):
    browser = as_(getattr(cast, who))
    browser.cookies["django_language"] = language
    answer = browser.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split("<main")[1].split())


def press(cast, name: str, *args, who: str = "coordinator", **data):
    return as_(getattr(cast, who)).post(reverse(name, args=args), data)


def test_without_requests_it_says_so(cast):
    assert "No request waits for a Defender" in text(cast)


def test_without_a_proposal_it_offers_to_make_one(cast):
    waiting(cast, 2)
    assert "2 requests wait for a Defender" in text(cast)
    assert "2 solicitudes esperan a una persona defensora" in text(cast, language="es")


def test_making_the_proposal_shows_the_one_fact_first(cast):
    with_room_for(cast, 2)
    waiting(cast, 5)
    assert press(cast, "desk_propose", client_id=str(uuid4())).url == reverse("desk")
    page = text(cast)
    assert "5 requests wait; 4 can be asked now; for 1 there is nobody." in page
    assert "1 request: all who could are taken by others" in page


def test_a_double_click_is_one_proposal(cast):
    waiting(cast, 1)
    client_id = str(uuid4())
    for _click in range(2):
        press(cast, "desk_propose", client_id=client_id)
    assert Proposal.objects.count() == 1


def test_no_name_of_the_case_stands_on_the_desk_or_a_line(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    for page in (text(cast), text(cast, "desk_line", line.pk), text(cast, "desk_why_not", line.pk)):
        assert row.ref in page
        assert "Quetzalteco" not in page
        assert "Nahum" not in page


def test_each_line_has_the_request_the_defender_and_reasons(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    page = text(cast)
    assert line_of(row).defender.full_name in page
    assert "Choluteca" in page
    assert "near tie" in page


def test_who_holds_the_case_asks_and_others_take_it_first(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    ask = reverse("offer_make", args=[row.pk, line.defender_id])
    assert ask in text(cast)
    other = text(cast, who="other_coordinator")
    assert ask not in other
    assert "Take the case and ask" in other
    answer = press(cast, "desk_take", line.pk, who="other_coordinator")
    assert answer.url == f"{ask}?desk"
    assert CaseMember.objects.filter(case=row.case, user=cast.other_coordinator, until=None).exists()


def test_asking_from_the_desk_needs_no_reason_and_leads_back_to_it(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    url = reverse("offer_make", args=[row.pk, line.defender_id]) + "?desk"
    given = {"hours": "48", "estimated_hours": "2"}
    assert as_(cast.coordinator).post(url, given).url == reverse("desk")
    line.refresh_from_db()
    assert line.state == "asked"


def test_filters_leave_only_what_fits(cast):
    high, critical = waiting(cast, 1)[0], waiting(cast, 1, "critical")[0]
    proposed(cast)
    page = text(cast, query="?urgency=critical")
    assert (critical.ref in page, high.ref in page) == (True, False)
    let_go(cast, high)
    page = text(cast, query="?mine=on")
    assert (critical.ref in page, high.ref in page) == (True, False)
    assert "Nothing fits these filters" in text(cast, query="?country=GT")


def test_sending_what_was_ticked_asks_one_by_one(cast):
    rows = waiting(cast, 3)
    proposed(cast)
    lines = [line_of(row) for row in rows]
    page = text(cast, "desk_check", query="?" + "&".join(f"line={line.pk}" for line in lines))
    assert "Send 3 offers" in page
    assert "Of 3 the reasons have not been opened" in page
    given = {"line": [str(line.pk) for line in lines], "client_id": str(uuid4())}
    answer = press(cast, "desk_check", **given)
    assert Offer.objects.filter(state="made").count() == 3
    page = as_(cast.coordinator).get(answer.url).content.decode()
    assert "3 Defenders have been asked" in page
    assert press(cast, "desk_check", **given).status_code == 302
    assert Offer.objects.count() == 3


def test_what_cannot_be_sent_does_not_hold_up_the_rest(cast):
    first, second, third = waiting(cast, 3)
    proposed(cast)
    lines = [line_of(row) for row in (first, second, third)]
    offers.offer(first, lines[0].defender, by=cast.coordinator)  # somebody was faster
    let_go(cast, second)
    answer = press(cast, "desk_check", line=[str(line.pk) for line in lines], client_id=str(uuid4()))
    page = as_(cast.coordinator).get(answer.url).content.decode()
    assert "1 Defender has been asked" in page
    assert "somebody was faster" in page
    assert {offer.request_id for offer in Offer.objects.all()} == {first.pk, third.pk}


@pytest.mark.parametrize("query", ["?line=nonsense", "?line=00000000-0000-4000-8000-000000000000", ""])
def test_nonsense_among_what_is_ticked_is_passed_over(cast, query):
    assert "Nothing is ticked that could be sent" in text(cast, "desk_check", query=query)


def test_a_line_says_all_reasons_and_keeps_that_it_was_opened(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    page = text(cast, "desk_line", line.pk)
    for word in ("Travel", "Load", "Alternatives", "points"):
        assert word in page
    assert "Viaje" in text(cast, "desk_line", line.pk, language="es")
    line.refresh_from_db()
    assert line.looked_at is not None


def test_a_line_says_that_a_place_is_kept_for_requests_to_come(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    line.suggestion |= {"group_effect": [{"code": "slot_kept", "facts": []}]}
    line.save()
    page = as_(cast.coordinator).get(reverse("desk_line", args=[line.pk]))
    assert "A place is kept free today" in page.content.decode()


def test_a_line_of_an_older_proposal_leads_to_the_newer(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    older = line_of(row)
    proposed(cast)
    answer = as_(cast.coordinator).get(reverse("desk_line", args=[older.pk]))
    assert answer.url == reverse("desk_line", args=[line_of(row).pk])


def test_a_defender_who_left_is_said_to_be_gone(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    line.defender.defender_profile.paused = True
    line.defender.defender_profile.save()
    assert "cannot be asked now" in text(cast)
    assert "Cannot be asked now" in text(cast, "desk_line", line.pk)


def why_not(cast, line, defender) -> str:
    page = text(cast, "desk_why_not", line.pk, query=f"?defender={defender.pk}")
    return page.replace(defender.full_name, "NAME").replace(str(defender.pk), "ID")


@pytest.mark.parametrize("cause", ["declined", "paused", "no_room", "elsewhere", "language", "ban"])
def test_why_not_says_the_same_for_every_cause(cast, cause):
    changes = {"languages": [{"code": "miq", "level": "required"}]} if cause == "language" else {}
    row = waiting(cast, 1, **changes)[0]
    profile = cast.defender.defender_profile
    if cause == "declined":
        offers.decline(offers.offer(row, cast.defender, by=cast.coordinator), "conflict", by=cast.defender)
    profile.paused = cause == "paused"
    profile.weekly_capacity = 0 if cause == "no_room" else 2
    profile.departments = {} if cause == "elsewhere" else {"HN.02": 1.5}
    profile.save()
    if cause == "ban":
        wishes.wish(row, cast.defender, "ban", by=cast.coordinator)
    proposed(cast)
    page = why_not(cast, line_of(row), cast.defender)
    assert "NAME cannot be asked for this request now." in page
    assert cast.defender.full_name not in page
    assert cast.other_defender.full_name in page  # the list is the same for everybody


def test_why_not_says_what_it_would_cost(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    other = cast.defender if line.defender == cast.other_defender else cast.other_defender
    assert "from all requests of the country together" in why_not(cast, line, other)
    assert "is whom a proposal made now would choose" in why_not(cast, line, line.defender)


def test_a_stranger_cannot_be_asked_about(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    url = reverse("desk_why_not", args=[line_of(row).pk]) + f"?defender={cast.coordinator.pk}"
    assert as_(cast.coordinator).get(url).status_code == 404


def test_a_wish_is_recorded_shown_and_ended(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    given = {"kind": "ban", "defender": str(cast.defender.pk), "because": "Her cousin is the clerk."}
    assert press(cast, "desk_wish", line.pk, **given).url == reverse("desk_line", args=[line.pk])
    page = text(cast, "desk_line", line.pk)
    assert f"Do not ask {cast.defender.full_name}" in page
    assert "Her cousin is the clerk." in page
    assert "Her cousin" not in text(cast, "desk_line", line.pk, who="other_coordinator")
    assert "1 wish was recorded or ended." in text(cast)
    press(cast, "wish_end", Wish.objects.get().pk)
    assert Wish.objects.get().ended_at is not None


def test_set_aside_and_taken_up_again(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    press(cast, "desk_set_aside", line.pk)
    assert "Every request that waited has been decided." in text(cast)
    assert "Take it up again" in text(cast, query="?tab=decided")
    press(cast, "desk_take_up", line.pk)
    assert line_of(row) == line


def test_how_proposals_are_followed_is_a_figure_for_all(cast):
    rows = waiting(cast, 2)
    proposed(cast)
    text(cast, "desk_line", line_of(rows[0]).pk)
    for row in rows:
        line = line_of(row)
        url = reverse("offer_make", args=[row.pk, line.defender_id])
        as_(cast.coordinator).post(url, {"hours": "48", "estimated_hours": "2"})
    assert "Of 2 proposals accepted as they were, with their reasons opened first: 1." in text(cast)
    assert ProposalLine.objects.filter(state="asked").count() == 2


def test_while_the_worker_makes_it_the_page_shows_itself_again(cast):
    Proposal.objects.create(
        box=cast.coordinator.box,
        made_by=cast.coordinator,
        asked_at=timezone.now(),
        requests=600,
        defenders=100,
    )
    answer = as_(cast.coordinator).get(reverse("desk"))
    assert answer["Refresh"] == "5"
    assert "600 requests are weighed against 100 Defenders." in answer.content.decode()


def test_a_wish_newer_than_the_proposal_is_not_called_broken(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    other = cast.defender if line.defender == cast.other_defender else cast.other_defender
    wishes.wish(row, other, "pin", by=cast.coordinator)
    page = text(cast, "desk_line", line.pk)
    assert "It counts from the next proposal on." in page
    assert "could not be kept" not in page
    assert f"Wish for the next proposal: {other.full_name}" in text(cast)
    proposed(cast)
    assert "Kept." in text(cast, "desk_line", line_of(row).pk)


def test_the_day_of_forty_requests_stands_on_one_page(cast):
    rows = waiting(cast, 40)
    proposed(cast)
    page = text(cast)
    assert all(row.ref in page for row in rows)


def test_several_cases_are_taken_at_once_and_then_asked(cast):
    first, second = waiting(cast, 2)
    let_go(cast, second)
    proposed(cast)
    lines = [line_of(row) for row in (first, second)]
    query = "?" + "&".join(f"line={line.pk}" for line in lines)
    page = text(cast, "desk_check", query=query)
    assert "Send 1 offer" in page
    assert "Take this case" in page
    answer = press(cast, "desk_take_ticked", line=[str(line.pk) for line in lines] + ["nonsense"])
    page = as_(cast.coordinator).get(answer.url).content.decode()
    assert "Send 2 offers" in page
    assert "Take this case" not in page


def test_taking_nothing_leads_back_to_an_empty_check(cast):
    answer = press(cast, "desk_take_ticked")
    assert "Nothing is ticked that could be sent" in as_(cast.coordinator).get(answer.url).content.decode()


@pytest.mark.parametrize(("name", "never"), [("desk_check", "0 offers"), ("desk_asked", "0 Defenders")])
def test_nothing_ticked_is_no_figure_in_the_heading(cast, name, never):
    assert never not in text(cast, name)


def test_a_line_without_anybody_says_what_can_be_done(cast):
    row = waiting(cast, 1)[0]
    with_room_for(cast, 0)
    proposed(cast)
    page = text(cast, "desk_line", line_of(row).pk)
    assert "This must not wait" in page
    assert reverse("candidates", args=[row.pk]) in page
    assert reverse("coverage") + "?country=HN" in page


def test_the_line_says_which_clock_it_is_and_what_points_are(cast):
    row = waiting(cast, 1)[0]
    row.needed_by = timezone.localdate()
    row.save(update_fields=["needed_by"])
    proposed(cast)
    page = text(cast, "desk_line", line_of(row).pk)
    assert "needed by " in page
    assert "Points compare the Defenders for this one request" in page


def test_numbers_in_spanish_are_written_as_in_central_america(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    page = text(cast, "desk_line", line_of(row).pk, language="es")
    assert "Horas de viaje: 1.5" in page
    assert "Horas de viaje: 1,5" not in page


def test_the_check_page_of_one_offer_leads_back_to_where_one_came_from(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    args = [row.pk, line_of(row).defender_id]
    assert "Back to today" in text(cast, "offer_make", *args, query="?desk")
    assert "Back to the list" in text(cast, "offer_make", *args)


def test_why_not_names_whom_it_compares_with(cast):
    row = waiting(cast, 1)[0]
    proposed(cast)
    line = line_of(row)
    other = cast.defender if line.defender == cast.other_defender else cast.other_defender
    page = text(cast, "desk_why_not", line.pk, query=f"?defender={other.pk}")
    assert "Compared with whom a proposal made now would choose" in page
    assert f"{line.defender.full_name}: " in page

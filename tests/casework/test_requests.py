from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from reencuentro.casework.actions import cases, deliveries, disclosures, obstacles, people, requests
from reencuentro.casework.errors import EditedMeanwhile, Invalid, NotAllowed, NotNow, NotReady
from reencuentro.casework.models import Disclosure, Obstacle, Person, Request
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.cast import Cast


def ask(cast: Cast, case=None, **changes):  # type: ignore[no-untyped-def]
    values = {"service": "locate_person", "country": "HN", "by": cast.advocate}
    return requests.ask(case or the.a_case(cast), **(values | changes))


def test_numbers_count_within_the_case(cast: Cast) -> None:
    case = the.a_case(cast)
    assert [ask(cast, case).ref, ask(cast, case).ref, ask(cast).number] == [
        f"{case.code}/1",
        f"{case.code}/2",
        1,
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service": "a_miracle"}, "service"),
        ({"country": "US"}, "country"),
        ({"needed_by": timezone.localdate() - timedelta(days=1)}, "needed_by"),
    ],
)
def test_an_impossible_request_is_refused_at_its_field(cast: Cast, changes: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(cast, **changes)
    assert refused.value.field == field
    assert Request.objects.count() == 0


def test_the_sender_does_not_set_the_urgency(cast: Cast) -> None:
    with pytest.raises(TypeError):
        ask(cast, urgency="critical")
    assert ask(cast).urgency == ""


def test_an_ended_case_takes_no_requests(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.end_case(case, "other", by=cast.advocate, ended_on=timezone.localdate())
    with pytest.raises(NotReady):
        ask(cast, case)


def test_asking_starts_the_work_on_its_obstacle(cast: Cast) -> None:
    case = the.a_case(cast)
    obstacle = obstacles.raise_obstacle(case, "parent_unlocated", by=cast.advocate)
    ask(cast, case, obstacle=obstacle)
    assert Obstacle.objects.get().state == "being_removed"


def test_coordinators_of_the_case_are_told_once(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.take_case(case, by=cast.coordinator)
    request = ask(cast, case)
    notice = Notice.objects.get(kind="request_asked")
    assert (notice.to, notice.case_code, notice.path) == (
        cast.coordinator,
        case.code,
        f"/requests/{request.pk}/",
    )


@pytest.mark.parametrize("item", ["a_number", "facility", "sponsor", "sponsor_address", "narrative"])
def test_what_may_never_be_released_cannot_be_released(cast: Cast, item: str) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    with pytest.raises(Invalid):
        ask(cast, case, release={child: ["names", item]})
    assert (Request.objects.count(), Disclosure.objects.count()) == (0, 0)


def test_a_person_of_another_case_cannot_be_released(cast: Cast) -> None:
    elsewhere = Person.objects.get(case=the.a_case(cast))
    with pytest.raises(Invalid):
        ask(cast, release={elsewhere: ["names"]})


def test_counsel_sets_the_release_anew_and_a_coordinator_cannot(cast: Cast) -> None:
    request = the.a_request(cast)
    child = Person.objects.get(case=request.case)
    disclosures.disclose(request, {child: ["names"]}, by=cast.advocate)
    disclosures.disclose(request, {child: ["birth_date", "names"]}, by=cast.advocate, excerpt="He limps.")
    disclosure = Disclosure.objects.get()
    assert (disclosure.items, disclosure.excerpt) == (["birth_date", "names"], "He limps.")
    with pytest.raises(NotAllowed):
        disclosures.disclose(request, {child: ["names"]}, by=cast.coordinator)


def test_triage_sets_urgency_ceiling_and_makes_it_ready_to_match(cast: Cast) -> None:
    request = the.a_request(cast)
    for values, field in (
        ({"urgency": "sometime"}, "urgency"),
        ({"urgency": "high", "ceiling": Decimal("-1")}, "ceiling"),
    ):
        with pytest.raises(Invalid) as refused:
            requests.review(request, by=cast.coordinator, **values)
        assert refused.value.field == field
    requests.review(request, "critical", by=cast.coordinator, because="Hearing.", ceiling=Decimal("500"))
    saved = Request.objects.get()
    assert (saved.state, saved.urgency, saved.ceiling, saved.currency) == (
        "reviewed",
        "critical",
        Decimal("500"),
        "HNL",
    )
    with pytest.raises(NotNow):
        requests.review(request, "high", by=cast.coordinator)


def test_a_coordinator_outside_the_case_may_not_review(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        requests.review(the.a_request(cast), "high", by=cast.other_coordinator)


def test_a_question_goes_to_the_advocate_and_the_answer_comes_back(cast: Cast) -> None:
    request = the.a_request(cast)
    with pytest.raises(Invalid):
        requests.ask_back(request, " ", by=cast.coordinator)
    requests.ask_back(request, "Which municipality?", by=cast.coordinator)
    assert Request.objects.get().question == "Which municipality?"
    assert Notice.objects.filter(to=cast.advocate, kind="question_asked").count() == 1
    requests.answer(
        request, "El Triunfo.", by=cast.advocate, version=request.version, municipality="El Triunfo"
    )
    saved = Request.objects.get()
    assert (saved.state, saved.municipality) == ("asked", "El Triunfo")


def test_a_request_can_be_corrected_until_a_defender_has_it(cast: Cast) -> None:
    request = the.reviewed(cast)
    requests.change_request(request, by=cast.advocate, version=request.version, why="For the court as well.")
    with pytest.raises(EditedMeanwhile):
        requests.change_request(request, by=cast.advocate, version=1, why="Something else.")
    the.assigned(cast, the.offered(cast, request))
    request.refresh_from_db()
    with pytest.raises(NotReady):
        requests.change_request(request, by=cast.advocate, version=request.version, why="Too late.")


@pytest.mark.parametrize("stage", ["asked", "reviewed", "offered", "assigned", "delivered"])
def test_withdrawing_stops_whatever_is_under_way(cast: Cast, stage: str) -> None:
    request = the.a_request(cast)
    if stage != "asked":
        the.reviewed(cast, request)
    offer = the.offered(cast, request) if stage in ("offered", "assigned", "delivered") else None
    work = the.assigned(cast, offer) if stage in ("assigned", "delivered") else None
    if stage == "delivered":
        the.delivered(cast, work)
    request.refresh_from_db()
    with pytest.raises(Invalid):
        requests.withdraw(request, by=cast.advocate, because="")
    requests.withdraw(request, by=cast.advocate, because="The child was released.")
    assert Request.objects.get().state == "withdrawn"
    if offer:
        offer.refresh_from_db()
        assert offer.state == ("withdrawn" if stage == "offered" else "accepted")
    if work:
        work.refresh_from_db()
        assert work.state == "stopped"
    told = set(Notice.objects.filter(to=cast.defender).values_list("kind", flat=True))
    assert ("offer_withdrawn" in told, "work_stopped" in told) == (stage == "offered", bool(work))


def test_the_initiative_says_when_it_cannot_help(cast: Cast) -> None:
    request = the.a_request(cast)
    requests.cannot_help(request, by=cast.coordinator, because="No Defender works there.")
    saved = Request.objects.get()
    assert (saved.state, saved.ended_because) == ("cannot_help", "No Defender works there.")
    assert Notice.objects.filter(to=cast.advocate, kind="request_sent_back").count() == 1


def test_an_objection_brings_the_delivery_back_for_a_second_look(cast: Cast) -> None:
    delivery = the.delivered(cast)
    deliveries.accept(delivery, by=cast.coordinator)
    request = Request.objects.get()
    requests.receive(request, by=cast.advocate)
    with pytest.raises(Invalid):
        requests.object_to(request, by=cast.advocate, because=" ")
    requests.object_to(request, by=cast.advocate, because="Page two is missing.")
    delivery.refresh_from_db()
    assert (Request.objects.get().state, delivery.state) == ("delivered", "submitted")
    assignment = Request.objects.get().assignments.get()
    assert assignment.state == "delivered"
    deliveries.send_back(delivery, by=cast.coordinator, because="Page two.")
    assert Request.objects.get().state == "assigned"


def test_a_relative_can_be_the_subject(cast: Cast) -> None:
    case = the.a_case(cast)
    father = people.add_person(case, by=cast.advocate, given="Chepe", relationship="father", unlocated=True)
    assert ask(cast, case, subject=father).subject == father

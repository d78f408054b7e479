from datetime import date, timedelta

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, requests
from reencuentro.casework.errors import EditedMeanwhile, Invalid, NotAllowed, NotNow, NotReady
from reencuentro.casework.models import Case, CaseLink, CaseMember, Clock, Person, Request
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.cardindex.looking import features_on_card
from tests.cast import Cast


def test_opening_a_case_makes_the_child_the_counsel_and_the_birthday_clock(cast: Cast) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    assert (case.state, case.country, case.organisation) == ("open", "HN", cast.advocate.organisation)
    assert (child.is_child, child.full_name, str(child.birth_date)) == (
        True,
        "Nahum Isaí Quetzalteco Ñurinda",
        "2014-03-12",
    )
    assert [(m.user, m.part) for m in CaseMember.objects.filter(case=case)] == [(cast.advocate, "counsel")]
    assert Clock.objects.get(case=case, rule="turn_18").due_on == date(2032, 3, 12)
    assert features_on_card(child).surnames == ("quetzalteco", "nurinda")


def test_a_code_can_be_read_out_and_never_repeats(cast: Cast) -> None:
    codes = {cases.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {8}
    assert set("".join(code[2:] for code in codes)) <= set(cases.CODE_LETTERS)


@pytest.mark.parametrize("who", ["coordinator", "defender", "administrator", "editor"])
def test_only_an_advocate_opens_a_case(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        cases.open_case(by=getattr(cast, who), given="Ana", surname1="Inventada", country="GT")
    assert Case.objects.count() == 0


def test_a_child_needs_one_name_and_a_possible_date(cast: Cast) -> None:
    with pytest.raises(Invalid) as nameless:
        cases.open_case(by=cast.advocate, given="", surname1="", country="GT")
    with pytest.raises(Invalid) as future:
        the.a_case(cast, custody_since=timezone.localdate() + timedelta(days=1))
    assert (nameless.value.field, future.value.field) == ("given", "custody_since")
    assert Case.objects.count() == 0


def test_the_same_form_sent_twice_opens_one_case(cast: Cast) -> None:
    from uuid import uuid4

    form = uuid4()
    first, second = the.a_case(cast, client_id=form), the.a_case(cast, client_id=form)
    assert first.pk == second.pk
    assert Case.objects.count() == 1


def test_two_people_who_edit_at_once_lose_no_words(cast: Cast) -> None:
    case = the.a_case(cast)
    seen = case.version
    cases.change_case(Case.objects.get(pk=case.pk), by=cast.advocate, version=seen, exit_pathway="ltfc")
    with pytest.raises(EditedMeanwhile) as clash:
        cases.change_case(case, by=cast.advocate, version=seen, exit_pathway="voluntary_departure")
    assert (clash.value.current.exit_pathway, clash.value.changes) == (
        "ltfc",
        {"exit_pathway": "voluntary_departure"},
    )
    cases.change_case(
        case, by=cast.advocate, version=clash.value.current.version, exit_pathway="voluntary_departure"
    )
    assert Case.objects.get(pk=case.pk).exit_pathway == "voluntary_departure"


def test_saving_without_a_change_is_no_clash_and_no_entry(cast: Cast) -> None:
    case = the.a_case(cast)
    before = Entry.objects.count()
    cases.change_case(case, by=cast.advocate, version=0, exit_pathway=case.exit_pathway)
    assert Entry.objects.count() == before


def test_the_privileged_note_belongs_to_the_legal_team(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.take_case(case, by=cast.coordinator)
    with pytest.raises(NotAllowed):
        cases.change_case(case, by=cast.coordinator, version=case.version, narrative="x")
    cases.change_case(case, by=cast.advocate, version=case.version, narrative="What the child said.")
    assert Case.objects.get(pk=case.pk).narrative == "What the child said."


def test_medical_urgency_raises_every_living_request_and_those_to_come(cast: Cast) -> None:
    case = the.a_case(cast)
    first = the.a_request(cast, case)
    gone = the.a_request(cast, case)
    requests.withdraw(gone, by=cast.advocate, because="Found at home.")
    cases.mark_medically_urgent(case, True, by=cast.advocate, because="Heart surgery in March.")
    later = the.a_request(cast, case)
    urgencies = {request.number: request.urgency for request in Request.objects.filter(case=case)}
    assert urgencies == {first.number: "critical", gone.number: "", later.number: "critical"}
    with pytest.raises(Invalid):
        requests.review(later, "normal", by=cast.coordinator)


def test_taking_a_case_twice_is_one_membership(cast: Cast) -> None:
    case = the.a_case(cast)
    assert cases.take_case(case, by=cast.coordinator).pk == cases.take_case(case, by=cast.coordinator).pk
    with pytest.raises(NotAllowed):
        cases.take_case(case, by=cast.stranger)


def test_counsel_lets_in_advocates_and_nobody_else(cast: Cast) -> None:
    case = the.a_case(cast)
    member = cases.add_member(
        case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed."
    )
    assert Notice.objects.filter(to=cast.child_advocate, kind="handed_over").count() == 1
    with pytest.raises(Invalid):
        cases.add_member(case, cast.child_advocate, "legal_team", by=cast.advocate, because="Again.")
    for outsider, part in (
        (cast.defender, "legal_team"),
        (cast.editor, "legal_team"),
        (cast.coordinator, "coordinator"),
    ):
        with pytest.raises(NotAllowed):
            cases.add_member(case, outsider, part, by=cast.advocate, because="No.")
    with pytest.raises(NotAllowed):
        cases.add_member(case, cast.colleague, "legal_team", by=cast.child_advocate, because="No counsel.")
    cases.end_membership(member, by=cast.child_advocate)
    assert CaseMember.objects.filter(case=case, until=None).count() == 1


def test_the_last_counsel_cannot_leave(cast: Cast) -> None:
    case = the.a_case(cast)
    counsel = CaseMember.objects.get(case=case)
    with pytest.raises(NotReady):
        cases.end_membership(counsel, by=cast.advocate)
    cases.add_member(case, cast.colleague, "counsel", by=cast.advocate, because="Handing over.")
    cases.end_membership(counsel, by=cast.advocate)
    assert list(CaseMember.objects.filter(case=case, until=None).values_list("user", flat=True)) == [
        cast.colleague.pk
    ]


def test_linked_cases_show_each_other_and_only_to_who_knows_both(cast: Cast) -> None:
    one, two = the.a_case(cast), the.a_case(cast, given="Tía")
    cases.link_cases(one, two, by=cast.advocate, because="Aunt and niece.")
    assert {(link.case_id, link.other_id) for link in CaseLink.objects.all()} == {
        (one.pk, two.pk),
        (two.pk, one.pk),
    }
    for other, error in ((one, Invalid), (two, Invalid)):
        with pytest.raises(error):
            cases.link_cases(one, other, by=cast.advocate, because="Again.")
    foreign = cases.open_case(by=cast.stranger, given="Otra", surname1="Niña", country="GT")
    with pytest.raises(NotAllowed):
        cases.link_cases(one, foreign, by=cast.advocate, because="Not mine.")


def test_a_case_with_open_requests_cannot_end(cast: Cast) -> None:
    case = the.a_case(cast)
    request = the.a_request(cast, case)
    today = timezone.localdate()
    with pytest.raises(NotReady):
        cases.end_case(case, "released", by=cast.advocate, ended_on=today)
    requests.withdraw(request, by=cast.advocate, because="No longer needed.")
    for outcome, day, field in (
        ("vanished", today, "outcome"),
        ("released", today + timedelta(days=1), "ended_on"),
        ("released", today - timedelta(days=400), "ended_on"),
    ):
        with pytest.raises(Invalid) as refused:
            cases.end_case(case, outcome, by=cast.advocate, ended_on=day)
        assert refused.value.field == field
    cases.end_case(case, "released", by=cast.advocate, ended_on=today, said="To his father.")
    with pytest.raises(NotNow):
        cases.end_case(case, "released", by=cast.advocate, ended_on=today)
    cases.reopen_case(case, by=cast.advocate, because="He was moved back.")
    assert (case.state, case.outcome, case.ended_on) == ("open", "", None)

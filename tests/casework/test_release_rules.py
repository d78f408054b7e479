"""What can never reach a Defender, whichever door it comes through."""

import pytest

from reencuentro.casework.actions import cases, disclosures, messages, people, requests, sponsors
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.models import CaseMember, Disclosure, Person
from reencuentro.casework.never import A_NUMBER
from reencuentro.casework.queries.releasable import releasable
from reencuentro.casework.queries.work_sheet import work_sheet
from tests import cast as the

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A098765432", True),
        ("number a 098 765 432.", True),
        ("A-098-765-432", True),
        ("A12345678", True),
        ("DUI 01234567-8", False),
        ("DNI 0801-2014-12345", False),
        ("BA098765432", False),
        ("call 504 9988 7766", False),
        ("A 12 de mayo de 2014", False),
    ],
)
def test_an_a_number_is_recognised_as_people_write_it(text, found):
    assert bool(A_NUMBER.search(text)) is found


@pytest.mark.parametrize(
    "field", ["why", "tried", "never_tell", "safe_hours", "excluded_places", "municipality"]
)
def test_no_word_of_a_request_carries_an_a_number(cast, field):
    with pytest.raises(Invalid) as refused:
        the.a_request(cast, **{field: "A098765432"})
    assert refused.value.field == field


def test_no_answer_no_excerpt_and_no_message_carries_one(cast):
    row = the.a_request(cast)
    child = Person.objects.get(case=row.case)
    with pytest.raises(Invalid):
        requests.change_request(row, by=cast.advocate, version=1, answers={"full_name": "A098765432"})
    with pytest.raises(Invalid):
        disclosures.disclose(row, {child: ["names"]}, by=cast.advocate, excerpt="A098765432")
    the.assigned(cast, the.offered(cast, the.reviewed(cast, row)))
    with pytest.raises(Invalid):
        messages.write(row.case, "defender", "A098765432", by=cast.advocate, request=row)
    messages.write(row.case, "advocate", "A098765432", by=cast.advocate)  # the team's own channel may


def test_only_the_legal_team_releases_when_it_is_asked_too(cast):
    case = the.a_case(cast)
    part = CaseMember.Part.CHILD_ADVOCATE
    cases.add_member(case, cast.child_advocate, part, by=cast.advocate, because="Best interests")
    child = Person.objects.get(case=case)
    asked = {"service": "school_record", "country": "HN"}
    with pytest.raises(NotAllowed):
        requests.ask(case, by=cast.child_advocate, release={child: ["names"]}, **asked)
    requests.ask(case, by=cast.child_advocate, **asked)
    assert not Disclosure.objects.exists()


def test_people_and_obstacles_of_another_case_are_refused(cast):
    other = Person.objects.get(case=the.a_case(cast))
    with pytest.raises(Invalid) as refused:
        the.a_request(cast, subject=other)
    assert refused.value.field == "subject"


def aunt_of(cast, case, **facts):
    return people.add_person(
        case, by=cast.advocate, given="Berta", relationship="aunt", last_known="1 Elm Street", **facts
    )


def sponsor(cast, case, person):
    return sponsors.name_sponsor(case, person, by=cast.advocate, category="2B", relationship="aunt")


def test_how_a_sponsor_was_last_reached_cannot_be_released_unless_they_are_looked_for(cast):
    case = the.a_case(cast)
    known, sought = aunt_of(cast, case), aunt_of(cast, case, unlocated=True)
    sponsor(cast, case, known)
    sponsor(cast, case, sought)
    allowed = releasable(case)
    assert "last_known" not in allowed[known.pk]
    assert "last_known" in allowed[sought.pk]
    with pytest.raises(Invalid):
        the.a_request(cast, case, release={known: ["last_known"]})


def test_a_relative_who_becomes_the_sponsor_later_is_hidden_on_the_sheet_too(cast):
    case = the.a_case(cast)
    aunt = aunt_of(cast, case)
    row = the.a_request(cast, case, release={aunt: ["names", "last_known"]})
    assignment = the.assigned(cast, the.offered(cast, the.reviewed(cast, row)))
    assert work_sheet(assignment).people[0].facts["last_known"] == "1 Elm Street"
    sponsor(cast, case, aunt)
    assert set(work_sheet(assignment).people[0].facts) == {"names"}


def test_the_excerpt_goes_with_the_subject_alone(cast):
    case = the.a_case(cast)
    child, aunt = Person.objects.get(case=case), aunt_of(cast, case)
    the.a_request(
        cast, case, subject=child, release={aunt: ["names"], child: ["names"]}, excerpt="Raised by his aunt."
    )
    assert {row.person_id: row.excerpt for row in Disclosure.objects.all()} == {
        child.pk: "Raised by his aunt.",
        aunt.pk: "",
    }

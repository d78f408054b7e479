"""What still blocks release, from the rows of a case: only what was recorded counts."""

from datetime import date

import pytest
from django.utils import timezone

from reencuentro.casework.actions import cases, documents, obstacles, people, sponsors
from reencuentro.casework.models import FamilyTie, Person
from reencuentro.casework.queries import facts
from reencuentro.casework.queries.case_page import case_page
from reencuentro.casework.queries.visible import case_for
from tests import cast as the
from tests.casework.test_deliveries import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def case(cast):
    return the.a_case(cast)


def page(cast, case):
    return case_page(case_for(cast.advocate, case.code), cast.advocate)


def child(case) -> Person:
    return Person.objects.get(case=case, is_child=True)


def relative(cast, case, relationship, category, **more):
    row = people.add_person(case, by=cast.advocate, given="Berta", relationship=relationship, **more)
    return sponsors.name_sponsor(case, row, by=cast.advocate, category=category, relationship=relationship)


def paper(cast, case, kind, person=None, **more):
    return documents.add_document(case, photo(), by=cast.advocate, kind=kind, person=person, **more)


def blocking(cast, case, today=None) -> set[str]:
    found = facts.assess(page(cast, case), today or timezone.localdate())
    return {finding.requirement for finding in found.blocking}


def test_nothing_is_guessed_where_nothing_is_recorded(cast, case):
    known = facts.case_facts(page(cast, case), None, timezone.localdate())
    assert (known.category, known.class_member, known.sponsor_identified) == ("", None, None)
    assert dict(known.conditions) == {
        "parent_abroad_alive": None,
        "parent_dead_or_missing": None,
        "adults_in_household": None,
    }


def test_counsels_decision_on_the_class_and_the_obstacles_become_facts(cast, case):
    cases.change_case(case, by=cast.advocate, version=case.version, injunction_class=True)
    obstacles.raise_obstacle(case, "parent_unlocated", by=cast.advocate)
    obstacles.raise_obstacle(case, "household_member_papers", by=cast.advocate)
    known = facts.case_facts(page(cast, case), None, timezone.localdate())
    assert (known.class_member, known.blocked_by_documents) == (True, True)
    assert known.condition("parent_dead_or_missing") is True
    assert known.condition("adults_in_household") is True


def test_two_parents_recorded_as_deceased_are_neither_abroad_nor_alive(cast, case):
    for relationship in ("mother", "father"):
        people.add_person(case, by=cast.advocate, given="X", relationship=relationship, alive="deceased")
    known = facts.case_facts(page(cast, case), None, timezone.localdate())
    assert known.condition("parent_abroad_alive") is False
    assert known.condition("parent_dead_or_missing") is True


def test_a_paper_proves_what_it_is_about_whom(cast, case):
    sponsor = relative(cast, case, "father", "1")
    paper(cast, case, "birth_certificate", child(case))
    paper(cast, case, "passport", sponsor.person)
    assert facts.evidence(page(cast, case), sponsor) == {"child_birth_certificate", "foreign_passport"}


def test_a_damaged_paper_proves_nothing(cast, case):
    paper(cast, case, "birth_certificate", child(case), damaged=True)
    assert facts.evidence(page(cast, case), None) == frozenset()


def test_the_childs_record_names_the_parent_once_the_tie_is_proved(cast, case):
    sponsor = relative(cast, case, "father", "1")
    record = paper(cast, case, "birth_certificate", child(case))
    tie = FamilyTie.objects.get(elder=sponsor.person)
    assert "child_birth_certificate_naming_parent" not in facts.evidence(page(cast, case), sponsor)
    people.prove_tie(tie, by=cast.advocate, document=record, on=date(2026, 1, 1))
    assert "child_birth_certificate_naming_parent" in facts.evidence(page(cast, case), sponsor)


def test_an_aunt_needs_the_chain_and_the_page_names_the_records(cast, case):
    by = cast.advocate
    aunt = relative(cast, case, "aunt", "2B")
    mother = people.add_person(case, by=by, given="Marta", relationship="mother")
    grandmother = people.add_person(case, by=by, given="Rosa", relationship="grandparent")
    people.tie(grandmother, mother, "biological", by=by)
    people.tie(grandmother, aunt.person, "biological", by=by)
    found = facts.assess(page(cast, case), timezone.localdate())
    assert found.chain is not None
    assert (found.chain.category, found.chain.relationship) == ("2B", "aunt_or_uncle")
    assert [record.of for record in found.chain.missing] == [
        str(child(case).pk),
        str(mother.pk),
        str(aunt.person_id),
    ]


def test_a_stepfather_is_tied_through_the_only_recorded_parent(cast, case):
    people.add_person(case, by=cast.advocate, given="Marta", relationship="mother")
    relative(cast, case, "stepfather", "3", sex="male")
    found = facts.assess(page(cast, case), timezone.localdate())
    assert found.chain is not None
    assert (found.chain.relationship, found.chain.category) == ("stepfather", "3")
    assert [record.document for record in found.chain.records] == [
        "birth_certificate",
        "marriage_certificate",
    ]


def test_a_withdrawn_sponsor_counts_no_more(cast, case):
    sponsor = relative(cast, case, "father", "1")
    assert facts.assess(page(cast, case), timezone.localdate()).sponsor == sponsor
    sponsors.move_sponsor(sponsor, "withdraw", by=cast.advocate)
    assert facts.assess(page(cast, case), timezone.localdate()).sponsor is None


def test_a_point_is_open_until_its_paper_is_there(cast, case):
    relative(cast, case, "father", "1")
    assert "child_identity" in blocking(cast, case)
    paper(cast, case, "birth_certificate", child(case))
    assert "child_identity" not in blocking(cast, case)


def test_thinking_makes_no_query(cast, case, django_assert_num_queries):
    relative(cast, case, "father", "1")
    rows = page(cast, case)
    with django_assert_num_queries(0):
        facts.assess(rows, timezone.localdate())

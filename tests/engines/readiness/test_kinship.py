"""The family of these tests: Ana Ruth's, four generations and two marriages."""

import pytest

from reencuentro.engines.readiness.kinship import Person, Tie, solve

PERSONS = [
    Person("child", "female", "HN"),
    Person("mother", "female", "HN"),
    Person("father", "male", "HN"),
    Person("stepfather", "male", "HN"),
    Person("grandmother", "female", "HN"),
    Person("greatgrandmother", "female", "HN"),
    Person("aunt", "female", "HN"),
    Person("uncle_in_law", "male", "HN"),
    Person("cousin", "male", "HN"),
    Person("sister", "female", "HN"),
    Person("half_brother", "male", "HN"),
    Person("friend", "female", "HN"),
]
TIES = [
    Tie("biological", "mother", "child"),
    Tie("biological", "father", "child"),
    Tie("biological", "mother", "sister"),
    Tie("biological", "father", "sister"),
    Tie("biological", "mother", "half_brother"),
    Tie("biological", "grandmother", "mother"),
    Tie("biological", "grandmother", "aunt"),
    Tie("biological", "greatgrandmother", "grandmother"),
    Tie("biological", "aunt", "cousin"),
    Tie("married", "mother", "stepfather"),
    Tie("married", "aunt", "uncle_in_law"),
]


def chain_to(sponsor, ties=TIES, **more):
    return solve(PERSONS, ties, child="child", sponsor=sponsor, **more)


@pytest.mark.parametrize(
    ("sponsor", "relationship", "category", "records"),
    [
        ("mother", "mother", "1", [("birth_certificate", "child")]),
        ("father", "father", "1", [("birth_certificate", "child")]),
        (
            "stepfather",
            "stepfather",
            "3",
            [("birth_certificate", "child"), ("marriage_certificate", "mother")],
        ),
        ("sister", "sibling", "2A", [("birth_certificate", "child"), ("birth_certificate", "sister")]),
        (
            "half_brother",
            "half_sibling",
            "2A",
            [("birth_certificate", "child"), ("birth_certificate", "half_brother")],
        ),
        (
            "grandmother",
            "grandparent",
            "2A",
            [("birth_certificate", "child"), ("birth_certificate", "mother")],
        ),
        (
            "aunt",
            "aunt",
            "2B",
            [("birth_certificate", "child"), ("birth_certificate", "mother"), ("birth_certificate", "aunt")],
        ),
        (
            "uncle_in_law",
            "uncle",
            "2B",
            [
                ("birth_certificate", "child"),
                ("birth_certificate", "mother"),
                ("birth_certificate", "aunt"),
                ("marriage_certificate", "aunt"),
            ],
        ),
        (
            "cousin",
            "first_cousin",
            "2B",
            [
                ("birth_certificate", "child"),
                ("birth_certificate", "mother"),
                ("birth_certificate", "aunt"),
                ("birth_certificate", "cousin"),
            ],
        ),
        (
            "greatgrandmother",
            "distant_relative",
            "3",
            [
                ("birth_certificate", "child"),
                ("birth_certificate", "mother"),
                ("birth_certificate", "grandmother"),
            ],
        ),
        ("friend", "unrelated_adult", "3", []),
    ],
)
def test_relationship_category_and_records(sponsor, relationship, category, records):
    chain = chain_to(sponsor)
    assert (chain.relationship, chain.category) == (relationship, category)
    assert [(record.document, record.of) for record in chain.records] == records


def test_ana_ruth_needs_three_records_and_caregiving_lifts_her_aunt_to_2a():
    chain = chain_to("aunt", was_caregiver=True)
    assert chain.category == "2A"
    assert chain.walk == ("child", "mother", "grandmother", "aunt")
    assert [(record.of, record.names) for record in chain.records] == [
        ("child", ("mother",)),
        ("mother", ("grandmother",)),
        ("aunt", ("grandmother",)),
    ]
    assert not chain.proved


def test_an_aunt_whose_caregiving_is_unknown_is_2b_and_says_so():
    assert [reason.code for reason in chain_to("aunt").reasons] == [
        "relationship",
        "category_2B_never_caregiver",
        "caregiver_unknown",
    ]


def test_a_stepfather_with_custody_is_category_1():
    assert chain_to("stepfather", has_custody=True).category == "1"


def test_a_guardianship_beats_the_weaker_walk():
    chain = chain_to("aunt", [*TIES, Tie("guardian", "aunt", "child")])
    assert (chain.relationship, chain.category) == ("legal_guardian", "1")
    assert [(record.document, record.of) for record in chain.records] == [("custody_order", "child")]


def test_records_that_are_held_are_not_asked_again():
    held = [Tie(tie.kind, tie.elder, tie.younger, proved=tie.younger in ("child", "mother")) for tie in TIES]
    assert [record.of for record in chain_to("aunt", held).missing] == ["aunt"]
    assert chain_to("grandmother", held).proved


def test_siblings_are_proved_through_the_parent_whose_records_are_already_held():
    ties = [
        Tie("biological", "mother", "child"),
        Tie("biological", "mother", "sister"),
        Tie("biological", "father", "child", proved=True),
        Tie("biological", "father", "sister", proved=True),
    ]
    chain = chain_to("sister", ties)
    assert chain.walk == ("child", "father", "sister")
    assert chain.proved


def test_a_father_who_is_not_on_the_record_needs_a_recognition():
    chain = chain_to("father", [Tie("biological", "father", "child", on_record=False)])
    assert [(record.document, record.fallbacks[0]) for record in chain.records] == [
        ("parentage_recognition", "court_filiation_judgment")
    ]


def test_an_adoptive_mother_is_proved_by_the_adoption_record():
    chain = chain_to("mother", [Tie("adoptive", "mother", "child")])
    assert [record.document for record in chain.records] == ["adoption_record"]
    assert chain.category == "1"


def test_fallbacks_of_a_birth_record_come_best_first():
    assert chain_to("mother").records[0].fallbacks[:2] == ("late_registration", "baptismal_record")


def test_a_country_with_kinship_papers_offers_one_sheet_for_blood_links_only():
    assert chain_to("aunt", kinship_papers=("HN",)).shortcut == "kinship_certificate"
    assert chain_to("uncle_in_law", kinship_papers=("HN",)).shortcut == ""
    assert chain_to("aunt").shortcut == ""


def test_the_answer_does_not_depend_on_the_order_of_the_ties():
    assert chain_to("cousin", TIES[::-1]) == chain_to("cousin")


def test_the_child_alone_and_a_circle_of_ties_end_without_an_answer():
    circle = [Tie("married", "mother", "father"), Tie("married", "father", "mother")]
    assert chain_to("friend", circle).walk == ()

"""The real rules on the four stories and on the days that changed the law."""

from datetime import date

import pytest

from reencuentro.engines.readiness import kinship
from reencuentro.engines.readiness.kinship import Person, Tie, solve
from reencuentro.engines.readiness.readiness import assess, blocking
from reencuentro.engines.readiness.rules import CaseFacts, proposed
from reencuentro.reference import catalogue, requirements

TODAY = date(2026, 11, 24)


def applying(facts, on=TODAY):
    return requirements.applying(facts, on=on)


def ids(facts, on=TODAY):
    return [one.requirement.id for one in applying(facts, on)]


NOTHING_ELSE = (
    ("adults_in_household", False),
    ("parent_abroad_alive", False),
    ("parent_dead_or_missing", False),
)


def test_julio_released_to_his_father_under_the_rules_of_today():
    facts = CaseFacts(date(2026, 8, 1), "1", "father", child_age=(12, 12), conditions=NOTHING_ELSE)
    assert ids(facts) == [
        "sponsor_identity_2025",
        "sponsor_in_person_identity",
        "child_identity",
        "relationship_parent",
        "sponsor_address",
        "sponsor_income",
        "background_checks",
    ]


def test_what_a_defender_can_do_for_julio_comes_first():
    facts = CaseFacts(date(2026, 8, 1), "1", "father", child_age=(12, 12), conditions=NOTHING_ELSE)
    found = blocking(assess(applying(facts), held=frozenset({"tax_return", "lease"})))
    assert [(one.requirement, one.abroad) for one in found] == [
        ("child_identity", "yes"),
        ("relationship_parent", "yes"),
        ("sponsor_identity_2025", "no"),
        ("sponsor_in_person_identity", "no"),
        ("background_checks", "no"),
    ]


def test_a_member_of_the_class_keeps_the_old_identity_list_and_needs_no_income_proof():
    facts = CaseFacts(
        date(2025, 4, 22),
        "1",
        "mother",
        conditions=NOTHING_ELSE,
        sponsor_identified=True,
        blocked_by_documents=True,
    )
    found = ids(facts)
    assert "sponsor_identity_baseline" in found
    assert "sponsor_in_person_identity" in found
    assert not {"sponsor_identity_2025", "sponsor_income"} & set(found)


def test_roberto_needs_the_return_to_be_safe_and_wanted():
    facts = CaseFacts(date(2026, 4, 1), "3", "stepfather", exit="voluntary_departure", child_age=(2, 2))
    assert ids(facts) == ["child_identity", "voluntary_return_safety"]
    finding = assess(applying(facts), held=frozenset())[1]
    assert finding.abroad == "partly"
    assert "independent_counsel_advice" in finding.missing


def test_robertos_stepfather_as_a_sponsor_is_category_3():
    facts = CaseFacts(date(2026, 4, 1), "3", "stepfather", conditions=NOTHING_ELSE)
    found = ids(facts)
    assert {"relationship_stepparent", "relationship_distant_or_unrelated"} <= set(found)
    assert "stepparent_custody" not in found


def test_ana_ruth_needs_her_chain_the_caregiving_and_the_deaths():
    conditions = (
        ("adults_in_household", False),
        ("parent_abroad_alive", False),
        ("parent_dead_or_missing", True),
    )
    facts = CaseFacts(date(2026, 1, 10), "2A", "aunt", child_age=(4, 4), conditions=conditions)
    ties = [
        Tie("biological", "mother", "child"),
        Tie("biological", "grandmother", "mother"),
        Tie("biological", "grandmother", "aunt"),
    ]
    chain = solve([Person("aunt", "female")], ties, child="child", sponsor="aunt", was_caregiver=True)
    found = {one.requirement: one for one in assess(applying(facts), held=frozenset(), chain=chain)}
    assert {"relationship_aunt_uncle", "primary_caregiver_history", "parent_deceased_or_absent"} <= set(found)
    assert [record.of for record in found["relationship_aunt_uncle"].records] == ["child", "mother", "aunt"]
    assert found["parent_deceased_or_absent"].from_abroad[0] == "death_certificate"
    assert found["relationship_aunt_uncle"].unverified


def test_carlos_two_years_old_with_a_disability_needs_a_home_study():
    facts = CaseFacts(date(2026, 2, 1), "1", "father", child_age=(2, 2), true_facts=frozenset({"disability"}))
    assert "home_study_mandatory" in ids(facts)
    assert "home_study_mandatory" not in ids(CaseFacts(date(2026, 2, 1), "1", "father", child_age=(2, 2)))


def test_identity_by_two_papers_needs_one_photograph():
    identity = requirements.get("sponsor_identity_baseline").rule
    applies = applying(CaseFacts(date(2025, 1, 1), "1", "mother"), date(2025, 2, 1))
    assert identity in [one.requirement for one in applies]

    def state(*held):
        return assess([one for one in applies if one.requirement == identity], held=frozenset(held))[0].state

    assert state("foreign_passport") == "met"
    assert state("birth_certificate", "consular_id") == "met"
    assert state("birth_certificate", "marriage_certificate") == "missing"


@pytest.mark.parametrize("one", requirements.all(), ids=lambda one: one.id)
def test_what_is_said_to_come_from_abroad_has_a_service_that_brings_it(one):
    for code in one.rule.from_abroad:
        assert requirements.evidence(code).service, code


def test_income_address_and_checks_are_never_a_defenders_task():
    for id in ("sponsor_income", "sponsor_address", "background_checks", "sponsor_in_person_identity"):
        assert requirements.get(id).rule.from_abroad == ()


def test_the_proposed_rule_is_mentioned_and_binds_nobody():
    rulesets = [one.rule for one in requirements.rulesets()]
    assert [reason.fact("ruleset") for reason in proposed(rulesets)] == ["nprm-2026"]
    assert not [one.id for one in requirements.all() if "nprm-2026" in one.rule.rulesets]


def test_the_disclaimer_stands_in_both_languages():
    assert requirements.disclaimer("en") == "Research draft. A lawyer must review every rule before real use."
    assert requirements.disclaimer("es").startswith("Borrador de investigación.")


def test_every_record_and_fallback_of_the_kinship_chain_has_a_name():
    documents = {"birth_certificate", "marriage_certificate", "custody_order", "adoption_record"}
    documents |= {"parentage_recognition", "kinship_certificate", *kinship.FALLBACKS_BIRTH}
    documents |= {*kinship.FALLBACKS_MARRIAGE, *kinship.FALLBACKS_JUDGMENT, *kinship.FALLBACKS_UNNAMED_PARENT}
    assert all(requirements.evidence(code).label("es") for code in documents)


def test_only_honduras_certifies_a_kinship_in_one_paper():
    assert catalogue.kinship_papers() == ("HN",)


def test_a_requirement_names_the_obstacle_that_the_same_work_removes():
    assert requirements.get("relationship_aunt_uncle").obstacle == "kinship_chain_incomplete"
    assert requirements.get("background_checks").obstacle == ""

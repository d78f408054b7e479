"""The rules of these tests are invented, apart from their shape; the real ones are tests/reference's
matter.
"""

from datetime import date

import pytest

from reencuentro.engines.readiness.rules import (
    CaseFacts,
    Group,
    ProtectedClass,
    Requirement,
    Ruleset,
    applicable,
    membership,
    proposed,
)

OLD = Ruleset("old", "superseded_except_class", date(2019, 1, 1), date(2025, 3, 6))
NEW = Ruleset("new", "in_force_with_injunction", date(2025, 3, 7), None)
IN_PERSON = Ruleset("in-person", "in_force", date(2025, 7, 9), None)
DRAFT = Ruleset("draft", "proposed", None, None)
RULESETS = (OLD, NEW, IN_PERSON, DRAFT)
CLASS = ProtectedClass("class", date(2025, 6, 9), date(2025, 4, 22), ("new",))
TODAY = date(2026, 11, 24)


def requirement(id, **more):
    return Requirement(id, ((Group(1, ("paper",)),),), (), (), False, **more)


BY_OLD = requirement("by_old", rulesets=("old",))
BY_NEW = requirement("by_new", rulesets=("new",))
BY_IN_PERSON = requirement("by_in_person", rulesets=("in-person",))
BY_DRAFT = requirement("by_draft", rulesets=("draft",))
ALL = (BY_OLD, BY_NEW, BY_IN_PERSON, BY_DRAFT)


def ids(facts, requirements=ALL, on=TODAY):
    found = applicable(facts, requirements, RULESETS, (CLASS,), on=on)
    return {one.requirement.id: one.certain for one in found}


def test_a_child_who_entered_after_the_cutoff_falls_under_the_new_rules():
    assert ids(CaseFacts(custody_date=date(2025, 4, 23))) == {"by_new": True, "by_in_person": True}


def test_a_class_member_keeps_the_old_rules_but_still_appears_in_person():
    facts = CaseFacts(custody_date=date(2025, 4, 22), sponsor_identified=True, blocked_by_documents=True)
    assert ids(facts) == {"by_old": True, "by_in_person": True}


def test_undecided_membership_lists_both_and_calls_neither_certain():
    facts = CaseFacts(custody_date=date(2025, 4, 1), sponsor_identified=True)
    assert ids(facts) == {"by_old": False, "by_new": False, "by_in_person": True}


def test_an_early_child_whose_papers_were_never_the_problem_is_outside_the_class():
    facts = CaseFacts(custody_date=date(2025, 4, 1), sponsor_identified=True, blocked_by_documents=False)
    assert ids(facts) == {"by_new": True, "by_in_person": True}


def test_rules_count_from_the_day_they_are_in_force():
    facts = CaseFacts(custody_date=date(2025, 1, 1), sponsor_identified=True, blocked_by_documents=True)
    assert ids(facts, on=date(2025, 3, 6)) == {"by_old": True}
    assert ids(facts, on=date(2025, 3, 7)) == {"by_new": True}
    assert ids(facts, on=date(2025, 6, 9)) == {"by_old": True}


def test_a_proposed_rule_binds_nobody_and_is_mentioned():
    assert "by_draft" not in ids(CaseFacts())
    assert [reason.fact("ruleset") for reason in proposed(RULESETS)] == ["draft"]


@pytest.mark.parametrize(
    ("facts", "member", "code"),
    [
        (CaseFacts(), None, "custody_date_unknown"),
        (CaseFacts(custody_date=date(2025, 4, 23)), False, "custody_after_cutoff"),
        (CaseFacts(custody_date=date(2025, 4, 22)), None, "class_conditions_unknown"),
        (
            CaseFacts(custody_date=date(2025, 4, 22), sponsor_identified=False),
            False,
            "class_conditions_not_met",
        ),
        (CaseFacts(custody_date=date(2026, 1, 1), class_member=True), True, "class_decided_by_counsel"),
    ],
)
def test_class_membership_and_its_reason(facts, member, code):
    verdict, reason = membership(facts, CLASS, TODAY)
    assert (verdict, reason.code) == (member, code)


def test_nobody_is_a_member_before_the_court_spoke():
    facts = CaseFacts(custody_date=date(2025, 4, 1), sponsor_identified=True, blocked_by_documents=True)
    assert membership(facts, CLASS, date(2025, 6, 8))[0] is False


def test_category_and_relationship_select():
    aunt = requirement("aunt", categories=("2A", "2B"), relationships=("aunt",))
    assert ids(CaseFacts(category="2B", relationship="aunt"), (aunt,)) == {"aunt": True}
    assert ids(CaseFacts(category="1", relationship="aunt"), (aunt,)) == {}
    assert ids(CaseFacts(category="2B", relationship="uncle"), (aunt,)) == {}
    assert ids(CaseFacts(relationship="aunt"), (aunt,)) == {"aunt": False}


def test_a_condition_is_true_false_or_unknown():
    dead = requirement("dead", when="parent_dead_or_missing")
    for holds, expected in ((True, {"dead": True}), (False, {}), (None, {"dead": False})):
        assert ids(CaseFacts(conditions=(("parent_dead_or_missing", holds),)), (dead,)) == expected
    assert ids(CaseFacts(), (dead,)) == {"dead": False}


def test_the_exit_selects():
    back = requirement("back", exits=("voluntary_departure",))
    always = requirement("always", exits=("any",))
    assert ids(CaseFacts(exit="voluntary_departure"), (back, always, BY_IN_PERSON)) == {
        "back": True,
        "always": True,
    }
    assert ids(CaseFacts(), (back, always)) == {"always": True}


def test_a_home_study_needs_a_recorded_fact_or_a_young_child_with_a_stranger():
    study = requirement("study", any_fact=("disability", "nonrelative_child_12_or_under"))
    assert ids(CaseFacts(), (study,)) == {}
    assert ids(CaseFacts(true_facts=frozenset({"disability"})), (study,)) == {"study": True}
    assert ids(CaseFacts(relationship="godparent", child_age=(12, 13)), (study,)) == {"study": True}
    assert ids(CaseFacts(relationship="godparent", child_age=(13, 13)), (study,)) == {}
    assert ids(CaseFacts(relationship="aunt", child_age=(5, 5)), (study,)) == {}


def test_a_rule_that_ended_no_longer_binds():
    ended = Ruleset("ended", "in_force", date(2025, 1, 1), date(2025, 12, 31))
    rule = requirement("by_ended", rulesets=("ended",))

    def count(on):
        return len(applicable(CaseFacts(), [rule], [ended], (), on=on))

    assert (count(date(2025, 12, 31)), count(date(2026, 1, 1))) == (1, 0)


def test_an_old_rule_without_any_protected_class_ends_for_everybody():
    assert applicable(CaseFacts(), [BY_OLD], RULESETS, (), on=TODAY) == ()

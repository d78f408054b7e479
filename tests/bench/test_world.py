"""The measuring world: what is made by copying in SQL is whole, and what will be opened is truly sealed."""

from typing import Any

import pytest
from bench.rows import TABLES
from bench.visitors import one_time_code

from bench import world
from reencuentro.casework.models import Assignment, Case, CaseMember, Person, PersonName, Request
from reencuentro.vault import boxes
from reencuentro.vault.errors import Damaged


@pytest.fixture
def people(db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(world, "FILLERS", 4)
    monkeypatch.setattr(world, "MEASURED", 10)
    monkeypatch.setattr(world, "BUSY", {"advocate": 3, "coordinator": 10, "defender": 2})
    people = world._people()
    world._cases(22, people, lambda _text: None)
    return people


def test_it_has_as_many_cases_as_asked_for_each_with_its_people_and_requests(people: dict[str, Any]) -> None:
    assert Case.objects.count() == len(set(Case.objects.values_list("code", flat=True))) == 22
    assert Person.objects.count() == 3 * 22
    assert Request.objects.count() == 2 * 22


def test_the_measured_people_have_the_same_work_whatever_the_number_of_cases(people: dict[str, Any]) -> None:
    busy = {kind: group[0] for kind, group in people.items()}
    assert CaseMember.objects.filter(user=busy["advocate"]).count() == 3
    assert CaseMember.objects.filter(user=busy["coordinator"]).count() == 10
    assert Assignment.objects.filter(defender=busy["defender"], request__number=1).count() == 2


def test_a_copied_case_has_its_own_rows_and_its_own_key(people: dict[str, Any]) -> None:
    copied = Case.objects.filter(code__startswith="C1-").first()
    assert copied is not None
    assert boxes.is_open(copied.box)
    for model in TABLES:
        if model is not Case:
            strangers = model._default_manager.filter(case=copied).exclude(box=copied.box)  # type: ignore[attr-defined]
            assert not strangers.exists(), model
    assert set(PersonName.objects.filter(case=copied).values_list("person__case", flat=True)) == {copied.pk}


def test_what_will_be_opened_is_sealed_and_the_rest_is_noise(people: dict[str, Any]) -> None:
    measured = PersonName.objects.filter(case__casemember__user=people["advocate"][0])
    assert all(name.whole for name in measured)
    with pytest.raises(Damaged):
        _ = PersonName.objects.filter(case__box__kind="filler")[0].whole


def test_the_one_time_code_is_that_of_the_standard() -> None:
    """RFC 6238, appendix B, the row of 59 seconds, its last six digits."""
    assert one_time_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59) == "287082"

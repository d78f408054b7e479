"""The words of the work sheet for what counsel released."""

from datetime import date
from typing import Any

import pytest

from reencuentro.casework.models import Request
from reencuentro.casework.queries.work_sheet import ReleasedPerson, WorkSheet
from reencuentro.web import sheet_words


@pytest.mark.parametrize("town", ["HN.02.0606", "El Triunfo"])
def test_a_birth_place_is_read_by_code_and_as_somebody_typed_it(town: str) -> None:
    place: dict[str, Any] = {
        "country": "HN",
        "department": "HN.02",
        "municipality": town,
        "village": "El Guanacaste",
    }
    sheet = WorkSheet(Request(), {}, [ReleasedPerson(is_child=True, facts={"birth_place": place})])
    (person,) = sheet_words.people(sheet, date(2026, 3, 1))
    assert [line.value for line in person.counter] == ["El Guanacaste, El Triunfo, Choluteca, Honduras"]

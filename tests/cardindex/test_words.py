"""Questions and answers pass through JSON unchanged."""

import json
from datetime import date
from uuid import uuid4

import pytest

from reencuentro.cardindex import words
from reencuentro.cardindex.mirror import Found
from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.types import Description, Evidence, Match, Written

FULL = Description(
    names=(Written("Wendy", "Xicará Tzoy"), Written("Güendi")),
    nicknames=("Wen",),
    sex="female",
    birth=PartialDate.parse("2014-03~"),
    age=0,
    stated_on=date(2026, 1, 1),
    country="GT",
    department="Sololá",
    municipality="Nahualá",
    village="Xejuyup",
    mothers=("Marta Tzoy",),
    fathers=("José Xicará", "Chepe"),
    phones=("+502 5555-0147",),
    numbers=(("a_number", "A219384756"), ("CUI", "1")),
    extra=(("street", "Calle Real"),),
)


@pytest.mark.parametrize(
    "description", [FULL, Description(), Description(names=(Written("\ud800", "李\x00"),))]
)
def test_a_description_comes_back_as_it_went(description: Description) -> None:
    assert words.to_description(json.loads(json.dumps(words.of_description(description)))) == description


def test_matches_come_back_as_they_went() -> None:
    evidence = (Evidence("given", "nickname", 1.25), Evidence("birth", "differs", -2.0))
    found = (Found(uuid4(), Match(7, 0.875, 4.5, evidence)), Found(uuid4(), Match(9, 0.1, -1.0, ())))
    assert words.to_found(json.loads(json.dumps(words.of_found(found)))) == found


@pytest.mark.parametrize("said", [{}, {"names": [["one"]], "birth": "", "stated_on": ""}, {"secret": 1}])
def test_what_is_no_description_is_refused(said: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        words.to_description(said)

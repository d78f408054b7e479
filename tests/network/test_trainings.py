from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.network.actions import trainings
from reencuentro.network.models import Training
from reencuentro.network.queries import people
from tests.cast import Cast


def held(cast: Cast, **changes: Any) -> Training:
    values: dict[str, Any] = {
        "title_en": "Safety first",
        "title_es": "La seguridad primero",
        "held_on": timezone.localdate(),
        "hours": Decimal("2.5"),
    }
    return trainings.hold(by=cast.coordinator, **(values | changes))


def test_a_training_has_a_title_in_both_languages_and_lies_in_the_past(cast: Cast) -> None:
    training = held(cast)
    assert (training.label("en"), training.label("es-gt")) == ("Safety first", "La seguridad primero")
    with pytest.raises(Invalid):
        held(cast, held_on=timezone.localdate() + timedelta(days=2))


def test_exactly_those_who_are_named_attended(cast: Cast) -> None:
    training = held(cast)
    for named in ([cast.defender], [cast.defender, cast.other_defender], [cast.other_defender]):
        for _again in "ab":
            trainings.note_attendance(training, named, by=cast.coordinator)
    assert people.trainings_of(cast.defender) == []
    assert [one.training for one in people.trainings_of(cast.other_defender)] == [training]
    assert Entry.objects.filter(verb="training_attended").count() == 3


@pytest.mark.parametrize("who", ["advocate", "defender", "administrator"])
def test_only_coordinators_keep_trainings(cast: Cast, who: str) -> None:
    training = held(cast)
    with pytest.raises(NotAllowed):
        trainings.note_attendance(training, [], by=getattr(cast, who))
    with pytest.raises(NotAllowed):
        trainings.hold(
            by=getattr(cast, who), title_en="x", title_es="x", held_on=training.held_on, hours=Decimal(1)
        )

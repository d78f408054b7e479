from datetime import timedelta

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.clockwork import telling
from reencuentro.casework.errors import Invalid, NotAllowed, NotReady
from reencuentro.engines.tracing.types import Description, Written
from reencuentro.reference import tracing_policy
from reencuentro.tracing.actions import looking
from reencuentro.tracing.models import Look
from reencuentro.vault import boxes
from reencuentro.vault.errors import BoxDestroyed
from tests.cast import Cast
from tests.tracing.two_cases import FATHER, two_cases

HIM = Description(names=(Written(FATHER["given"], f"{FATHER['surname1']} {FATHER['surname2']}"),))
WHY = "A priest called and asked for him."


def test_a_look_shows_how_sure_and_which_office_and_nothing_from_which_anybody_could_be_reached(
    cast: Cast,
) -> None:
    two_cases(cast)
    seen = looking.look(HIM, by=cast.other_coordinator, because=WHY)
    assert {glimpse.office for glimpse in seen} == {"Partner One", "Partner Two"}
    assert {name for glimpse in seen for name in vars(glimpse)} == {"probability", "evidence", "office"}
    assert [glimpse.probability for glimpse in seen] == sorted(
        (glimpse.probability for glimpse in seen), reverse=True
    )


def test_the_ledger_keeps_that_somebody_looked_and_the_reason_stays_sealed_with_their_key(cast: Cast) -> None:
    two_cases(cast)
    looking.look(HIM, by=cast.coordinator, because=WHY)
    look = Look.objects.get()
    entry = Entry.objects.get(verb="tracing.look")
    assert (entry.actor, entry.about, entry.details) == (
        cast.coordinator.ledger_name,
        look.ledger_ref,
        {"found": 2},
    )
    assert (look.because, look.box_id) == (WHY, cast.coordinator.box_id)


@pytest.mark.django_db(transaction=True)
def test_the_reason_goes_with_whoever_gave_it(cast: Cast) -> None:
    looking.look(HIM, by=cast.coordinator, because=WHY)
    boxes.destroy(cast.coordinator.box, by=cast.administrator)
    with pytest.raises(BoxDestroyed):
        assert Look.objects.get().because


def test_a_reason_and_something_to_look_for_are_needed_and_a_refused_look_is_not_counted(cast: Cast) -> None:
    for described, because, field in (
        (HIM, "  ", "because"),
        (Description(), WHY, "given"),
        (Description(stated_on=timezone.localdate()), WHY, "given"),
    ):
        with pytest.raises(Invalid) as refused:
            looking.look(described, by=cast.coordinator, because=because)
        assert refused.value.field == field
    assert (Look.objects.count(), Entry.objects.filter(verb="tracing.look").count()) == (0, 0)


def test_only_coordinators_look(cast: Cast) -> None:
    for user in cast:
        if not user.is_coordinator:
            with pytest.raises(NotAllowed):
                looking.look(HIM, by=user, because=WHY)


def test_after_so_many_looks_in_an_hour_one_waits_and_only_that_person(cast: Cast) -> None:
    allowed = tracing_policy.policy().searches_per_hour
    with telling(timezone.now() - timedelta(minutes=50)):
        for _one in range(allowed):
            looking.look(HIM, by=cast.coordinator, because=WHY)
    with pytest.raises(NotReady):
        looking.look(HIM, by=cast.coordinator, because=WHY)
    looking.look(HIM, by=cast.other_coordinator, because=WHY)
    with telling(timezone.now() + timedelta(minutes=11)):
        looking.look(HIM, by=cast.coordinator, because=WHY)
    assert Look.objects.count() == allowed + 2


ODD = {
    "one letter": Description(names=(Written("a", ""),)),
    "only particles": Description(names=(Written("de los", "de la y"),)),
    "not Latin": Description(names=(Written("王小明", "Иванов"),)),
    "very long": Description(names=(Written("ab" * 5000, "x" * 10_000),)),
    "control characters": Description(names=(Written("Cri\x07santo", "Xolo\x00tzul\u202e"),)),
    "an age alone": Description(age=11),
    "a mother alone": Description(mothers=("…",)),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_descriptions_are_answered(cast: Cast, odd: Description) -> None:
    two_cases(cast)
    assert isinstance(looking.look(odd, by=cast.coordinator, because=WHY), list)

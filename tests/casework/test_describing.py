"""A person of a case as tracing compares them."""

from reencuentro.casework.actions import people
from reencuentro.casework.models import Person
from reencuentro.casework.queries.describing import description_of
from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.types import Description, Written
from tests import cast as the
from tests.cast import Cast


def test_everything_that_is_known_of_a_child_is_described(cast: Cast) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    people.change_person(
        child,
        by=cast.advocate,
        version=child.version,
        sex="male",
        birth_place={
            "country": "HN",
            "department": "HN.08",
            "municipality": "HN.08.0801",
            "village": "El Tule",
        },
        last_known="Aunt Berta, +504 5550-0147, or at the mill 5550 0148; house 12",
    )
    people.add_name(
        child, by=cast.advocate, given="Nahum", surname1="Quetzalteco", kind="as_on_record", is_main=True
    )
    people.add_name(child, by=cast.advocate, given="Naún", kind="nickname")
    people.add_number(child, "a_number", "A 123 456 789", by=cast.advocate)
    mother = people.add_person(
        case, by=cast.advocate, given="Marta", surname1="Ñurinda", relationship="mother"
    )
    people.add_name(
        mother, by=cast.advocate, given="Marta", surname1="Ñurinda", surname2="de Sol", kind="married"
    )
    people.add_name(mother, by=cast.advocate, given="Tita", kind="nickname")
    people.add_person(case, by=cast.advocate, given="Chepe", surname1="Xol", relationship="father")
    assert description_of(child) == Description(
        names=(Written("Nahum", "Quetzalteco"), Written("Nahum Isaí", "Quetzalteco Ñurinda")),
        nicknames=("Naún",),
        sex="male",
        birth=PartialDate.parse("2014-03-12"),
        country="HN",
        department="Francisco Morazán",
        municipality="Distrito Central",
        village="El Tule",
        mothers=("Marta Ñurinda", "Marta Ñurinda de Sol"),
        fathers=("Chepe Xol",),
        phones=("+504 5550-0147", "5550 0148"),
        numbers=(("a_number", "A123456789"),),
    )


def test_of_a_relative_nothing_is_described_that_nobody_knows(cast: Cast) -> None:
    aunt = people.add_person(the.a_case(cast), by=cast.advocate, given="Berta", relationship="aunt")
    assert description_of(aunt) == Description(names=(Written("Berta"),), sex="female")


def test_a_step_parent_and_an_elder_of_unknown_sex_are_no_mother_and_no_father(cast: Cast) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    people.add_person(case, by=cast.advocate, given="Saúl", relationship="stepfather")
    elder = people.add_person(case, by=cast.advocate, given="Pilar", relationship="grandparent")
    people.tie(elder, child, "adoptive", by=cast.advocate)
    assert (description_of(child).mothers, description_of(child).fathers) == ((), ())
    people.change_person(elder, by=cast.advocate, version=elder.version, sex="female")
    assert description_of(child).mothers == ("Pilar",)


def test_a_place_that_is_not_in_our_list_is_described_as_it_was_written(cast: Cast) -> None:
    child = Person.objects.get(case=the.a_case(cast))
    place = {"country": "HN", "department": "Somewhere"}
    people.change_person(child, by=cast.advocate, version=child.version, birth_place=place)
    assert description_of(child).department == "Somewhere"


def test_a_description_takes_the_same_number_of_queries_however_much_is_known(
    cast: Cast, django_assert_num_queries: object
) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    for given in ("Uno", "Dos", "Tres"):
        people.add_person(case, by=cast.advocate, given=given, relationship="mother")
        people.add_name(child, by=cast.advocate, given=given)
    with django_assert_num_queries(6):  # type: ignore[operator]
        description_of(child)

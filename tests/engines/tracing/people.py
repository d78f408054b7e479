"""Invented people for these tests: a family, twins, and people of the same name."""

from datetime import date

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.features import encode, features
from reencuentro.engines.tracing.memory import MemoryIndex
from reencuentro.engines.tracing.types import Description, Written

SURNAMES = "Ajú,Batz,Caal,Choc,Coy,Ixcot,Mucú,Pop,Quej,Sacul,Tot,Xol,Arriaga,Bustillo,Cálix,Durón"
GIVEN = "Abel,Berta,Ciro,Delia,Elmer,Flora,Gerson,Hilda,Ismael,Julia,Kevin,Lidia,Moisés,Nora,Otto,Petrona"


def person(given="", surnames="", born="", **more):
    """A description; ``born`` as text of a partial date, parents as one name each."""
    return Description(
        names=(Written(given, surnames),) if given or surnames else (),
        birth=PartialDate.parse(born) if born else None,
        mothers=tuple(filter(None, [more.pop("mother", "")])),
        fathers=tuple(filter(None, [more.pop("father", "")])),
        phones=tuple(filter(None, [more.pop("phone", "")])),
        **more,
    )


def aged(given, surnames, age, **more):
    return person(given, surnames, age=age, stated_on=date(2026, 1, 1), **more)


PLACE = {"country": "GT", "department": "Quiché", "municipality": "Nebaj"}
PARENTS = {"mother": "Juana Brito Cobo", "father": "Pedro Raymundo Ceto"}
FAMILY = {
    1: person(
        "Marta Elena", "Raymundo Brito", "2012-03-04", sex="female", phone="5555 0101", **PARENTS, **PLACE
    ),
    2: person("Diego", "Raymundo Brito", "2015-08-20", sex="male", phone="5555 0101", **PARENTS, **PLACE),
    3: person("Juana", "Brito Cobo", "1988-01-15", sex="female", **PLACE),
    4: person("Pedro", "Raymundo Ceto", "1985-06-02", sex="male", **PLACE),
}


def others(count=200):
    """Strangers, every one with a name of their own."""
    given, surnames = GIVEN.split(","), SURNAMES.split(",")
    return {
        1000 + number: person(
            f"{given[number % 16]} {given[number * 5 // 16 % 16]}",
            f"{surnames[number * 7 // 3 % 16]} {surnames[number * 3 % 16]}",
            f"{2003 + number % 17}-{1 + number % 12:02d}-{1 + number % 28:02d}",
            sex="female" if number % 2 else "male",
            country="GT" if number % 3 else "HN",
        )
        for number in range(count)
    }


def index(*groups):
    """An index in memory of these people."""
    everyone = {ref: who for group in groups for ref, who in group.items()}
    return MemoryIndex.build((ref, encode(features(who))) for ref, who in everyone.items())


def best(matches, count=1):
    return [match.ref for match in matches[:count]]

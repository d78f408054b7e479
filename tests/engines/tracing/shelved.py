"""Invented people for the tests of the stored index, and a database that is two dictionaries."""

from collections.abc import Mapping, Sequence

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.building import Builder
from reencuentro.engines.tracing.features import encode, features
from reencuentro.engines.tracing.stored import StoredIndex
from reencuentro.engines.tracing.types import Description, Written

SECRET = bytes(range(32))

WENDY = Description(
    names=(Written("Wendy Lisbeth", "Turcios Cálix"),),
    sex="female",
    birth=PartialDate.parse("2014-03-05"),
    country="HN",
    department="Olancho",
    municipality="Juticalpa",
    mothers=("Rosa Elena Cálix Murillo",),
    fathers=("Julio Turcios",),
    phones=("+504 9871 2345",),
)
OSCAR = Description(
    names=(Written("Óscar Danilo", "Turcios Cálix"),),
    sex="male",
    birth=PartialDate.parse("2010-11-20"),
    country="HN",
    department="Olancho",
    municipality="Juticalpa",
    mothers=("Rosa Elena Cálix Murillo",),
)
JUANA = Description(
    names=(Written("Juana", "Tzul Morales"),),
    birth=PartialDate.parse("2009"),
    country="GT",
    municipality="Totonicapán",
)
EVERYBODY = (WENDY, OSCAR, JUANA)


class Kept:
    """Cards or shelves in a dictionary."""

    def __init__(self, content: Mapping[int, bytes]) -> None:
        self.content = dict(content)

    def open(self, numbers: Sequence[int]) -> dict[int, bytes]:
        return {number: self.content[number] for number in numbers if self.content.get(number)}


def builder_of(people: Sequence[Description]) -> Builder:
    """Everybody under their place in the list, from 0."""
    builder = Builder(SECRET)
    for ref, person in enumerate(people):
        builder.add(ref, features(person))
    return builder


def index_of(people: Sequence[Description], secret: bytes = SECRET) -> StoredIndex:
    """`secret`: with which the index is searched, whatever it was built with."""
    builder = builder_of(people)
    layout = builder.layout()
    shelves = Kept(dict(builder.shelves(layout)))
    asked = type(layout)(secret, layout.shelves, layout.split, layout.pieces)
    cards = Kept({ref: encode(features(person)) for ref, person in enumerate(people)})
    return StoredIndex(asked, builder.statistics, shelves, cards)

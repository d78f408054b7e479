"""Invented people, as tracing compares them."""

from reencuentro.engines.partial_date import PartialDate
from reencuentro.engines.tracing.types import Description, Written


def described(given: str = "Wendy", surnames: str = "Xicará Tzoy", born: str = "2014-03-12") -> Description:
    return Description(names=(Written(given, surnames),), birth=PartialDate.parse(born))


WENDY = described()
IRIS = described("Iris", "Ñurinda Coc", "2011-07-30")
LUZ = described("Luz", "Quetzalteco", "2009-01-02")

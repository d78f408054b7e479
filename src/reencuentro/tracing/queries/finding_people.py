"""Who in the card index fits somebody: the one place where tracing asks the index. Raises its IndexAway."""

from collections.abc import Iterator
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from reencuentro.cardindex import searching
from reencuentro.cardindex.searching import Found
from reencuentro.casework.models import Person
from reencuentro.casework.queries.describing import description_of
from reencuentro.engines.tracing.types import Description, Sex, Sought, Written
from reencuentro.tracing.models import TracingRequest

MOST = 20  # leads that one search can make
NEAR = 50  # persons among whom one looks for those that somebody asks for
NEAR_FROM = (
    0.03  # far below what makes a lead: from the other side the same pair may look a little less likely
)
# What tells people apart. A place, an age or the sex alone never make a lead, however few people the base holds.
TELLING = frozenset({"given", "surnames", "mother", "father", "phone", "number"})


def that_fit(person: Person, sought: str) -> tuple[Found, ...]:
    """Persons of other cases who may be `person`, or a sibling, or a child (states.SOUGHT); best first."""
    described = _as_parent(description_of(person)) if sought == "children" else description_of(person)
    wanted = cast(Sought, sought)
    return searching.search(described, sought=wanted, limit=MOST, without=_of_the_case(person))


def likely(hit: Found, least: float) -> bool:
    """Likely enough, and for something that tells people apart."""
    told = any(one.weight > 0 and one.field in TELLING for one in hit.match.evidence)
    return told and hit.match.probability >= least


def requests_that_may_fit(
    person: Person, living: QuerySet[TracingRequest], *, own: bool = True
) -> list[TracingRequest]:
    """Those of the living searches for which somebody new or changed may be the answer: one index search for each kind
    of search that there is, however many searches and cards there are. Each is then searched in full.

    For whoever may not be found only their own search: that another one was looked at would tell that they are here.
    `own` False: without the searches for this very person.
    """
    theirs = living.filter(person=person).values_list("pk", flat=True) if own else ()
    found = set() if person.do_not_trace else _near(person, living)
    return list(living.filter(pk__in=found | set(theirs)))


def _near(person: Person, living: QuerySet[TracingRequest]) -> set[UUID]:
    kinds = set(living.order_by().values_list("sought", flat=True))
    found: set[UUID] = set()
    for sought in sorted(kinds):
        near = {hit.person for hit in _towards(person, sought) if likely(hit, NEAR_FROM)}
        found |= set(living.filter(person__in=near, sought=sought).values_list("pk", flat=True))
    return found


def _towards(person: Person, sought: str) -> Iterator[Found]:
    """The same question from the other side: a sibling's sibling, and the parents of a child."""
    described = description_of(person)
    wanted: Sought = "sibling" if sought == "sibling" else "person"
    whole = _parents(described) if sought == "children" else [described]
    for one in whole:
        yield from searching.search(one, sought=wanted, limit=NEAR, without=_of_the_case(person))


def _of_the_case(person: Person) -> set[UUID]:
    return set(Person.objects.filter(case_id=person.case_id).order_by().values_list("pk", flat=True))


def _as_parent(described: Description) -> Description:
    """What the children of somebody share with them: the name of a parent, and the place."""
    names = tuple(f"{one.given} {one.surnames}".strip() for one in described.names)
    return Description(
        mothers=() if described.sex == "male" else names,
        fathers=() if described.sex == "female" else names,
        country=described.country,
        department=described.department,
        municipality=described.municipality,
        village=described.village,
    )


def _parents(described: Description) -> list[Description]:
    """Mother and father of somebody, as far as their names tell."""
    sides = (("female", described.mothers), ("male", described.fathers))
    return [
        Description(
            names=tuple(Written(given=name) for name in names),
            sex=cast(Sex, sex),
            country=described.country,
            department=described.department,
            municipality=described.municipality,
        )
        for sex, names in sides
        if names
    ]

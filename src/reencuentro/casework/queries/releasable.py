"""What counsel may release to a Defender about each person of a case."""

from uuid import UUID

from reencuentro.casework.models import Case, Person, Sponsor

# The A-number, the facility and everything about the sponsor's life in the United States are not in this list, so no
# form and no call can release them (initiative.md, never 2).
RELEASABLE = (
    "names",
    "birth_date",
    "birth_place",
    "sex",
    "languages",
    "registry",
    "home_country_numbers",
    "last_known",
    "kinship",
)
# How somebody was last reached is, for a sponsor, an address in the United States.
OF_A_SPONSOR = tuple(item for item in RELEASABLE if item != "last_known")


def releasable(case: Case) -> dict[UUID, tuple[str, ...]]:
    """{person id: items that may be released}, whatever became of a sponsor's application. Two queries."""
    sponsors = set(Sponsor.objects.filter(case=case).values_list("person_id", flat=True))
    people = Person.objects.filter(case=case).values_list("pk", flat=True)
    return {pk: OF_A_SPONSOR if pk in sponsors else RELEASABLE for pk in people}

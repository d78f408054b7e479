"""What counsel may release to a Defender about each person of a case."""

from uuid import UUID

from reencuentro.casework.models import Case, Person, Sponsor
from reencuentro.casework.states import Words

# The A-number, the facility and everything about the sponsor's life in the United States are not in this list, so no
# form and no call can release them (initiative.md, never 2).
ITEMS = {
    "names": Words("Names, in all spellings", "Nombres, con todas sus variantes"),
    "birth_date": Words("Date of birth", "Fecha de nacimiento"),
    "birth_place": Words("Place of birth", "Lugar de nacimiento"),
    "sex": Words("Sex", "Sexo"),
    "languages": Words("Languages spoken", "Idiomas que habla"),
    "registry": Words("Where the birth record lies (book, folio)", "Dónde está la partida (libro, folio)"),
    "home_country_numbers": Words("Identity numbers of the home country", "Números de identidad de su país"),
    "last_known": Words("How the person was last reached", "Cómo se le contactó por última vez"),
    "kinship": Words("Parents and guardians", "Padres, madres y tutores"),
}
RELEASABLE = tuple(ITEMS)
# How somebody was last reached is, for a sponsor, an address in the United States: unless they are being looked for.
OF_A_SPONSOR = tuple(item for item in RELEASABLE if item != "last_known")


def releasable(case: Case) -> dict[UUID, tuple[str, ...]]:
    """{person id: items that may be released}, whatever became of a sponsor's application. Two queries."""
    settled = Sponsor.objects.filter(case=case, person__unlocated=False)
    sponsors = set(settled.values_list("person_id", flat=True))
    people = Person.objects.filter(case=case).values_list("pk", flat=True)
    return {pk: OF_A_SPONSOR if pk in sponsors else RELEASABLE for pk in people}

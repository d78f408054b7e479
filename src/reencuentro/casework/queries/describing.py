"""What tracing compares of a person."""

from reencuentro.casework.models import FamilyTie, Person
from reencuentro.engines.tracing.types import Description, Written
from reencuentro.reference import places


def description_of(person: Person) -> Description:
    names = [name for name in person.names.all() if name.kind != "nickname"]
    ties = FamilyTie.objects.filter(younger=person, kind__in=("biological", "adoptive")).select_related(
        "elder"
    )
    elders = [tie.elder for tie in ties]
    place = person.birth_place
    return Description(
        names=tuple(Written(n.given, f"{n.surname1} {n.surname2}".strip()) for n in names),
        nicknames=tuple(n.given for n in person.names.all() if n.kind == "nickname"),
        sex=person.sex if person.sex in ("female", "male") else "",
        birth=person.birth_date,
        country=place.get("country", "") or person.case.country,
        department=_label(place.get("department", "")),
        municipality=_label(place.get("municipality", "")),
        village=place.get("village", ""),
        mothers=tuple(e.full_name for e in elders if e.sex == "female" or e.relationship == "mother"),
        fathers=tuple(e.full_name for e in elders if e.sex == "male" or e.relationship == "father"),
    )


def _label(code: str) -> str:
    return places.get(code).label("es") if code else ""

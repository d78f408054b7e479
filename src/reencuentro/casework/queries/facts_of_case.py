"""Small reads for the pages of one fact of a case."""

from uuid import UUID

from reencuentro.casework.models import Case, Obstacle, ObstacleChange, Person, Request, Sponsor


def people_by_id(case: Case) -> dict[str, Person]:
    """The child first, with names. Two queries."""
    return {str(one.pk): one for one in Person.objects.filter(case=case).prefetch_related("names")}


def requests_of_case(case: Case) -> list[Request]:
    return list(Request.objects.filter(case=case).prefetch_related("assignments"))


def requests_about(obstacle: Obstacle) -> list[Request]:
    return [request for request in requests_of_case(obstacle.case) if request.obstacle_id == obstacle.pk]


def obstacle_history(obstacle: Obstacle) -> list[ObstacleChange]:
    """Oldest first."""
    return list(ObstacleChange.objects.filter(obstacle=obstacle).select_related("by"))


def present_sponsor(case: Case) -> Sponsor | None:
    return Sponsor.objects.filter(case=case).exclude(state="withdrawn").first()


def name_of(person_id: UUID | None, people: dict[str, Person]) -> str:
    person = people.get(str(person_id))
    return person.full_name if person else ""

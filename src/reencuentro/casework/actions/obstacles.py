"""What stands between the child and release."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, Obstacle, ObstacleChange, Person, Request
from reencuentro.casework.rules import require
from reencuentro.reference import obstacles as vocabulary

from ._story import lock, record


@transaction.atomic
def raise_obstacle(
    case: Case, code: str, *, by: User, note: str = "", person: Person | None = None
) -> Obstacle:
    """Name an obstacle of the reference vocabulary. The same obstacle about the same person stands only once."""
    require(by, "edit", case)
    if code not in {known.code for known in vocabulary.all()}:
        raise Invalid("code", _("Choose an obstacle from the list."))
    lock(case)
    known = Obstacle.objects.filter(case=case, code=code, person=person).exclude(
        state__in=["removed", "set_aside"]
    )
    if standing := known.first():
        return standing
    obstacle = Obstacle.objects.create(case=case, code=code, note=note, person=person)
    _keep_history(obstacle, "raise", by=by, because=note)
    record("obstacle.raise", case, by=by, about=obstacle, code=code)
    return obstacle


@transaction.atomic
def move_obstacle(
    obstacle: Obstacle, move: str, *, by: User, because: str = "", removed_by: Request | None = None
) -> None:
    """work_on, pause, remove, set_aside or stand_again; what removed it is kept."""
    require(by, "edit", obstacle.case)
    lock(obstacle)
    obstacle.move(move)
    obstacle.removed_by = removed_by if move == "remove" else None
    obstacle.version += 1
    obstacle.save(update_fields=["state", "removed_by", "version"])
    _keep_history(obstacle, move, by=by, because=because)
    record(f"obstacle.{move}", obstacle.case, by=by, about=obstacle, said=because, code=obstacle.code)


def start_work(obstacle: Obstacle | None, *, by: User) -> None:
    """A request was asked for it: it is no longer "not started". Called by the request's own action."""
    if obstacle and obstacle.may_move("work_on"):
        obstacle.move("work_on")
        obstacle.save(update_fields=["state"])
        _keep_history(obstacle, "work_on", by=by)


def _keep_history(obstacle: Obstacle, move: str, *, by: User, because: str = "") -> None:
    ObstacleChange.objects.create(
        case=obstacle.case,
        obstacle=obstacle,
        move=move,
        state=obstacle.state,
        by=by,
        at=now(),
        because=because,
    )

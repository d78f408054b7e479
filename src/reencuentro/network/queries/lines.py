"""Who is next in line for a request, for the coordinators of its case."""

from dataclasses import dataclass
from uuid import UUID

from reencuentro.accounts.models import User
from reencuentro.casework.models import Offer, Request
from reencuentro.network.models import NextInLine


@dataclass(frozen=True)
class Line:
    pk: UUID
    names: list[str]


def line_of(request: Request) -> Line | None:
    """The line that goes on, with the names of those who were not asked yet, in their order. At most three queries."""
    line = NextInLine.objects.filter(request=request, state="waiting").first()
    if line is None:
        return None
    asked = asked_since(line)
    left = [pk for pk in line.defenders if pk not in asked]
    names = {str(user.pk): user.full_name for user in User.objects.filter(pk__in=left)}
    return Line(line.pk, [names[pk] for pk in left if pk in names])


def asked_since(line: NextInLine) -> set[str]:
    """Ids of everybody who got an offer of this request since the line began."""
    offers = Offer.objects.filter(request=line.request_id, made_at__gte=line.offer.made_at)
    return {str(pk) for pk in offers.order_by().values_list("defender_id", flat=True)}

"""What a Defender may know for one request: counsel decides it, person by person and item by item."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotNow
from reencuentro.casework.models import Disclosure, Person, Request
from reencuentro.casework.never import refuse_a_number
from reencuentro.casework.queries.releasable import releasable
from reencuentro.casework.rules import require

from ._story import lock, record

Release = dict[Person, list[str]]


@transaction.atomic
def disclose(request: Request, release: Release, *, by: User, excerpt: str = "") -> None:
    """Counsel sets anew what the Defender may know, of everybody at once; who is not named is no longer known.

    Raises NotAllowed, NotNow once the request is settled, Invalid for what may never be released.
    """
    require(by, "disclose", request.case)
    lock(request)
    if request.settled:
        raise NotNow("request", request.state, "disclose")
    known = Disclosure.objects.filter(request=request).select_related("person")
    release = {disclosure.person: [] for disclosure in known} | release
    write_release(request, release, by=by, excerpt=excerpt)
    record("request.disclose", request.case, by=by, request=request, items=sum(map(len, release.values())))


def write_release(request: Request, release: Release, *, by: User, excerpt: str = "") -> None:
    """The rows, inside the caller's transaction. The excerpt of the story goes with the subject."""
    refuse_a_number("excerpt", excerpt)
    allowed = releasable(request.case) if release else {}
    about = request.subject_id or next((person.pk for person in release), None)
    for person, items in release.items():
        if person.case_id != request.case_id:
            raise Invalid("person", _("This person belongs to another case."))
        if not set(items) <= set(allowed[person.pk]):
            raise Invalid("items", _("This can never be released to a Defender."))
        Disclosure.objects.update_or_create(
            request=request,
            person=person,
            defaults={
                "case": request.case,
                "box": request.box,
                "items": sorted(items),
                "excerpt": excerpt if person.pk == about else "",
                "by": by,
                "at": now(),
            },
        )

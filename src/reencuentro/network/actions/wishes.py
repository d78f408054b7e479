"""What a coordinator knows and the figures do not: ask this Defender for that request, or do not ask that one."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework import rules as casework
from reencuentro.casework.actions._story import lock, once
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Request
from reencuentro.network.models import Wish
from reencuentro.network.queries import desk


@once(Wish)
def wish(
    request: Request,
    defender: User,
    kind: str,
    *,
    by: User,
    because: str = "",
    client_id: UUID | None = None,
) -> Wish:
    """`kind` is pin or ban. The next proposal keeps it if it can, and never says why if it cannot.

    Anybody of the country may be named: refusing some would tell something of them. The same wish again is the first.
    Raises NotAllowed, Invalid for an unknown kind or somebody who is no Defender of the country.
    """
    casework.require(by, "match", request.case)
    if kind not in Wish.Kind.values:
        raise Invalid("kind", _("Choose what you wish."))
    if not desk.defenders_of(request.country).filter(pk=defender.pk).exists():
        raise Invalid("defender", _("Choose a Defender of this country."))
    lock(request)
    known = Wish.objects.filter(request=request, defender=defender, kind=kind, ended_at=None).first()
    if known:
        return known
    made = Wish.objects.create(
        case=request.case,
        request=request,
        defender=defender,
        kind=kind,
        because=because,
        by=by,
        at=now(),
        client_id=client_id,
    )
    log.record("wish.make", by=by, about=request, case=request.case.code, wish=made.pk, kind=kind)
    return made


@transaction.atomic
def end(made: Wish, *, by: User) -> None:
    """The wish counts no more. Ending twice is one end. Raises NotAllowed."""
    casework.require(by, "match", made.case)
    lock(made)
    if made.ended_at is not None:
        return
    made.ended_at, made.ended_by = now(), by
    made.save(update_fields=["ended_at", "ended_by"])
    log.record("wish.end", by=by, about=made.request, case=made.case.code, wish=made.pk)

"""Ask a Defender, and note on the day's proposal whether it was followed. The offer itself is casework's."""

from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.casework.actions import offers
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import NotReady
from reencuentro.casework.models import Offer, Request
from reencuentro.network.models import ProposalLine
from reencuentro.network.queries import keeping
from reencuentro.network.queries.estimates import estimate


@transaction.atomic
def ask(request: Request, defender: User, *, by: User, **details: Any) -> Offer:
    """As `offers.offer`, which refuses what is no longer possible; `details` are its other arguments.

    The open line of the request is then `asked`, or `changed` when it proposed somebody else. The ledger keeps the
    proposal's hash, policy version and seed, and whether its reasons were opened before.
    """
    made: Offer = offers.offer(request, defender, by=by, **details)
    settle(made, by=by)
    return made


def ask_as_proposed(line: ProposalLine, *, by: User, client_id: UUID) -> Offer:
    """Ask whom the line proposes; `client_id` is the form's, one form may send many lines.

    Raises as `ask`, and NotReady when the line proposes nobody.
    """
    if line.defender is None:
        raise NotReady(_("Nobody is proposed here."))
    return ask(
        line.request,
        line.defender,
        by=by,
        ranking=keeping.ranking(line),
        client_id=uuid5(client_id, str(line.pk)),
        **estimate(line.defender.defender_profile, line.request)._asdict(),
    )


def settle(offer: Offer, *, by: User) -> None:
    """Within the transaction of the offer. A request without an open line is none of the desk's business, nor is an
    offer of before that an old form brought back.
    """
    if offer.state != "made":
        return
    living = ProposalLine.objects.select_for_update(of=("self",)).select_related("proposal")
    line = living.filter(request=offer.request_id, state__in=("open", "set_aside")).first()
    if line is None:
        return
    followed = line.defender_id == offer.defender_id
    line.move("ask" if followed else "change")
    line.asked_id, line.by, line.at = offer.defender_id, by, now()
    line.save(update_fields=["state", "asked", "by", "at"])
    log.record(
        "proposal.follow" if followed else "proposal.change",
        by=by,
        about=offer.request,
        case=offer.case.code,
        proposal=line.proposal_id,
        inputs=line.proposal.inputs_hash,
        policy=line.proposal.policy_version,
        seed=line.proposal.seed,
        looked=line.looked_at is not None,
    )

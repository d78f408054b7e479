"""The conversation of a case. The Defender's channel stands on the page of its request."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.casework.actions import looking
from reencuentro.casework.actions import messages as actions
from reencuentro.casework.models import Message
from reencuentro.casework.queries.conversation import conversation
from reencuentro.casework.queries.visible import case_for
from reencuentro.casework.rules import may

from . import said
from .acts import ActPage, carry_out
from .doors import CASE_PEOPLE, door
from .forms.base import fill
from .forms.case_facts import WriteMessage
from .visit import Visit

Channel = Message.Channel
PERMISSION = {Channel.ADVOCATE: "write_advocate", Channel.INTERNAL: "write_internal"}


@door(*CASE_PEOPLE)
def case_messages(request: Visit, code: str) -> HttpResponse:
    case = case_for(request.user, code)
    channel = request.GET.get("channel", Channel.ADVOCATE)
    if channel not in PERMISSION or not may(request.user, PERMISSION[Channel(channel)], case):
        raise Http404
    if request.method == "GET":
        looking.look(case, by=request.user, page="messages")
    here = reverse("case_messages", args=[case.code])
    page = ActPage(
        case,
        _("Messages"),
        _("Send"),
        back=here if channel == Channel.ADVOCATE else f"{here}?channel={channel}",
        template="web/case/messages.html",
        more={
            "channel": channel,
            "bubbles": [_bubble(message, request) for message in conversation(case, channel)],
            "may_internal": may(request.user, "write_internal", case),
        },
    )

    def act(given: dict[str, Any]) -> None:
        actions.write(case, channel, given["body"], by=request.user, client_id=given["client_id"])

    return carry_out(request, page, fill(WriteMessage, request), act)


def _bubble(message: Message, request: Visit) -> dict[str, Any]:
    mine = message.author_id == request.user.pk
    return {
        "who": _("You") if mine else message.author.full_name,
        "when": said.moment(message.at),
        "body": message.body,
        "mine": mine,
        "internal": message.channel == Channel.INTERNAL,
    }

"""Mail that was not sent, or perhaps not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.notify import actions, queries
from reencuentro.notify import state as notify_state
from reencuentro.notify.models import Notice
from reencuentro.web.doors import door, post_only

from .acts import decide, me

PER_PAGE = 30
TROUBLE = {
    "worker_died": gettext_lazy("The worker stopped in the middle."),
    "reader_left": gettext_lazy("This person has left."),
    "link_unusable": gettext_lazy("The link was used, replaced or ran out before it was sent."),
    "no_connection": gettext_lazy("The mail server could not be reached."),
    "line_broke": gettext_lazy("The connection broke in the middle."),
    "refused_for_now": gettext_lazy("The mail server refused it again and again."),
    "refused": gettext_lazy("The mail server refused it for good. Is the address right?"),
}


@door(Role.ADMINISTRATOR, methods=("GET",))
def outbox(request: HttpRequest) -> HttpResponse:
    now, state = timezone.now(), notify_state.state()
    page = Paginator(queries.troubled(by=me(request)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"state": state, "late": state.is_late(now), "page": page, "rows": [_row(one) for one in page]}
    return render(request, "web/administration/outbox.html", context)


def _row(notice: Notice) -> dict[str, Any]:
    return {
        "notice": notice,
        "subject": _subject(notice),
        "trouble": TROUBLE.get(notice.trouble, notice.trouble),
        "again": notice.link_id is None and notice.to.is_active,
    }


def _subject(notice: Notice) -> str:
    """What a notice about a case says would tell how the case goes: here it is only one about a case."""
    if notice.case_code:
        return _("About a case")
    return notice.what.subject.label(get_language() or "en")


@post_only(Role.ADMINISTRATOR)
def send_notice_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    notice = get_object_or_404(queries.troubled(by=me(request)), pk=pk)
    decide(request, lambda: actions.send_again(notice, by=me(request)))
    messages.success(request, _("It waits to be sent again."))
    return redirect("outbox")

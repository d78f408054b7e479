"""What our pages are compared with, in the same server and the same run.

frame   the page "My cases" with 25 lines, drawn by the same template in the same frame, without database and keys:
        what Django, the frame and the HTTP way cost before anything is looked up.
plain   the same page from the same query on a copy of the tables whose columns are not sealed: the difference to
        "my cases" is the price of sealing.
"""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.models import CaseMember, Clock
from reencuentro.casework.queries.case_list import CaseLine, counts, line
from reencuentro.casework.queries.visible import PARTS_OF_ROLE
from reencuentro.config import urls
from reencuentro.web.cases import A_PAGE, _line
from reencuentro.web.forms.cases import FindCase

from .models import WORDS, PlainCase, PlainPerson

LINE = CaseLine(
    code="R-7K3F2M", first_name=WORDS, country="HN", state="open", outcome="", urgent=False, days=90,
    next_clock=date(2030, 1, 1), done=1, total=3,
)  # fmt: skip


def frame(request: HttpRequest) -> HttpResponse:
    return _drawn(request, Paginator([LINE] * 300, A_PAGE).get_page(1), [LINE] * A_PAGE, {"open": 300})


def plain(request: Any) -> HttpResponse:
    counted = counts(request.user)
    pages = Paginator(plain_case_list(request.user), A_PAGE)
    pages.count = counted["open"]  # as the view does
    page = pages.get_page(1)
    return _drawn(request, page, [line(case, timezone.localdate()) for case in page], counted)


def plain_case_list(user: User) -> QuerySet[Any]:
    """casework.queries.case_list.case_list word for word, over the copies."""
    parts = PARTS_OF_ROLE[user.role or ""]
    mine = CaseMember.objects.filter(user=user, until=None, part__in=parts).values("case")
    running = Clock.objects.filter(case=OuterRef("pk"), state="running").order_by("due_on")
    children = PlainPerson.objects.filter(is_child=True).prefetch_related("names")
    done = Q(obstacle__state__in=["removed", "set_aside"])
    return (
        PlainCase.objects.filter(pk__in=mine, erased_at=None, state="open")
        .annotate(
            next_clock=Subquery(running.values("due_on")[:1]),
            total=Count("obstacle", distinct=True),
            done=Count("obstacle", filter=done, distinct=True),
        )
        .prefetch_related(Prefetch("people", queryset=children, to_attr="children"))
        .order_by("-medically_urgent", F("next_clock").asc(nulls_last=True), "custody_since", "code")
    )


def _drawn(request: HttpRequest, page: Any, lines: list[CaseLine], counted: dict[str, int]) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "page": page,
        "lines": [_line(one, today) for one in lines],
        "counts": counted,
        "state": "open",
        "code": "",
        "find": FindCase({}),
    }
    return render(request, "web/case/list.html", context)


urlpatterns = [
    path("", include(urls)),
    path("peer/frame/", frame, name="peer_frame"),
    path("peer/plain/", plain, name="peer_plain"),
]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500

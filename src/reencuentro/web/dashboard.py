"""The coordination at a glance: each number leads to the requests behind it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reencuentro.accounts.models import Role
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.queries.dashboard import Dashboard, dashboard
from reencuentro.casework.states import REQUEST
from reencuentro.ui.charts import Bar

from . import request_words, said
from .doors import door
from .visit import Visit

LONG = 120  # days in custody from which a bar is drawn as late


@door(Role.COORDINATOR, methods=("GET",))
def dashboard_page(request: Visit) -> HttpResponse:
    found = dashboard(request.user, now(), today())
    if found is None:
        raise Http404
    inbox = reverse("inbox")
    context = {
        "found": found,
        "figures": _figures(found, inbox),
        "states": _states(found, inbox),
        "custody": _custody(found),
        "countries": [
            Bar(said.country(code), count, str(count), "go", f"{inbox}?country={code}")
            for code, count in sorted(found.by_country.items(), key=lambda pair: -pair[1])
        ],
        "shares": [
            Bar(
                share.organisation.name,
                share.percent,
                _("%(percent)s %% of %(count)s") % {"percent": share.percent, "count": share.reviewed},
                "wait",
                f"{inbox}?partner={share.organisation.pk}",
            )
            for share in found.shares
        ],
    }
    return render(request, "web/request/dashboard.html", context)


def _figures(found: Dashboard, inbox: str) -> list[tuple[int, str, str, str]]:
    """(number, what, tone, where it leads)."""
    return [
        (found.to_review, _("to review"), "wait" if found.to_review else "", f"{inbox}?tab=review"),
        (found.offers_open, _("offers without an answer"), "", f"{inbox}?state=offered"),
        (found.offers_late, _("of them past their time"), _late(found.offers_late), f"{inbox}?state=offered"),
        (found.late_clocks, _("cases with a clock that has run out"), _late(found.late_clocks), f"{inbox}?late"),
    ]  # fmt: skip


def _late(count: int) -> str:
    return "late" if count else ""


def _states(found: Dashboard, inbox: str) -> list[Bar]:
    return [
        Bar(
            str(REQUEST[state]),
            count,
            str(count),
            request_words.tone(REQUEST[state].tone),
            f"{inbox}?state={state}",
        )
        for state, count in found.by_state.items()
    ]


def _custody(found: Dashboard) -> list[Bar]:
    bars = [
        Bar(_span(low, high), count, str(count), "late" if low > LONG else "go")
        for low, high, count in found.in_custody
    ]
    if found.custody_unknown:
        bars.append(Bar(_("not known"), found.custody_unknown, str(found.custody_unknown)))
    return bars


def _span(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s days or more") % {"low": low}
    return _("%(low)s to %(high)s days") % {"low": low, "high": high}

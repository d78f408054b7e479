"""Counts for the coordination: how many, how long, how late. No identity of anybody; every figure in one query."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from reencuentro.accounts.models import Organisation, User
from reencuentro.casework.models import Case, Clock, Offer, Request
from reencuentro.casework.states import REQUEST

DAYS = ((0, 30), (31, 60), (61, 120), (121, 240), (241, None))  # 120 days: the line that the charts draw


@dataclass(frozen=True)
class Share:
    """How many of a partner's reviewed requests were found urgent: everybody's "critical" is nobody's."""

    organisation: Organisation
    urgent: int
    reviewed: int

    @property
    def percent(self) -> int:
        return round(100 * self.urgent / self.reviewed) if self.reviewed else 0


@dataclass(frozen=True)
class Dashboard:
    cases: int
    by_state: dict[str, int]
    by_country: dict[str, int]
    in_custody: list[tuple[int, int | None, int]]  # (from day, to day or None, cases)
    custody_unknown: int
    late_clocks: int
    to_review: int
    offers_open: int
    offers_late: int
    shares: list[Share]


def dashboard(user: User, now: datetime, today: date) -> Dashboard | None:
    """For coordinators; None for everybody else. Six queries, whatever the number of cases."""
    if not user.is_coordinator:
        return None
    cases = Case.objects.filter(state="open", erased_at=None)
    in_hand = [state for state in REQUEST.living() if state != "received"]
    requests = Request.objects.filter(case__state="open", case__erased_at=None, state__in=in_hand)
    living = requests.order_by().values_list("state", "country").annotate(n=Count("pk"))
    by_state, by_country = Counter[str](), Counter[str]()
    for state, country, number in living:
        by_state[state] += number
        by_country[country] += number
    since = dict(cases.order_by().values_list("custody_since").annotate(n=Count("pk")))
    offers = Offer.objects.filter(state="made", case__erased_at=None).aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(answer_by__lt=now))
    )
    late = Clock.objects.filter(state="running", due_on__lt=today, case__state="open", case__erased_at=None)
    return Dashboard(
        cases=sum(since.values()),
        by_state={state: by_state[state] for state in in_hand},
        by_country=dict(sorted(by_country.items())),
        in_custody=_custody(since, today),
        custody_unknown=since.get(None, 0),
        late_clocks=late.values("case").distinct().count(),
        to_review=by_state["asked"],
        offers_open=offers["open"],
        offers_late=offers["late"],
        shares=_shares(),
    )


def _custody(since: dict[date | None, int], today: date) -> list[tuple[int, int | None, int]]:
    """Cases in each span of days. The database has counted by day: there are fewer days than cases."""
    ages = [((today - day).days, number) for day, number in since.items() if day]
    return [
        (low, high, sum(number for age, number in ages if low <= age <= (high or age))) for low, high in DAYS
    ]


def _shares() -> list[Share]:
    """Partners with reviewed requests, the most urgent share first."""
    rows = Request.objects.exclude(urgency="").filter(case__erased_at=None).order_by("case__organisation")
    counted = rows.values_list("case__organisation").annotate(
        urgent=Count("pk", filter=Q(urgency__in=["critical", "high"])), reviewed=Count("pk")
    )
    figures = {pk: (urgent, reviewed) for pk, urgent, reviewed in counted}
    partners = Organisation.objects.filter(pk__in=figures)
    shares = [Share(partner, *figures[partner.pk]) for partner in partners]
    return sorted(shares, key=lambda share: (-share.percent, -share.reviewed))

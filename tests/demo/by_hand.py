"""What a visitor does by hand: brings a request, and then a case, from wherever the demo left it to its end."""

from django.utils import timezone

from reencuentro.accounts.models import User
from reencuentro.casework.actions import cases, deliveries, findings, offers, requests
from reencuentro.casework.models import Assignment, Case, CaseMember, Delivery, Finding, Offer, Request
from reencuentro.casework.rules import Part
from reencuentro.network.queries.candidates import candidates


def finish(request: Request) -> None:
    """Each step by whoever does it in real life; the Defender is the one whom the engine puts first."""
    while request.state not in ("received", "withdrawn", "cannot_help"):
        STEPS[request.state](request)
        request = Request.objects.get(pk=request.pk)


def end(case: Case, outcome: str) -> None:
    for request in case.requests.all():
        finish(request)
    counsel = _member(case, Part.COUNSEL)
    for finding in Finding.objects.filter(case=case, state="undecided"):
        findings.decide(finding, "court", True, by=counsel, because="The family agrees.")
    cases.end_case(case, outcome, by=counsel, ended_on=timezone.localdate())


def _member(case: Case, part: str) -> User:
    return CaseMember.objects.filter(case=case, part=part, until=None).earliest("since").user


def _review(request: Request) -> None:
    urgency = "critical" if request.case.medically_urgent else "high"
    requests.review(request, urgency, by=_member(request.case, Part.COORDINATOR))


def _offer(request: Request) -> None:
    found = candidates(request, timezone.now())
    assert found.suggestion.chosen, f"nobody is eligible for {request.service} in {request.department}"
    defender = found.people[found.suggestion.chosen.defender]
    offers.offer(request, defender, by=_member(request.case, Part.COORDINATOR), ranking=found.ranking())


def _accept(request: Request) -> None:
    offer = Offer.objects.get(request=request, state="made")
    offers.accept(offer, by=offer.defender)


def _deliver(request: Request) -> None:
    work = Assignment.objects.get(request=request, state="working")
    deliveries.deliver(work, [], by=work.defender, result="obtained", said="Aquí está.")


def _check(request: Request) -> None:
    delivery = Delivery.objects.get(assignment__request=request, state="submitted")
    deliveries.accept(delivery, by=_member(request.case, Part.COORDINATOR))


STEPS = {
    "asked": _review,
    "reviewed": _offer,
    "offered": _accept,
    "assigned": _deliver,
    "delivered": _check,
    "ready": lambda request: requests.receive(request, by=request.asked_by),
}

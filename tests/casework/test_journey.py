"""The main job from the first request to the reunification, through actions alone."""

from decimal import Decimal

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, deliveries, fees, messages, offers, requests, work
from reencuentro.casework.models import Case, Event
from tests import cast as the

pytestmark = pytest.mark.django_db


def test_a_request_travels_from_the_advocate_to_the_defender_and_back() -> None:
    cast = the.people()
    case = the.a_case(cast)
    request = the.a_request(cast, case)
    requests.review(request, "high", by=cast.coordinator, ceiling=Decimal("800"))
    offer = offers.offer(request, cast.defender, by=cast.coordinator)
    assignment = offers.accept(offer, by=cast.defender)
    work.promise(assignment, timezone.localdate(), by=cast.defender)
    work.report_step(assignment, "visited", by=cast.defender, said="The book is at the departmental office.")
    fees.ask_fee(assignment, by=cast.defender, amount=Decimal("200"), currency="HNL", what="Certified copy")
    messages.write(case, "defender", "Is the folio number known?", by=cast.defender, request=request)
    delivery = deliveries.deliver(
        assignment, [], by=cast.defender, result="obtained", said="Book 12, folio 34."
    )
    deliveries.send_back(delivery, by=cast.coordinator, because="The stamp is missing.")
    again = deliveries.deliver(assignment, [], by=cast.defender, result="obtained", said="With the stamp.")
    deliveries.accept(again, by=cast.coordinator)
    request.refresh_from_db()
    requests.receive(request, by=cast.advocate)
    cases.end_case(case, "released", by=cast.advocate, ended_on=timezone.localdate(), said="To his father.")

    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.outcome, request.state, request.result) == (
        "ended",
        "released",
        "received",
        "obtained",
    )
    told = list(Event.objects.filter(case=case).values_list("verb", flat=True))
    assert told == [
        "case.open",
        "case.take",
        "request.ask",
        "request.review",
        "offer.make",
        "offer.accept",
        "work.promise",
        "work.step",
        "fee.ask",
        "delivery.make",
        "delivery.send_back",
        "delivery.make",
        "delivery.accept",
        "request.receive",
        "case.end",
    ]
    written = list(Entry.objects.order_by("seq").values_list("verb", flat=True))
    assert [verb for verb in written if verb in told] == told

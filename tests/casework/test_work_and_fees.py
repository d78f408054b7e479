from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from reencuentro.casework.actions import fees, work
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow
from reencuentro.casework.models import Fee, Step
from reencuentro.notify.models import Notice
from reencuentro.vault import intake
from reencuentro.vault.models import SealedFile
from tests import cast as the
from tests.cast import Cast

from .test_deliveries import photo


def test_a_promise_lies_ahead(cast: Cast) -> None:
    assignment = the.assigned(cast)
    with pytest.raises(Invalid) as refused:
        work.promise(assignment, timezone.localdate() - timedelta(days=1), by=cast.defender)
    assert refused.value.field == "promised_on"
    work.promise(assignment, timezone.localdate() + timedelta(days=4), by=cast.defender)
    assignment.refresh_from_db()
    assert assignment.promised_on == timezone.localdate() + timedelta(days=4)


def test_a_step_reported_twice_from_a_bad_line_is_one_step(cast: Cast) -> None:
    assignment = the.assigned(cast)
    form = uuid4()
    for _again in range(3):
        work.report_step(assignment, "visited", by=cast.defender, said="Closed until Monday.", client_id=form)
    assert [step.said for step in Step.objects.all()] == ["Closed until Monday."]
    with pytest.raises(Invalid):
        work.report_step(assignment, "flew", by=cast.defender)
    with pytest.raises(NotAllowed):
        work.report_step(assignment, "visited", by=cast.other_defender)


def fee(cast: Cast, assignment, amount: str, currency: str = "HNL"):  # type: ignore[no-untyped-def]
    return fees.ask_fee(assignment, by=cast.defender, amount=Decimal(amount), currency=currency, what="Copy")


def test_costs_within_the_ceiling_need_no_approval_and_add_up(cast: Cast) -> None:
    assignment = the.assigned(cast)  # ceiling: 800 HNL
    states = [fee(cast, assignment, amount).state for amount in ("500", "300", "0.01")]
    assert states == ["approved", "approved", "asked"]
    assert fees.left_of_ceiling(assignment, "HNL") == Decimal(0)
    assert fees.left_of_ceiling(assignment, "USD") == Decimal(0)
    assert fee(cast, assignment, "1", "USD").state == "asked"
    assert Notice.objects.filter(to=cast.coordinator, kind="fee_to_approve").count() == 2


@pytest.mark.parametrize(
    ("amount", "what", "field"), [("0", "Copy", "amount"), ("-5", "Copy", "amount"), ("5", " ", "what")]
)
def test_an_impossible_cost_is_refused_at_its_field(cast: Cast, amount: str, what: str, field: str) -> None:
    assignment = the.assigned(cast)
    with pytest.raises(Invalid) as refused:
        fees.ask_fee(assignment, by=cast.defender, amount=Decimal(amount), currency="HNL", what=what)
    assert refused.value.field == field


def test_a_receipt_is_sealed_with_the_key_of_the_case_and_a_false_one_stores_nothing(cast: Cast) -> None:
    assignment = the.assigned(cast)
    given = {"amount": Decimal("5"), "currency": "HNL", "what": "Copy", "by": cast.defender}
    form = uuid4()
    kept = {fees.ask_fee(assignment, receipt=photo(), client_id=form, **given).receipt_id for _ in "ab"}
    assert [receipt.box_id for receipt in SealedFile.objects.filter(pk__in=kept)] == [assignment.case.box_id]
    with pytest.raises(intake.Refused):
        fees.ask_fee(assignment, receipt=SimpleUploadedFile("a.jpg", b"no picture"), **given)
    assert Fee.objects.count() == 1


def test_a_coordinator_decides_and_pays(cast: Cast) -> None:
    assignment = the.assigned(cast)
    one, two = fee(cast, assignment, "900"), fee(cast, assignment, "901")
    with pytest.raises(Invalid):
        fees.decide_fee(one, False, by=cast.coordinator)
    fees.decide_fee(one, False, by=cast.coordinator, because="Too much.")
    fees.decide_fee(two, True, by=cast.coordinator)
    with pytest.raises(NotNow):
        fees.mark_paid(one, by=cast.coordinator)
    fees.mark_paid(two, by=cast.coordinator)
    with pytest.raises(NotAllowed):
        fees.decide_fee(two, True, by=cast.defender)
    assert sorted(Fee.objects.values_list("state", flat=True)) == ["paid", "refused"]
    assert Notice.objects.filter(to=cast.defender, kind="fee_answered").count() == 2

"""A human checks a delivery and decides a cost."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reencuentro.casework.actions import fees
from tests import cast as the
from tests.vault import pictures

from .sign_in import as_

pytestmark = pytest.mark.django_db

ALL = ("legible", "right_person", "complete", "stamped", "dates_agree")


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


@pytest.fixture
def delivery(cast):
    return the.delivered(cast)


def url(delivery) -> str:
    return reverse("delivery_check", args=[delivery.pk])


def post(cast, delivery, **data):
    return as_(cast.coordinator).post(url(delivery), data)


def ticked(*codes: str) -> dict[str, str]:
    return {f"check_{code}": "on" for code in codes}


def test_the_list_is_made_for_the_kind_of_service(cast, delivery):
    form = as_(cast.coordinator).get(url(delivery)).context["form"]
    assert [check.code for check in form.checks] == list(ALL)
    found = the.delivered(cast, the.assigned(cast, the.offered(cast, the.reviewed(cast, service="witness_declaration",
                                                                                  document=""))))  # fmt: skip
    form = as_(cast.coordinator).get(url(found)).context["form"]
    assert [check.code for check in form.checks] == ["right_person", "complete", "stamped"]


def test_all_points_are_fine_and_it_goes_to_the_advocate(cast, delivery):
    assert post(cast, delivery, accept="yes", **ticked(*ALL)).status_code == 302
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reviewed_by) == ("accepted", cast.coordinator)
    assert delivery.checked == dict.fromkeys(ALL, True)


def test_an_open_point_needs_a_word(cast, delivery):
    refused = post(cast, delivery, accept="yes", **ticked("legible"))
    assert "write why you accept it all the same" in refused.content.decode()
    assert "checked" in refused.content.decode()
    accepted = post(cast, delivery, accept="yes", said="The registry has no stamp now.", **ticked("legible"))
    assert accepted.status_code == 302
    delivery.refresh_from_db()
    assert delivery.checked["stamped"] is False


def test_sending_back_needs_the_reason(cast, delivery):
    assert "Write what is missing" in post(cast, delivery, send_back="yes").content.decode()
    post(cast, delivery, send_back="yes", said="The reverse is missing.")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.review_said) == ("sent_back", "The reverse is missing.")


def test_two_coordinators_who_check_at_once_get_a_sentence(cast, delivery):
    post(cast, delivery, accept="yes", **ticked(*ALL))
    again = post(cast, delivery, accept="yes", **ticked(*ALL))
    assert "Somebody else was faster" in again.content.decode()


@pytest.mark.parametrize("who", ["advocate", "other_coordinator", "stranger", "defender", "administrator"])
def test_nobody_else_checks(cast, delivery, who):
    assert as_(getattr(cast, who)).get(url(delivery)).status_code == 404
    assert as_(getattr(cast, who)).post(url(delivery), {"accept": "yes"}).status_code == 404


@pytest.fixture
def fee(cast):
    work = the.assigned(cast)
    return fees.ask_fee(
        work, by=cast.defender, amount=Decimal("9000"), currency="HNL", what="Lawyer of the registry"
    )


def decide(cast, fee, **data):
    return as_(cast.coordinator).post(reverse("fee_decide", args=[fee.pk]), data)


def test_a_cost_is_approved_and_paid(cast, fee):
    page = as_(cast.coordinator).get(reverse("fee_decide", args=[fee.pk])).content.decode()
    assert "Lawyer of the registry" in page
    decide(cast, fee, approve="yes")
    as_(cast.coordinator).post(reverse("fee_paid", args=[fee.pk]))
    fee.refresh_from_db()
    assert fee.state == "paid"


def test_a_cost_is_refused_with_its_reason(cast, fee):
    assert "Write why it is not approved." in decide(cast, fee, refuse="yes").content.decode()
    decide(cast, fee, refuse="yes", because="The copy is free there.")
    fee.refresh_from_db()
    assert (fee.state, fee.decided_because) == ("refused", "The copy is free there.")


def test_costs_are_for_coordinators(cast, fee):
    assert as_(cast.advocate).get(reverse("fee_decide", args=[fee.pk])).status_code == 404
    page = as_(cast.advocate).get(reverse("request", args=[fee.assignment.request_id])).content.decode()
    assert "Lawyer of the registry" not in page


def test_the_receipt_is_opened_by_the_coordination_alone(cast):
    photo = pictures.encoded(pictures.page(), "JPEG")
    work = the.assigned(cast)
    receipt = SimpleUploadedFile("recibo.jpg", photo, "image/jpeg")
    fee = fees.ask_fee(
        work, by=cast.defender, amount=Decimal("9000"), currency="HNL", what="Lawyer", receipt=receipt
    )
    url = reverse("fee_receipt", args=[fee.pk])
    opened = as_(cast.coordinator).get(url)
    assert b"".join(opened.streaming_content) == photo
    assert "no-store" in opened["Cache-Control"]
    assert as_(cast.advocate).get(url).status_code == 404


def test_a_cost_without_receipt_has_none_to_open(cast, fee):
    assert as_(cast.coordinator).get(reverse("fee_receipt", args=[fee.pk])).status_code == 404

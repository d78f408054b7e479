"""The advocate's part and the Defender's part of the story without a pointer."""

from collections.abc import Callable
from typing import Any

import pytest

from reencuentro.casework.models import Delivery, Request
from tests import cast as the
from tests.cast import Cast

from . import advocate, defender, julio
from .typist import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_case_is_opened_and_a_request_sent_by_keyboard(cast: Cast, window: Callable[..., Any]) -> None:
    ada = window(cast.advocate, kind=Typist)
    ada.sign_in()
    advocate.open_case(ada)
    advocate.ask_for_the_record(ada)
    request = Request.objects.get()
    assert (request.state, request.why, request.municipality) == ("asked", julio.WHY, julio.TOWN)


def test_an_offer_is_accepted_and_the_work_delivered_by_keyboard(
    cast: Cast, window: Callable[..., Any]
) -> None:
    case = the.a_case(cast)
    child = case.person_set.get(is_child=True)
    request = the.a_request(cast, case, subject=child, release={child: ["names"]})
    the.offered(cast, the.reviewed(cast, request))
    delia = window(cast.defender, width=390, language="es", kind=Typist)
    delia.sign_in()
    defender.open_the_offer(delia)
    defender.say_yes(delia)
    delia.sees(the.CHILD["given"])
    defender.deliver(delia, 1)
    assert (Delivery.objects.get().state, Request.objects.get().state) == ("submitted", "delivered")

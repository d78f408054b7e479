"""What goes wrong while somebody is looked for: a sentence, nothing lost, nothing done twice."""

import signal
from collections.abc import Callable
from datetime import timedelta
from threading import Timer
from typing import Any

import pytest
from django.db.models import F

from reencuentro.casework.models import Finding
from reencuentro.reference import tracing_policy
from reencuentro.tracing.actions import knowing, rounds
from reencuentro.tracing.models import Judgement, Lead, Look, NeedToKnow, TracingRequest
from reencuentro.tracing.states import JUDGEMENTS, LEAD
from tests.cardindex.process import searching_process
from tests.cast import Cast

from . import searching
from .family import DOUBT, REASON, SAME, a_lead, entered, two_offices
from .somebody import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Somebody]


def test_the_index_dies_while_it_searches_and_the_request_is_kept(
    cast: Cast, window: Window, settings: Any
) -> None:
    settings.INDEX, settings.INDEX_PROCESS = "sealed", True
    family = two_offices(cast)
    entered(cast, family)
    ada = window(cast.advocate, width=390, language="es")
    ada.sign_in()
    searching.fill_in(ada, family)
    with searching_process() as process:
        process.send_signal(signal.SIGSTOP)  # it has the question and does not answer
        Timer(1, process.kill).start()
        ada.press("Search and keep searching")
        ada.is_told(
            "The search is not available now. Your request is kept, and it is searched as soon as possible."
        )
    request = TracingRequest.objects.get()
    assert (request.because, request.searched_at, Lead.objects.count()) == (REASON, None, 0)
    ada.go(f"/tracing/{request.pk}/")
    ada.is_told("It waits to be searched. That is done as soon as the search is available; nothing is lost.")
    assert rounds.go_round() == 0  # still away
    with searching_process():
        assert rounds.go_round() > 0
    assert Lead.objects.filter(request=request).count() == 1


def test_a_look_without_the_index_keeps_every_word(cast: Cast, window: Window, settings: Any) -> None:
    settings.INDEX, settings.INDEX_PROCESS = "sealed", True
    carmen = window(cast.coordinator)
    carmen.sign_in()
    carmen.go("/tracing/look/")
    carmen.write("Given names or nickname", "Wilmer")
    carmen.write("Why must you look?", REASON)
    carmen.press("Look")
    carmen.is_told("The search is not available now. Nothing was lost; please try again later.")
    assert carmen.field("Given names or nickname").input_value() == "Wilmer"
    assert carmen.field("Why must you look?").input_value() == REASON
    assert Look.objects.count() == 0


def both_have_looked(cast: Cast, lead: Lead) -> None:
    for asker, second in (
        (cast.coordinator, cast.other_coordinator),
        (cast.other_coordinator, cast.coordinator),
    ):
        knowing.grant(knowing.ask(lead, by=asker, because=DOUBT), by=second)
        knowing.look(lead, by=asker)


def about_to_say_the_same(somebody: Somebody, lead: Lead) -> None:
    somebody.sign_in()
    somebody.go(f"/tracing/leads/{lead.pk}/")
    somebody.choose(JUDGEMENTS["same"])
    somebody.write("Why?", SAME)


def test_two_coordinators_judge_at_once_and_both_words_count(cast: Cast, window: Window) -> None:
    lead = a_lead(cast)
    both_have_looked(cast, lead)
    carmen, otto = window(cast.coordinator), window(cast.other_coordinator)
    for somebody in (carmen, otto):
        about_to_say_the_same(somebody, lead)
    for somebody in (carmen, otto):
        somebody.press("Note it")
        somebody.is_told("Your judgement is noted, with its reason.")
    otto.sees(cast.coordinator.full_name, otto.t(LEAD.states["confirmed"].words))
    assert Judgement.objects.count() == 2
    assert Finding.objects.count() == 2  # one for counsel of each side


def test_one_coordinator_in_two_tabs_does_not_confirm_alone(cast: Cast, window: Window) -> None:
    lead = a_lead(cast)
    both_have_looked(cast, lead)
    carmen = window(cast.coordinator)
    about_to_say_the_same(carmen, lead)
    other = carmen.another_tab()
    other.go(f"/tracing/leads/{lead.pk}/")
    other.choose(JUDGEMENTS["same"])
    other.write("Why?", SAME)
    for tab in (carmen, other):
        tab.press("Note it")
        tab.is_told("Your judgement is noted, with its reason.")
    lead.refresh_from_db()
    assert (lead.state, Finding.objects.count()) == ("likely", 2)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_double_click_is_one_search_one_wish_and_one_judgement(
    scripts: bool, cast: Cast, window: Window
) -> None:
    family = two_offices(cast)
    entered(cast, family)
    ada = window(cast.advocate, scripts=scripts)
    ada.sign_in()
    searching.fill_in(ada, family)
    ada.button(ada.t("Search and keep searching")).dblclick()
    ada.is_told("Searched. The coordination looks at what was found, and the search goes on by itself.")
    lead = Lead.objects.get(sought="person", request=TracingRequest.objects.get())

    carmen = window(cast.coordinator, scripts=scripts)
    carmen.sign_in()
    carmen.go(f"/tracing/leads/{lead.pk}/know/")
    carmen.write("Why must you see more?", DOUBT)
    carmen.button(carmen.t("Ask")).dblclick()
    carmen.is_told("You asked to see both sides. A second person decides.")
    wish = NeedToKnow.objects.get()
    knowing.grant(wish, by=cast.other_coordinator)
    knowing.look(lead, by=cast.coordinator)

    carmen.go(f"/tracing/leads/{lead.pk}/")
    carmen.choose(JUDGEMENTS["same"])
    carmen.write("Why?", SAME)
    carmen.button(carmen.t("Note it")).dblclick()
    carmen.sees(carmen.t(LEAD.states["likely"].words))
    assert Judgement.objects.count() == 1


def test_a_grant_that_has_run_out_closes_both_sides(cast: Cast, window: Window) -> None:
    """A page that is still open shows no more than it did; the next one says why."""
    lead = a_lead(cast)
    both_have_looked(cast, lead)
    carmen = window(cast.coordinator)
    carmen.sign_in()
    carmen.go(f"/tracing/leads/{lead.pk}/")
    _days_pass(tracing_policy.policy().grant_days)
    carmen.press("See both sides")
    carmen.is_told("You may not see more of this lead now. Ask for it with your reason.")


def _days_pass(days: int) -> None:

    NeedToKnow.objects.update(expires_at=F("expires_at") - timedelta(days=days, minutes=1))

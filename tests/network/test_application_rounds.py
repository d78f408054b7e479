from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from reencuentro.accounts import actions, links
from reencuentro.audit.models import Entry
from reencuentro.network.actions import application_rounds, applications, rounds
from reencuentro.network.models import Application
from reencuentro.reference import matching_policy
from reencuentro.vault.errors import BoxDestroyed
from tests import cast as the
from tests.cast import Cast

from .again import again

LATER = timedelta(days=181)


def declined(cast: Cast, **changes: Any) -> Application:
    made = the.an_application(**changes)
    applications.begin_review(made, by=cast.coordinator)
    applications.decline(made, "Not now: the judge Amador advised against it.", by=cast.coordinator)
    return made


def test_whoever_has_accepted_the_invitation_is_no_applicant_any_more(cast: Cast) -> None:
    made = the.an_agreed_application(cast.coordinator)
    link = applications.invite(made, by=cast.administrator, by_mail=False)
    assert (application_rounds.note_joined(), again(made).state) == (0, "invited")
    links.mint(link)
    actions.accept_invitation(link, full_name="Zenobia", language="es", password=the.PASSWORD)
    assert (application_rounds.note_joined(), application_rounds.note_joined()) == (1, 0)
    assert (again(made).state, again(made).ended_at is not None) == ("joined", True)


@pytest.mark.parametrize(
    ("language", "subject"), [("es", "Su solicitud de ingreso"), ("en", "Your application")]
)
def test_the_mail_that_says_no_names_nobody_and_goes_out_once(
    cast: Cast, language: str, subject: str
) -> None:
    made = declined(cast, language=language)
    assert (rounds.go_round(), rounds.go_round()) == (1, 0)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([the.APPLICANT["email"]], f"Reencuentro: {subject}")
    assert f"{matching_policy.joining().keep_days} d" in letter.body
    said = f"{letter.subject} {letter.body}"
    assert not any(word in said for word in ("Zenobia", "Xicohtla", "Amador", "HN", "14703", "http"))
    assert again(made).letter == "sent"


def test_a_mail_server_that_is_away_is_tried_again_and_at_last_given_up(cast: Cast, settings: Any) -> None:
    made = declined(cast)
    settings.EMAIL_BACKEND = "tests.network.no_server.NoServer"
    for _round in range(application_rounds.MAX_TRIES - 1):
        rounds.go_round()
    assert again(made).letter == "due"
    rounds.go_round()
    assert (again(made).letter, rounds.go_round()) == ("failed", 0)


def test_a_worker_that_died_while_sending_leaves_a_doubt_and_no_second_mail(cast: Cast) -> None:
    made = declined(cast)
    Application.objects.filter(pk=made.pk).update(
        letter="claimed", letter_claimed=timezone.now() - timedelta(minutes=11)
    )
    rounds.go_round()
    assert (again(made).letter, mail.outbox) == ("unsure", [])


@pytest.mark.django_db(transaction=True)
def test_what_is_over_is_erased_after_its_time_and_nothing_else() -> None:
    cast = the.people()
    old, waiting = declined(cast), the.an_application()
    at = timezone.now()
    assert application_rounds.erase_old(at + LATER - timedelta(days=2)) == 0
    assert (application_rounds.erase_old(at + LATER), application_rounds.erase_old(at + LATER)) == (1, 0)
    row = again(old)
    assert (row.state, row.reviewer) == ("erased", cast.coordinator)
    with pytest.raises(BoxDestroyed):
        str(row.full_name)
    assert again(waiting).full_name == the.APPLICANT["full_name"]
    assert Entry.objects.filter(verb="application_erased").count() == 1

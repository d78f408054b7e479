import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from reencuentro.accounts import actions
from reencuentro.accounts.models import Organisation, Role, User
from reencuentro.audit.models import Entry

from .cast import Cast


def invite(*arguments: str) -> str:
    out = StringIO()
    call_command("invite", *arguments, stdout=out)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_first_administrator_of_a_new_installation_comes_by_the_printed_link() -> None:
    link = invite("first@example.org", "--language", "es")
    path = re.fullmatch(r"http://127\.0\.0\.1:8000(/link/[\w-]{43}/)", link)
    assert path is not None
    assert Organisation.objects.get().kind == "initiative"
    user = User.objects.by_email("first@example.org")
    assert (user.role, user.language, user.is_active) == (Role.ADMINISTRATOR, "es", False)
    assert Client().get(path[1]).url == "/link/"
    assert mail.outbox == []
    assert Entry.objects.order_by("-seq")[0].actor == "operator"


def test_invite_says_in_one_sentence_what_is_wrong(cast: Cast) -> None:
    with pytest.raises(CommandError, match="is a member or invited already"):
        invite("nora@example.org")
    with pytest.raises(CommandError, match="no such role"):
        invite("new@example.org", "--role", "defender")
    with pytest.raises(CommandError, match="no organisation with this id"):
        invite("new@example.org", "--organisation", "00000000-0000-4000-8000-000000000000")


def test_worker_sends_once_and_stops(cast: Cast) -> None:
    actions.renew_password_link(cast.advocate, by=cast.administrator)
    out = StringIO()
    call_command("worker", "--once", stdout=out)
    assert out.getvalue() == "1 sent\n"
    assert [message.to for message in mail.outbox] == [["nora@example.org"]]

import pytest

from reencuentro.accounts import rules
from reencuentro.accounts.errors import NotAllowed
from reencuentro.accounts.rules import ADMINISTRATOR_ACTS, NEVER_ON_ONESELF, OPERATOR, OWN_ACTS
from reencuentro.audit.models import Entry

from .cast import Cast

OTHERS = ("advocate", "coordinator", "defender", "editor")


@pytest.mark.parametrize("act", sorted(ADMINISTRATOR_ACTS))
def test_only_administrators_manage_people(cast: Cast, act: str) -> None:
    assert rules.may(cast.administrator, act, cast.advocate) is True
    assert [who for who in OTHERS if rules.may(getattr(cast, who), act, cast.advocate)] == []
    assert rules.may(OPERATOR, act, cast.advocate) is True
    assert rules.may("somebody", act, cast.advocate) is False


@pytest.mark.parametrize("act", sorted(NEVER_ON_ONESELF))
def test_administrators_do_not_do_this_to_themselves(cast: Cast, act: str) -> None:
    assert rules.may(cast.administrator, act, cast.administrator) is False


@pytest.mark.parametrize("act", sorted(OWN_ACTS))
def test_own_account_is_changed_by_its_owner_only(cast: Cast, act: str) -> None:
    assert rules.may(cast.advocate, act, cast.advocate) is True
    assert rules.may(cast.administrator, act, cast.advocate) is False


def test_inactive_administrator_manages_nothing(cast: Cast) -> None:
    cast.administrator.is_active = False
    assert rules.may(cast.administrator, "invite") is False


def test_unknown_act_is_refused_to_everybody(cast: Cast) -> None:
    assert [by for by in (cast.administrator, OPERATOR) if rules.may(by, "read_case")] == []


def test_refusal_is_recorded(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.require(cast.advocate, "invite")
    rules.record_refusal(cast.advocate, refused.value)
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.verb, entry.actor, entry.details) == (
        "refused",
        cast.advocate.ledger_name,
        {"act": "invite"},
    )

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection

from reencuentro.accounts import actions, emails, links
from reencuentro.accounts.errors import (
    AlreadyKnown,
    LastAdministrator,
    LinkUnusable,
    NotAllowed,
    RoleDoesNotFit,
    StillHolds,
)
from reencuentro.accounts.models import Link, Membership, Role, Session, User
from reencuentro.accounts.rules import OPERATOR
from reencuentro.audit.models import Entry

from .cast import PASSWORD, Cast, join, signed_in


def last_entry() -> Entry:
    return Entry.objects.order_by("-seq")[0]


def test_name_and_email_are_nowhere_in_clear_in_the_database(cast: Cast) -> None:
    assert cast.advocate.full_name == "Nora Castellanos"
    assert cast.advocate.email == "nora@example.org"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user")
        dump = b"".join(
            bytes(c) if isinstance(c, bytes | memoryview) else str(c).encode() for row in cursor for c in row
        )
    assert emails.index("nora@example.org").encode() in dump
    for secret in (b"Nora", b"Castellanos", b"nora@example", b"example.org"):
        assert secret not in dump


def test_texts_that_reach_logs_name_nobody(cast: Cast) -> None:
    assert str(cast.advocate) == f"advocate:{cast.advocate.pk}"
    assert cast.advocate.ledger_name == f"advocate:{cast.advocate.pk}"
    assert cast.advocate.ledger_ref == f"user:{cast.advocate.pk}"
    assert "Nora" not in repr(cast.advocate)


@pytest.mark.parametrize("spelling", ["nora@example.org", " Nora@Example.ORG ", "ｎora@example.org"])
def test_one_address_in_several_spellings_is_one_person(cast: Cast, spelling: str) -> None:
    assert User.objects.by_email(spelling) == cast.advocate


def test_role_and_organisation_follow_the_open_membership(cast: Cast) -> None:
    assert cast.defender.role == Role.DEFENDER
    assert cast.defender.organisation == cast.abroad
    assert (cast.defender.is_defender, cast.defender.is_coordinator) == (True, False)


def test_invited_person_cannot_sign_in_until_they_accept(cast: Cast) -> None:
    link = actions.invite(
        by=cast.administrator,
        organisation=cast.partner,
        role=Role.ADVOCATE,
        email="new@example.org",
        by_mail=False,
    )
    assert link.user.is_active is False
    assert link.user.is_invited is True
    assert link.user.has_usable_password() is False
    links.mint(link)
    user = actions.accept_invitation(link, full_name="Lucía Paz", language="es", password=PASSWORD)
    assert (user.is_active, user.full_name, user.language, user.role) == (
        True,
        "Lucía Paz",
        "es",
        Role.ADVOCATE,
    )
    assert user.check_password(PASSWORD)
    assert last_entry().verb == "invitation_accepted"


def test_invitation_works_once(cast: Cast) -> None:
    link = actions.invite(
        by=cast.administrator,
        organisation=cast.partner,
        role=Role.ADVOCATE,
        email="new@example.org",
        by_mail=False,
    )
    links.mint(link)
    actions.accept_invitation(link, full_name="A", language="en", password=PASSWORD)
    with pytest.raises(LinkUnusable):
        actions.accept_invitation(link, full_name="B", language="en", password=PASSWORD + "x")
    assert User.objects.get(pk=link.user.pk).full_name == "A"


def test_weak_password_does_not_use_up_the_invitation(cast: Cast) -> None:
    link = actions.invite(
        by=cast.administrator,
        organisation=cast.partner,
        role=Role.ADVOCATE,
        email="new@example.org",
        by_mail=False,
    )
    token = links.mint(link)
    with pytest.raises(ValidationError):
        actions.accept_invitation(link, full_name="A", language="en", password="short")
    assert links.find(token) == link


def test_inviting_a_member_again_is_refused(cast: Cast) -> None:
    with pytest.raises(AlreadyKnown):
        actions.invite(
            by=cast.administrator, organisation=cast.partner, role=Role.ADVOCATE, email="Nora@example.org"
        )


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.DEFENDER])
def test_partner_organisation_gets_no_role_that_sees_more(cast: Cast, role: Role) -> None:
    with pytest.raises(RoleDoesNotFit):
        actions.invite(by=cast.administrator, organisation=cast.partner, role=role, email="new@example.org")
    assert User.objects.by_email("new@example.org") is None


def test_ledger_tells_of_an_invitation_without_name_or_address(cast: Cast) -> None:
    link = actions.invite(
        by=cast.administrator, organisation=cast.partner, role=Role.ADVOCATE, email="new@example.org"
    )
    entry = last_entry()
    assert (entry.verb, entry.actor, entry.about) == (
        "invited",
        cast.administrator.ledger_name,
        link.user.ledger_ref,
    )
    assert entry.details == {"role": "advocate", "organisation": str(cast.partner.pk)}


def test_leaving_ends_sessions_links_factors_and_sign_in(cast: Cast) -> None:
    client = signed_in(cast.coordinator)
    link = actions.renew_password_link(cast.coordinator, by=cast.administrator)
    assert client.get("/account/").status_code == 200
    actions.end_membership(cast.coordinator, by=cast.administrator)
    gone = User.objects.get(pk=cast.coordinator.pk)
    assert client.get("/account/").status_code == 302
    assert (gone.is_active, gone.role, gone.has_usable_password()) == (False, None, False)
    assert gone.left_on is not None
    assert Session.objects.filter(user=gone).count() == Authenticator.objects.filter(user=gone).count() == 0
    assert Link.objects.get(pk=link.pk).voided is not None
    assert gone.ledger_name == f"former:{gone.pk}"
    assert gone.full_name == "Inés Robledo"  # until retention destroys the box


def test_nobody_leaves_with_work_in_their_hands(cast: Cast) -> None:
    with pytest.raises(StillHolds) as refused:
        actions.end_membership(cast.coordinator, by=cast.administrator, holding=["case:R-7K3F2M"])
    assert refused.value.work == ("case:R-7K3F2M",)
    assert User.objects.get(pk=cast.coordinator.pk).role == Role.COORDINATOR


def test_person_who_left_can_come_back_by_a_new_invitation(cast: Cast) -> None:
    actions.end_membership(cast.advocate, by=cast.administrator)
    back = join(cast.partner, Role.ADVOCATE, "nora@example.org", "Nora Castellanos")
    assert back == cast.advocate
    assert (back.is_active, back.role, back.left_on) == (True, Role.ADVOCATE, None)
    assert Membership.objects.filter(user=back).count() == 2


def test_changing_the_role_ends_the_sessions_and_keeps_the_history(cast: Cast) -> None:
    client = signed_in(cast.coordinator)
    actions.change_role(
        cast.coordinator, by=cast.administrator, organisation=cast.initiative, role=Role.EDITOR
    )
    changed = User.objects.get(pk=cast.coordinator.pk)
    assert changed.role == Role.EDITOR
    assert client.get("/account/").status_code == 302
    roles = list(Membership.objects.filter(user=changed).values_list("role", flat=True))
    assert roles == ["coordinator", "editor"]


def test_last_administrator_cannot_go(cast: Cast) -> None:
    with pytest.raises(LastAdministrator):
        actions.end_membership(cast.administrator, by=OPERATOR)
    with pytest.raises(LastAdministrator):
        actions.change_role(cast.administrator, by=OPERATOR, organisation=cast.initiative, role=Role.EDITOR)
    second = join(cast.initiative, Role.ADMINISTRATOR, "second@example.org", "Second")
    actions.end_membership(cast.administrator, by=second)
    assert User.objects.get(pk=cast.administrator.pk).is_active is False


def test_invited_administrator_does_not_count_as_one(cast: Cast) -> None:
    actions.invite(
        by=OPERATOR, organisation=cast.initiative, role=Role.ADMINISTRATOR, email="late@example.org"
    )
    with pytest.raises(LastAdministrator):
        actions.end_membership(cast.administrator, by=OPERATOR)


def test_nobody_changes_their_own_role(cast: Cast) -> None:
    join(cast.initiative, Role.ADMINISTRATOR, "second@example.org", "Second")
    with pytest.raises(NotAllowed):
        actions.change_role(
            cast.administrator, by=cast.administrator, organisation=cast.initiative, role=Role.COORDINATOR
        )


def test_resetting_the_second_factor_takes_the_password_too(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    link = actions.reset_second_factor(cast.advocate, by=cast.administrator)
    user = User.objects.get(pk=cast.advocate.pk)
    assert user.has_usable_password() is False
    assert Authenticator.objects.filter(user=user).count() == 0
    assert client.get("/account/").status_code == 302
    links.mint(link)
    actions.renew_password(link, password="another seven herons")
    assert User.objects.get(pk=user.pk).check_password("another seven herons")


def test_renewed_password_ends_all_sessions_and_other_links(cast: Cast) -> None:
    client = signed_in(cast.advocate)
    other = actions.renew_password_link(cast.advocate, by=cast.administrator)
    link = actions.renew_password_link(cast.advocate, by=cast.administrator)
    links.mint(link)
    actions.renew_password(link, password="another seven herons")
    assert client.get("/account/").status_code == 302
    assert Link.objects.filter(pk__in=(other.pk, link.pk), used=None, voided=None).count() == 0


def test_asking_for_renewal_of_an_unknown_address_makes_no_link_but_the_same_entry(cast: Cast) -> None:
    before = Link.objects.count()
    actions.ask_password_renewal("nobody@example.org")
    unknown = last_entry()
    assert Link.objects.count() == before
    actions.ask_password_renewal("nora@example.org")
    known = last_entry()
    assert Link.objects.count() == before + 1
    assert unknown.verb == known.verb == "password_renewal_asked"
    assert (unknown.about, known.about) == ("unknown", cast.advocate.ledger_ref)


def test_email_changes_only_through_the_link_sent_to_the_new_address(cast: Cast) -> None:
    actions.ask_email_change(cast.advocate, by=cast.advocate, new_email="Nora.New@example.org")
    assert User.objects.get(pk=cast.advocate.pk).email == "nora@example.org"
    link = links.waiting().get()
    assert link.new_email == "nora.new@example.org"
    links.mint(link)
    with pytest.raises(NotAllowed):
        actions.confirm_email_change(link, by=cast.coordinator)
    actions.confirm_email_change(link, by=cast.advocate)
    assert User.objects.by_email("nora.new@example.org") == cast.advocate
    assert User.objects.by_email("nora@example.org") is None


def test_address_of_somebody_else_is_not_taken_nor_betrayed(cast: Cast) -> None:
    actions.ask_email_change(cast.advocate, by=cast.advocate, new_email="ines@example.org")
    assert list(links.waiting()) == []
    assert last_entry().verb == "email_change_asked"


def test_defender_profile_is_changed_by_the_defender_alone(cast: Cast) -> None:
    changes = {"departments": {"GT.07": 3.5}, "languages": {"mam": 3}, "woman": True, "weekly_capacity": 4}
    actions.update_defender_profile(cast.defender, by=cast.defender, **changes)
    profile = User.objects.get(pk=cast.defender.pk).defender_profile
    assert {name: getattr(profile, name) for name in changes} == changes
    for other in (cast.coordinator, cast.administrator, cast.advocate):
        with pytest.raises(NotAllowed):
            actions.update_defender_profile(cast.defender, by=other, weekly_capacity=9)
    with pytest.raises(ValidationError):
        actions.update_defender_profile(cast.defender, by=cast.defender, weekly_capacity=99)
    with pytest.raises(ValidationError):
        actions.update_defender_profile(cast.defender, by=cast.defender, country="US")
    profile.refresh_from_db()
    assert profile.weekly_capacity == 4


def test_paused_defender_resumes(cast: Cast) -> None:
    actions.pause_defender(cast.defender, by=cast.defender)
    assert User.objects.get(pk=cast.defender.pk).defender_profile.paused is True
    with pytest.raises(NotAllowed):
        actions.resume_defender(cast.defender, by=cast.coordinator)
    actions.resume_defender(cast.defender, by=cast.defender)
    assert User.objects.get(pk=cast.defender.pk).defender_profile.paused is False

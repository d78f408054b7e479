"""What an Administrator does about other people, and the one thing the invited do themselves."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from reencuentro.accounts import groups, links, rules, sessions
from reencuentro.accounts.errors import AlreadyKnown, NotAllowed, StillHolds
from reencuentro.accounts.models import DefenderProfile, Link, Membership, Organisation, Role, User
from reencuentro.accounts.models.link import Purpose
from reencuentro.accounts.rules import Actor
from reencuentro.audit import log


@transaction.atomic
def invite(
    *,
    by: Actor,
    organisation: Organisation,
    role: Role | str,
    email: str,
    full_name: str = "",
    language: str = "en",
    by_mail: bool = True,
) -> Link:
    """Invites somebody, also one who had left. With `by_mail=False` the caller hands over `links.mint(link)`.

    Raises NotAllowed, RoleDoesNotFit, AlreadyKnown (a member, or invited already: then `invite_again`).
    """
    rules.require(by, "invite")
    role = Role(role)
    rules.require_role_fits(organisation, role)
    if not organisation.active:
        raise NotAllowed("invite")
    user = _newcomer(email, full_name, language)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    if role == Role.DEFENDER:
        DefenderProfile.objects.get_or_create(
            user=user, defaults={"box": user.box, "country": organisation.country}
        )
    groups.follow_role(user)
    link = links.create(user, Purpose.INVITATION, by_mail=by_mail)
    log.record("invited", by=by, about=user, role=role, organisation=organisation.pk)
    return link


def _newcomer(email: str, full_name: str, language: str) -> User:
    known = User.objects.by_email(email)
    if known is None:
        return User.objects.create_person(email=email, full_name=full_name, language=language)
    if known.left_on is None:
        raise AlreadyKnown
    known.left_on = known.joined = None
    known.language = language
    known.save()
    known.__dict__.pop("membership", None)
    return known


@transaction.atomic
def invite_again(user: User, *, by: Actor, by_mail: bool = True) -> Link:
    """A fresh invitation; the old link stops working. Raises NotAllowed, also for people who have joined."""
    rules.require(by, "invite")
    if not user.is_invited or user.membership is None:
        raise NotAllowed("invite")
    link = links.create(user, Purpose.INVITATION, by_mail=by_mail)
    log.record("invited_again", by=by, about=user)
    return link


@transaction.atomic
def accept_invitation(link: Link, *, full_name: str, language: str, password: str, phone: str = "") -> User:
    """The invited person joins. Raises LinkUnusable (also for the second of two clicks), ValidationError."""
    user = link.user
    user.full_name, user.language, user.phone = full_name, language, phone
    validate_password(password, user)
    links.use(link, Purpose.INVITATION)
    user.is_active, user.joined = True, timezone.now()
    user.set_password(password)
    user.save()
    log.record("invitation_accepted", by=user, about=user)
    return user


@transaction.atomic
def change_role(
    user: User, *, by: Actor, organisation: Organisation, role: Role | str, holding: Sequence[str] = ()
) -> Membership:
    """Ends the open membership and begins another; sessions end, so that no page of the old role stays open.

    `holding`: ledger references of the work that belongs to the old role (the caller knows: casework stands above).
    Raises NotAllowed, RoleDoesNotFit, LastAdministrator, StillHolds.
    """
    rules.require(by, "change_role", user)
    role = Role(role)
    rules.require_role_fits(organisation, role)
    _close_membership(user, holding, still_administrator=role == Role.ADMINISTRATOR)
    membership = Membership.objects.create(user=user, organisation=organisation, role=role)
    user.refresh_from_db()
    if role == Role.DEFENDER:
        DefenderProfile.objects.get_or_create(
            user=user, defaults={"box": user.box, "country": organisation.country}
        )
    groups.follow_role(user)
    sessions.end_all(user)
    log.record("role_changed", by=by, about=user, role=role, organisation=organisation.pk)
    return membership


@transaction.atomic
def end_membership(user: User, *, by: Actor, holding: Sequence[str] = ()) -> None:
    """The person leaves: sessions end, links and second factors are void, nobody can sign in as them.

    Raises NotAllowed, LastAdministrator, StillHolds while `holding` (see change_role) is not empty.
    """
    rules.require(by, "end_membership", user)
    role = user.role
    _close_membership(user, holding)
    user.leave(timezone.now())
    user.save()
    links.void(user)
    Authenticator.objects.filter(user_id=user.pk).delete()
    ended = sessions.end_all(user)
    user.__dict__.pop("membership", None)
    groups.follow_role(user)
    log.record("membership_ended", by=by, about=user, role=role or "none", sessions=ended)


def _close_membership(user: User, holding: Sequence[str], *, still_administrator: bool = False) -> None:
    if holding:
        raise StillHolds(holding)
    if not still_administrator:
        rules.require_another_administrator(than=user)
    closed = Membership.objects.filter(user=user, ended=None).update(ended=timezone.now())
    if not closed:
        raise NotAllowed("end_membership")


@transaction.atomic
def renew_password_link(user: User, *, by: Actor, by_mail: bool = True) -> Link:
    """Sends a person a link to choose a new password. Raises NotAllowed, also for people who are not members."""
    rules.require(by, "renew_password_link", user)
    if not user.is_active:
        raise NotAllowed("renew_password_link")
    link = links.create(user, Purpose.PASSWORD_RENEWAL, by_mail=by_mail)
    log.record("password_renewal_sent", by=by, about=user)
    return link


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor, by_mail: bool = True) -> Link:
    """For a lost phone. The password goes with it: whoever enrols anew must hold the mailbox too. Raises NotAllowed."""
    rules.require(by, "reset_second_factor", user)
    if not user.is_active:
        raise NotAllowed("reset_second_factor")
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    ended = sessions.end_all(user)
    log.record("second_factor_reset", by=by, about=user, sessions=ended)
    return links.create(user, Purpose.PASSWORD_RENEWAL, by_mail=by_mail)


@transaction.atomic
def end_sessions_of(user: User, *, by: Actor) -> int:
    """Signs a person out everywhere. Returns how many sessions ended. Raises NotAllowed."""
    rules.require(by, "end_sessions", user)
    ended = sessions.end_all(user)
    log.record("sessions_ended", by=by, about=user, sessions=ended)
    return ended

"""What people do with their own account."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from reencuentro.accounts import emails, links, sessions
from reencuentro.accounts.errors import LinkUnusable, NotAllowed
from reencuentro.accounts.models import Link, Session, User
from reencuentro.accounts.models.link import Purpose
from reencuentro.accounts.rules import require
from reencuentro.audit import log


@transaction.atomic
def change_profile(
    user: User, *, by: User, full_name: str, language: str, phone: str = "", time_zone: str = ""
) -> None:
    """Raises NotAllowed for anybody else's profile."""
    require(by, "change_profile", user)
    user.full_name, user.language, user.phone, user.time_zone = full_name, language, phone, time_zone
    user.save()
    log.record("profile_changed", by=by, about=user, language=language)


@transaction.atomic
def change_password(user: User, *, by: User, password: str, keep: str | None = None) -> None:
    """Sets a new password and ends all sessions but the one with cookie key `keep`; unused links are void.

    Raises NotAllowed, ValidationError. That the old password was just typed is the door's business.
    """
    require(by, "change_password", user)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    links.void(user)
    ended = sessions.end_all(user, keep=keep)
    log.record("password_changed", by=by, about=user, sessions=ended)


@transaction.atomic
def ask_password_renewal(email: str) -> None:
    """Somebody has forgotten a password. Says nothing about whether the address is known; both write one entry."""
    user = User.objects.by_email(email)
    if user is None or not user.is_active:
        log.record("password_renewal_asked", by="somebody", about="unknown")
        return
    links.create(user, Purpose.PASSWORD_RENEWAL)
    log.record("password_renewal_asked", by="somebody", about=user)


@transaction.atomic
def renew_password(link: Link, *, password: str) -> User:
    """Sets the password by link and ends every session. Raises LinkUnusable, ValidationError."""
    user = link.user
    if not user.is_active:
        raise LinkUnusable
    validate_password(password, user)
    links.use(link, Purpose.PASSWORD_RENEWAL)
    user.set_password(password)
    user.save(update_fields=["password"])
    links.void(user)
    ended = sessions.end_all(user)
    log.record("password_renewed", by=user, about=user, sessions=ended)
    return user


@transaction.atomic
def ask_email_change(user: User, *, by: User, new_email: str) -> None:
    """Sends a link to the new address. Says nothing about whether somebody else has it. Raises NotAllowed."""
    require(by, "change_email", user)
    log.record("email_change_asked", by=by, about=user)
    if User.objects.by_email(new_email) is None:
        links.create(user, Purpose.EMAIL_CHANGE, new_email=emails.normalise(new_email))


@transaction.atomic
def confirm_email_change(link: Link, *, by: User) -> None:
    """The owner, signed in, follows the link from the new address. Raises NotAllowed, LinkUnusable."""
    require(by, "change_email", link.user)
    taken = User.objects.by_email(link.new_email)
    if taken is not None:
        raise LinkUnusable
    links.use(link, Purpose.EMAIL_CHANGE)
    by.email, by.username = link.new_email, emails.index(link.new_email)
    by.save()
    log.record("email_changed", by=by, about=by)


@transaction.atomic
def end_session(session: Session, *, by: User) -> None:
    """Ends one of one's own sessions. Raises NotAllowed."""
    if session.user_id != by.pk:
        raise NotAllowed("end_own_session")
    session.delete()
    log.record("session_ended", by=by, about=by)


@transaction.atomic
def end_other_sessions(*, by: User, keep: str | None) -> int:
    """Ends all one's sessions but the one with cookie key `keep`. Returns how many."""
    ended = sessions.end_all(by, keep=keep)
    log.record("sessions_ended", by=by, about=by, sessions=ended)
    return ended

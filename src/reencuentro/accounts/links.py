"""Single-use links. 256 random bits; the database knows only their SHA-256; a look (GET) never uses one up."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from reencuentro.accounts.models.link import Link, Purpose

from .errors import LinkUnusable
from .models import User

LIFETIME = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.PASSWORD_RENEWAL: timedelta(hours=2),
    Purpose.EMAIL_CHANGE: timedelta(hours=24),
}
# A link that no worker has sent within this time is stale: the person asks again.
WAITING = timedelta(days=2)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def create(user: User, purpose: Purpose, *, by_mail: bool = True, new_email: str = "") -> Link:
    """A new link, without a token yet; older ones for the same purpose stop working."""
    now = timezone.now()
    void(user, purpose)
    return Link.objects.create(
        box=user.box,
        user=user,
        purpose=purpose,
        by_mail=by_mail,
        new_email=new_email,
        created=now,
        expires=now + (WAITING if by_mail else LIFETIME[purpose]),
    )


def void(user: User, *purposes: Purpose) -> int:
    """Makes unused links useless; all purposes when none is named. Returns how many."""
    unused = Link.objects.filter(user=user, used=None, voided=None)
    if purposes:
        unused = unused.filter(purpose__in=purposes)
    return unused.update(voided=timezone.now())


def mint(link: Link) -> str:
    """Makes the token at the moment it is handed over; the lifetime starts now. Returns the token.

    An earlier token of the same link stops working: a mail that could not be sent leaves nothing valid behind.
    Raises LinkUnusable when the link was used, replaced or has expired.
    """
    token, now = secrets.token_urlsafe(32), timezone.now()
    minted = Link.objects.filter(pk=link.pk, used=None, voided=None, expires__gt=now).update(
        token_hash=digest(token), expires=now + LIFETIME[Purpose(link.purpose)]
    )
    if not minted:
        raise LinkUnusable
    return token


def path(token: str) -> str:
    return f"/link/{token}/"


def waiting() -> QuerySet[Link]:
    """Links that wait to be written into a mail, oldest first."""
    now = timezone.now()
    return Link.objects.filter(
        token_hash=None, by_mail=True, used=None, voided=None, expires__gt=now
    ).select_related("user")


def find(token: str) -> Link:
    """The usable link of this token. Raises LinkUnusable."""
    return _usable(
        Link.objects.select_related("user").filter(token_hash=digest(token)).first(), timezone.now()
    )


def get(link_id: str) -> Link:
    """The usable link that a session holds. Raises LinkUnusable."""
    return _usable(Link.objects.select_related("user").filter(pk=link_id).first(), timezone.now())


def _usable(link: Link | None, now: datetime) -> Link:
    if link is None or link.token_hash is None or not link.is_usable(now):
        raise LinkUnusable
    return link


def use(link: Link, purpose: Purpose) -> None:
    """Uses the link up; of two simultaneous clicks exactly one succeeds. Raises LinkUnusable for the other."""
    now = timezone.now()
    used = Link.objects.filter(
        pk=link.pk, purpose=purpose, token_hash__isnull=False, used=None, voided=None, expires__gt=now
    ).update(used=now)
    if not used:
        raise LinkUnusable

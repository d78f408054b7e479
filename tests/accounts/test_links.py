import re
from datetime import timedelta

import pytest
from django.utils import timezone

from reencuentro.accounts import links
from reencuentro.accounts.errors import LinkUnusable
from reencuentro.accounts.models import Link
from reencuentro.accounts.models.link import Purpose

from .cast import Cast


def test_token_has_256_bits_and_only_its_digest_is_stored(cast: Cast) -> None:
    link = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    token = links.mint(link)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    link.refresh_from_db()
    assert link.token_hash == links.digest(token)
    stored = " ".join(str(value) for value in Link.objects.filter(pk=link.pk).values_list()[0])
    assert links.digest(token) in stored
    assert token not in stored


def test_link_without_token_cannot_be_found_or_used(cast: Cast) -> None:
    link = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    with pytest.raises(LinkUnusable):
        links.get(str(link.pk))
    with pytest.raises(LinkUnusable):
        links.use(link, Purpose.PASSWORD_RENEWAL)


def test_looking_does_not_use_it_up_and_using_does(cast: Cast) -> None:
    link = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    token = links.mint(link)
    assert links.find(token) == links.find(token) == link
    links.use(link, Purpose.PASSWORD_RENEWAL)
    with pytest.raises(LinkUnusable):
        links.find(token)
    with pytest.raises(LinkUnusable):
        links.use(link, Purpose.PASSWORD_RENEWAL)


def test_link_is_bound_to_its_purpose(cast: Cast) -> None:
    link = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    links.mint(link)
    with pytest.raises(LinkUnusable):
        links.use(link, Purpose.INVITATION)
    links.use(link, Purpose.PASSWORD_RENEWAL)


@pytest.mark.parametrize(
    ("purpose", "life"),
    [
        (Purpose.INVITATION, timedelta(days=7)),
        (Purpose.PASSWORD_RENEWAL, timedelta(hours=2)),
        (Purpose.EMAIL_CHANGE, timedelta(hours=24)),
    ],
)
def test_life_begins_when_the_token_is_made(cast: Cast, purpose: Purpose, life: timedelta) -> None:
    link = links.create(cast.advocate, purpose)
    before = timezone.now()
    links.mint(link)
    link.refresh_from_db()
    assert before + life <= link.expires <= timezone.now() + life


def test_expired_link_is_unusable(cast: Cast) -> None:
    link = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    token = links.mint(link)
    Link.objects.filter(pk=link.pk).update(expires=timezone.now())
    for attempt in (
        lambda: links.find(token),
        lambda: links.use(link, Purpose.PASSWORD_RENEWAL),
        lambda: links.mint(link),
    ):
        with pytest.raises(LinkUnusable):
            attempt()


def test_newer_link_makes_the_older_useless_but_not_of_other_purposes(cast: Cast) -> None:
    older = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    token = links.mint(older)
    other = links.create(cast.advocate, Purpose.EMAIL_CHANGE, new_email="x@example.org")
    other_token = links.mint(other)
    links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    with pytest.raises(LinkUnusable):
        links.find(token)
    assert links.find(other_token) == other


def test_minting_again_leaves_only_the_newest_token(cast: Cast) -> None:
    link = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    first, second = links.mint(link), links.mint(link)
    with pytest.raises(LinkUnusable):
        links.find(first)
    assert links.find(second) == link


def test_waiting_lists_links_that_no_mail_carries_yet(cast: Cast) -> None:
    by_mail = links.create(cast.advocate, Purpose.PASSWORD_RENEWAL)
    links.create(cast.coordinator, Purpose.PASSWORD_RENEWAL, by_mail=False)
    assert list(links.waiting()) == [by_mail]
    links.mint(by_mail)
    assert list(links.waiting()) == []

"""The one way to tell somebody something: a row in the transaction of the change (worker.py sends it later)."""

import re

from django.db import transaction

from reencuentro.accounts.models import Link, User

from .errors import NotPlain, NoTransaction
from .kinds import KINDS
from .models import Notice, preference_of
from .states import State, Wish

CASE_CODE = re.compile(r"[A-Z]-[0-9A-Z]{4,12}")
PATH = re.compile(r"/(?!/)[A-Za-z0-9/_.:#-]*")
FIRST_STATE = {Wish.AT_ONCE: State.QUEUED, Wish.DIGEST: State.GATHERED, Wish.NONE: State.SHOWN}


def queue(
    to: User, kind: str, *, case_code: str = "", path: str = "/", key: str = "", link: Link | None = None
) -> Notice:
    """Queues a notice; it exists if, and only if, the caller's transaction commits.

    key: with the same key the same notice is returned again and nothing new is queued.
    Raises NoTransaction, NotPlain (for anything but a case code and a plain path), KeyError for an unknown kind.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction
    if (case_code and not CASE_CODE.fullmatch(case_code)) or not PATH.fullmatch(path):
        raise NotPlain
    state = FIRST_STATE[Wish(preference_of(to).wish_for(KINDS[kind]))]
    fields = {"to": to, "kind": kind, "case_code": case_code, "path": path, "state": state, "link": link}
    if not key:
        return Notice.objects.create(**fields)
    return Notice.objects.get_or_create(key=key, defaults=fields)[0]

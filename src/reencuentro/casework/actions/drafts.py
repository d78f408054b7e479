"""What somebody is typing into a long form: kept part by part, on every device, until it is sent or thrown away.

A draft is its writer's own paper, sealed with their own key: it is no record of the case and has no ledger entry.
"""

from uuid import UUID, uuid4

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.casework.models import Draft

Typed = dict[str, list[str]]


def load(kind: str, about: str, *, by: User) -> Draft | None:
    return Draft.objects.filter(owner=by, kind=kind, about=about).first()


@transaction.atomic
def keep(kind: str, about: str, part: str, typed: Typed, *, by: User, done: bool = False) -> Draft:
    """Keep what was typed into one part; the other parts stay. `done`: the person went on to the next part.

    A part that was done stays done while it is typed into again: the last page checks it in any case.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two tabs that keep at once must not lose a part
    draft = load(kind, about, by=by) or Draft(box=by.box, owner=by, kind=kind, about=about)
    data = draft.data or {"client_id": str(uuid4()), "parts": {}}
    before = data["parts"].get(part, {"done": False})
    data["parts"][part] = {"typed": typed, "done": done or before["done"]}
    draft.data = data
    draft.save()
    return draft


def client_id(draft: Draft) -> UUID:
    """The id that makes sending this draft twice one act."""
    return UUID(draft.data["client_id"])


@transaction.atomic
def discard(kind: str, about: str, *, by: User) -> None:
    Draft.objects.filter(owner=by, kind=kind, about=about).delete()

"""Two people at the same moment, each with a connection. `python -m tests.accounts.at_once NAME` prints JSON."""

import json
import sys
import threading
from collections.abc import Callable
from typing import Any

import django
from django.db import connection

REFUSALS = ("LinkUnusable", "LastAdministrator", "NotAllowed")


def both(*acts: Callable[[], Any]) -> list[str]:
    """Runs the acts at once; what each raised, or "done", sorted."""
    start, ends = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        start.wait()
        try:
            act()
            ends.append("done")
        except Exception as refused:  # noqa: BLE001 - the test looks at every name
            ends.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def two_clicks() -> list[str]:
    """Two clicks on one invitation; at the end, whether name and password are those of one and the same click."""
    from reencuentro.accounts import actions, links
    from reencuentro.accounts.models import Role, User
    from reencuentro.accounts.rules import OPERATOR
    from tests.accounts.cast import PASSWORD, make

    link = actions.invite(
        by=OPERATOR, organisation=make().partner, role=Role.ADVOCATE, email="new@example.org", by_mail=False
    )
    links.mint(link)

    def accept(word: str) -> Callable[[], Any]:
        mine = links.get(str(link.pk))
        return lambda: actions.accept_invitation(
            mine, full_name=word, language="en", password=f"{PASSWORD} {word}"
        )

    ends = both(accept("first"), accept("second"))
    user = User.objects.by_email("new@example.org")
    return [*ends, str(user.check_password(f"{PASSWORD} {user.full_name}"))]


def two_administrators() -> list[str]:
    """Two Administrators end each other; at the end, how many Administrators there are."""
    from reencuentro.accounts import actions
    from reencuentro.accounts.models import Role, User
    from tests.accounts.cast import join, make

    cast = make()
    ids = [cast.administrator.pk, join(cast.initiative, Role.ADMINISTRATOR, "two@example.org", "Two").pk]

    def end(mine: int, theirs: int) -> Callable[[], Any]:
        me, other = User.objects.get(pk=ids[mine]), User.objects.get(pk=ids[theirs])
        return lambda: actions.end_membership(other, by=me)

    ends = both(end(0, 1), end(1, 0))
    return [*ends, str(User.objects.working(Role.ADMINISTRATOR).count())]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201

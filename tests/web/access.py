"""Who may come in where: one row for each URL. A new page without a row fails test_access.py.

A row names the people who belong inside: members of the case by their part, the Defender by offer or assignment, others
by their role. `of` names the thing in the world whose id stands in the URL; None = the page is about nobody else.
"""

from dataclasses import dataclass

ADVOCATES = frozenset({"advocate", "child_advocate"})
TEAM = ADVOCATES | {"coordinator"}
COUNSEL = frozenset({"advocate"})
COORDINATOR = frozenset({"coordinator"})
DEFENDER = frozenset({"defender"})
ADMINISTRATOR = frozenset({"administrator"})
EVERYBODY = frozenset({"advocate", "child_advocate", "coordinator", "defender", "administrator", "editor"})


@dataclass(frozen=True)
class Row:
    who: frozenset[str]
    of: str | None = None
    method: str = "GET"


ROWS: dict[str, Row] = {}

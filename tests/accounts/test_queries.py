from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reencuentro.accounts import actions, queries
from reencuentro.accounts.errors import NotAllowed
from reencuentro.accounts.models import Organisation, OrganisationKind, Role
from reencuentro.accounts.rules import OPERATOR

from .cast import Cast, join, organisation, signed_in


def look_at_people(cast: Cast) -> list[Any]:
    return [
        (p.full_name, p.role, p.organisation.name, p.session_count)
        for p in queries.people(by=cast.administrator)
    ]  # type: ignore[union-attr,attr-defined]


def look_at_organisations(cast: Cast) -> list[Any]:
    return [(o.name, o.people_count) for o in queries.organisations(by=cast.administrator)]  # type: ignore[attr-defined]


def look_at_invitations(cast: Cast) -> list[Any]:
    return [(i.user.email, i.user.role) for i in queries.invitations(by=cast.administrator)]


@pytest.mark.parametrize(
    ("look", "queries_made"), [(look_at_people, 2), (look_at_organisations, 1), (look_at_invitations, 3)]
)
def test_lists_take_the_same_queries_with_three_rows_and_with_thirty(
    cast: Cast, look: Any, queries_made: int
) -> None:
    def grow(start: int, end: int) -> None:
        for n in range(start, end):
            house = organisation(OrganisationKind.PARTNER, name=f"Partner {n}")
            join(house, Role.ADVOCATE, f"joined{n}@example.org", f"Person {n}")
            actions.invite(
                by=OPERATOR, organisation=house, role=Role.ADVOCATE, email=f"invited{n}@example.org"
            )

    assert cast.administrator.is_administrator  # asked once per request, not once per list
    counts, lengths = [], []
    for start, end in ((0, 3), (3, 30)):
        grow(start, end)
        with CaptureQueriesContext(connection) as made:
            lengths.append(len(look(cast)))
        counts.append(len(made))
    assert lengths[1] - lengths[0] in (27, 54)
    assert counts == [queries_made, queries_made]


def test_people_by_role_are_those_who_have_it_now(cast: Cast) -> None:
    actions.change_role(
        cast.coordinator, by=cast.administrator, organisation=cast.initiative, role=Role.EDITOR
    )
    assert list(queries.people(by=cast.administrator, role=Role.COORDINATOR)) == []
    assert set(queries.people(by=cast.administrator, role=Role.EDITOR)) == {cast.editor, cast.coordinator}
    assert list(queries.people(by=cast.administrator, organisation=cast.abroad)) == [cast.defender]


def test_sessions_are_counted_without_those_that_ran_out(cast: Cast) -> None:
    signed_in(cast.advocate)
    signed_in(cast.advocate)
    assert queries.person(str(cast.advocate.pk), by=cast.administrator).session_count == 2  # type: ignore[union-attr]
    assert len(queries.sessions_of(cast.advocate)) == 2


@pytest.mark.parametrize("who", ["advocate", "coordinator", "defender", "editor"])
def test_nobody_else_lists_people(cast: Cast, who: str) -> None:
    for query in (queries.people, queries.organisations, queries.invitations):
        with pytest.raises(NotAllowed):
            query(by=getattr(cast, who))
    assert Organisation.objects.count() == 3

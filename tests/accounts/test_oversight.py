"""What an Administrator looks at leaves an entry; nobody else may look."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from reencuentro.accounts import actions, links, queries
from reencuentro.accounts import state as accounts_state
from reencuentro.accounts.errors import CountryDoesNotFit, NotAllowed
from reencuentro.accounts.models import Link, OrganisationKind, Role
from reencuentro.accounts.queries import Standing
from reencuentro.accounts.rules import OPERATOR
from reencuentro.audit.models import Entry

from .cast import Cast, enrol, join, organisation, signed_in


def last() -> tuple[str, str, dict[str, Any]]:
    entry = Entry.objects.latest("seq")
    return entry.verb, entry.about, entry.details


def test_looks_are_recorded_without_what_was_typed(cast: Cast) -> None:
    by = cast.administrator
    actions.look_at_people(by=by, found=3)
    assert last() == ("people_listed", "people", {"found": 3})
    actions.look_at_people(by=by, found=1, searched=True)
    assert last() == ("people_searched", "people", {"found": 1})
    actions.look_at_person(cast.defender, by=by)
    assert last() == ("person_looked_at", cast.defender.ledger_ref, {})
    actions.search_ledger("case:R-7K3F2M", by=by)
    assert last() == ("ledger_searched", "ledger", {"reference": "case:R-7K3F2M"})


@pytest.mark.parametrize("who", ["advocate", "coordinator", "defender", "editor"])
def test_nobody_else_may_look_or_sign(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    for look in (
        lambda: actions.look_at_people(by=by, found=0),
        lambda: actions.look_at_person(cast.administrator, by=by),
        lambda: actions.search_ledger("keys", by=by),
        lambda: actions.sign_checkpoint(by=by),
        lambda: actions.take_checkpoint(by=by),
        lambda: queries.factors_of(cast.administrator, by=by),
        lambda: queries.places(by=by),
    ):
        with pytest.raises(NotAllowed):
            look()


def test_a_checkpoint_is_signed_kept_and_taken_by_name(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    assert actions.take_checkpoint(by=cast.administrator) is None
    size = Entry.objects.count()
    note = actions.sign_checkpoint(by=cast.administrator)
    assert last() == ("checkpoint_signed", "ledger", {"size": size})
    taken = actions.take_checkpoint(by=cast.administrator)
    assert taken is not None
    assert taken.text == note
    assert last() == ("checkpoint_taken", "ledger", {"size": size})


def test_people_are_found_without_accents_and_in_any_order(cast: Cast) -> None:
    everybody = list(queries.people(by=cast.administrator))
    assert queries.matching(everybody, "robledo INES") == [cast.coordinator]
    assert queries.matching(everybody, "tomasa@example") == [cast.defender]
    assert queries.matching(everybody, "voces altiplano") == [cast.defender]
    assert queries.matching(everybody, "tomasa robledo") == []


def test_people_by_how_they_stand(cast: Cast) -> None:
    enrol(cast.advocate)
    link = actions.invite(by=OPERATOR, organisation=cast.partner, role=Role.ADVOCATE, email="new@example.org")
    actions.end_membership(cast.editor, by=cast.administrator)

    def standing(which: Standing) -> set[Any]:
        return set(queries.people(by=cast.administrator, standing=which))

    assert standing(Standing.INVITED) == {link.user}
    assert standing(Standing.LEFT) == {cast.editor}
    assert standing(Standing.WORKING) == {cast.administrator, cast.advocate, cast.coordinator, cast.defender}
    assert standing(Standing.UNPROTECTED) == {cast.administrator, cast.coordinator, cast.defender}


def test_who_takes_over_is_of_the_same_role_and_house(cast: Cast) -> None:
    colleague = join(cast.partner, Role.ADVOCATE, "colleague@example.org", "Cora Linares")
    elsewhere = organisation(OrganisationKind.PARTNER, name="Elsewhere")
    join(elsewhere, Role.ADVOCATE, "elsewhere@example.org", "Stan Moore")
    assert queries.successors(cast.advocate, by=cast.administrator) == [colleague]
    assert queries.successors(cast.coordinator, by=cast.administrator) == []


def test_places_are_the_roles_that_active_organisations_have(cast: Cast) -> None:
    actions.change_organisation(cast.abroad, by=cast.administrator, name="Voces", country="GT", active=False)
    offered = {(place.organisation, place.role) for place in queries.places(by=cast.administrator)}
    assert offered == {
        (cast.partner, Role.ADVOCATE),
        (cast.initiative, Role.COORDINATOR),
        (cast.initiative, Role.ADMINISTRATOR),
        (cast.initiative, Role.EDITOR),
    }


def test_second_factors_are_told_without_opening_a_secret(cast: Cast) -> None:
    nothing = queries.factors_of(cast.advocate, by=cast.administrator)
    assert (nothing.app, nothing.passkeys, nothing.codes, nothing.enough) == (None, 0, False, False)
    enrolled = enrol(cast.advocate)
    some = queries.factors_of(cast.advocate, by=cast.administrator)
    assert (some.app, some.enough) == (enrolled.created_at, True)


def test_the_state_counts_people_sessions_and_invitations(cast: Cast) -> None:
    now = timezone.now()
    signed_in(cast.advocate)  # enrols
    for ends in (now - timedelta(hours=1), now + timedelta(hours=30), now + timedelta(days=5)):
        mail = f"{ends:%d%H}@example.org"
        link = actions.invite(by=OPERATOR, organisation=cast.partner, role=Role.ADVOCATE, email=mail)
        links.mint(link)
        Link.objects.filter(pk=link.pk).update(expires=ends)
    state = accounts_state.state(now, by=cast.administrator)
    assert state.by_role == dict.fromkeys(Role, 1)
    assert (state.people, state.sessions, state.unprotected) == (5, 1, 4)
    assert (state.expired, state.expiring) == (1, 1)


def test_a_defender_organisation_works_in_a_country_of_origin(cast: Cast) -> None:
    with pytest.raises(CountryDoesNotFit):
        actions.create_organisation(
            by=cast.administrator, kind=OrganisationKind.DEFENDER, name="Wrong", country="US"
        )
    with pytest.raises(CountryDoesNotFit):
        actions.change_organisation(cast.abroad, by=cast.administrator, name="W", country="FR", active=True)
    actions.create_organisation(by=OPERATOR, kind=OrganisationKind.PARTNER, name="Toronto", country="CA")

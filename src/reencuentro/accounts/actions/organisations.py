from django.db import transaction

from reencuentro.accounts.errors import CountryDoesNotFit
from reencuentro.accounts.models import Organisation, OrganisationKind
from reencuentro.accounts.rules import Actor, require
from reencuentro.audit import log
from reencuentro.reference import countries
from reencuentro.vault import boxes


@transaction.atomic
def create_organisation(*, by: Actor, kind: OrganisationKind | str, name: str, country: str) -> Organisation:
    """`country`: ISO 3166-1 alpha-2. Raises NotAllowed, CountryDoesNotFit."""
    require(by, "create_organisation")
    _require_country_fits(OrganisationKind(kind), country)
    organisation = Organisation.objects.create(
        box=boxes.create("organisation"), kind=OrganisationKind(kind), name=name, country=country
    )
    log.record("organisation_created", by=by, about=organisation, kind=organisation.kind, country=country)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, by: Actor, name: str, country: str, active: bool
) -> None:
    """An inactive organisation keeps its people and their work; it only gets no new ones.

    Raises NotAllowed, CountryDoesNotFit.
    """
    require(by, "change_organisation")
    _require_country_fits(OrganisationKind(organisation.kind), country)
    organisation.name, organisation.country, organisation.active = name, country, active
    organisation.save()
    log.record("organisation_changed", by=by, about=organisation, country=country, active=active)


def _require_country_fits(kind: OrganisationKind, country: str) -> None:
    if kind == OrganisationKind.DEFENDER and country not in countries.ORIGIN:
        raise CountryDoesNotFit

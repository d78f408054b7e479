"""The cast: one Administrator, one Advocate, one Coordinator, one Defender, and how they sign in."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.test import Client

from reencuentro.accounts import actions, links, second_factor
from reencuentro.accounts.models import Organisation, OrganisationKind, Role, User
from reencuentro.accounts.rules import OPERATOR

PASSWORD = "seven quiet herons at dusk"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Cast:
    initiative: Organisation
    partner: Organisation
    abroad: Organisation
    administrator: User
    advocate: User
    coordinator: User
    defender: User
    editor: User


def organisation(kind: OrganisationKind, country: str = "US", name: str = "Casa Abierta") -> Organisation:
    return actions.create_organisation(by=OPERATOR, kind=kind, name=name, country=country)


def join(organisation: Organisation, role: Role, email: str, name: str, language: str = "en") -> User:
    """Somebody who was invited and has accepted, through the same actions as everybody."""
    link = actions.invite(by=OPERATOR, organisation=organisation, role=role, email=email, by_mail=False)
    links.mint(link)
    user = actions.accept_invitation(
        links.get(str(link.pk)), full_name=name, language=language, password=PASSWORD
    )
    return User.objects.get(pk=user.pk)


def make() -> Cast:
    initiative = organisation(OrganisationKind.INITIATIVE, name="Reencuentro")
    partner = organisation(OrganisationKind.PARTNER, name="Young People's Law Project")
    abroad = organisation(OrganisationKind.DEFENDER, "GT", "Voces del Altiplano")
    return Cast(
        initiative,
        partner,
        abroad,
        administrator=join(initiative, Role.ADMINISTRATOR, "ada@example.org", "Ada Whitfield"),
        advocate=join(partner, Role.ADVOCATE, "nora@example.org", "Nora Castellanos"),
        coordinator=join(initiative, Role.COORDINATOR, "ines@example.org", "Inés Robledo"),
        defender=join(abroad, Role.DEFENDER, "tomasa@example.org", "Tomasa Ixcoy", language="es"),
        editor=join(initiative, Role.EDITOR, "paul@example.org", "Paul Everhart"),
    )


def enrol(user: User) -> Authenticator:
    """An authenticator app with TOTP_SECRET, sealed as the enrolment page seals it."""
    sealed = second_factor.seal(TOTP_SECRET, user)
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": sealed})


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in, second factor enrolled."""
    if user.needs_second_factor and not Authenticator.objects.filter(user=user).exists():
        enrol(user)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client

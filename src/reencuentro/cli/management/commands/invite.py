"""`reencuentro invite`: the first people of a new installation, by whoever has a shell on the server."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from reencuentro.accounts import actions, links
from reencuentro.accounts.errors import AlreadyKnown, RoleDoesNotFit
from reencuentro.accounts.models import Organisation, OrganisationKind, Role
from reencuentro.accounts.rules import OPERATOR


class Command(BaseCommand):
    help = "Invites somebody and prints the link, which works once and for seven days. No mail is sent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", type=_email)
        parser.add_argument("--role", choices=Role.values, default=Role.ADMINISTRATOR)
        parser.add_argument("--organisation", help="id of an organisation; default: the initiative")
        parser.add_argument("--language", choices=[code for code, _ in settings.LANGUAGES], default="en")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        organisation = _organisation(options["organisation"])
        try:
            link = actions.invite(
                by=OPERATOR,
                organisation=organisation,
                role=options["role"],
                email=options["email"],
                language=options["language"],
                by_mail=False,
            )
        except AlreadyKnown as known:
            raise CommandError("Somebody with this e-mail is a member or invited already.") from known
        except RoleDoesNotFit as misfit:
            raise CommandError("An organisation of this kind has no such role.") from misfit
        self.stdout.write(settings.SITE_URL + links.path(links.mint(link)))


def _email(text: str) -> str:
    validate_email(text)
    return text


def _organisation(given: str | None) -> Organisation:
    if given:
        found = Organisation.objects.filter(pk=given).first()
        if found is None:
            raise CommandError("There is no organisation with this id.")
        return found
    initiative = Organisation.objects.filter(kind=OrganisationKind.INITIATIVE).first()
    if initiative is not None:
        return initiative
    return actions.create_organisation(
        by=OPERATOR, kind=OrganisationKind.INITIATIVE, name="Reencuentro", country="US"
    )

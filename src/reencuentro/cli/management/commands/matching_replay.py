"""`reencuentro matching_replay`: work a kept proposal out again. The same to the bit? Exit code 0 or 1."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reencuentro.network.models import Proposal
from reencuentro.network.queries import replaying
from reencuentro.vault.errors import VaultError


class Command(BaseCommand):
    help = "Work the kept inputs of a proposal out again and compare with what was proposed then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("proposal", nargs="?", default="", help="its id; the newest if left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        proposal = _find(options["proposal"])
        try:
            found = replaying.replay(proposal)
        except VaultError as closed:
            raise CommandError(f"Proposal {proposal.pk} can no longer be read: {closed}") from closed
        self.stdout.write(
            f"Proposal {proposal.pk}, {found.requests} requests, policy {proposal.policy_version}"
        )
        self.stdout.write(f"inputs  {proposal.inputs_hash}  {_same(found.same_inputs)}")
        self.stdout.write(f"answers {proposal.output_hash}  {_same(found.same_answers)}")
        if not (found.same_inputs and found.same_answers):
            raise CommandError("The proposal does not come out as it was kept.")


def _find(pk: str) -> Proposal:
    ready = Proposal.objects.filter(state="ready").order_by("-made_at")
    try:
        found = ready.filter(pk=pk).first() if pk else ready.first()
    except ValidationError:
        found = None
    if found is None:
        raise CommandError("There is no such proposal.")
    return found


def _same(same: bool) -> str:
    return "the same" if same else "DIFFERENT"

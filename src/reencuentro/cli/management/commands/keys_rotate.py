"""Changes the key-encryption key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reencuentro.vault import boxes
from reencuentro.vault.errors import VaultError

EVERY = 100


class Command(BaseCommand):
    help = "Make a new key-encryption key and rewrap every box with it. May be interrupted and started again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rewrapped = boxes.rotate(self._progress)
        except VaultError as error:
            raise CommandError(f"{error} Run the command again to go on.") from None
        self.stdout.write(
            f"Done: {rewrapped} keysets rewrapped. Copy KEYS_DIR anew and destroy older copies."
        )

    def _progress(self, done: int, of: int) -> None:
        if done % EVERY == 0 or done == of:
            self.stdout.write(f"{done} of {of}")

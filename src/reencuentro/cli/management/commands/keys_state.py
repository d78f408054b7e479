"""Prints the state of all keys."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reencuentro.vault import boxes
from reencuentro.vault.errors import VaultError

WORDS = {
    "source": "key-encryption key comes from",
    "keys": "key-encryption keys held (2: a rotation is under way)",
    "open": "open boxes",
    "destroyed": "destroyed boxes",
    "missing": "boxes whose key is missing",
    "unused": "keys that no box uses",
    "undead": "keys of destroyed boxes",
    "old": "keysets not yet wrapped with the newest key",
}


class Command(BaseCommand):
    help = "Show the state of all keys. Ends with an error if something must be done."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            state = boxes.state()
        except VaultError as error:
            raise CommandError(str(error)) from None
        for name, value in asdict(state).items():
            self.stdout.write(f"{WORDS[name]}: {value}")
        if state.keys > 1:
            raise CommandError("A rotation is not finished: run `reencuentro keys_rotate`.")
        if state.undead:
            raise CommandError("An erasure is not finished: run `reencuentro keys_sweep`.")
        if state.missing:
            raise CommandError("Keys are missing: restore KEYS_DIR, or these boxes can never be read again.")

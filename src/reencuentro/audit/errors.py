"""What the ledger refuses, each under its own name."""


class LedgerError(Exception):
    """Base of every refusal of the ledger."""


class PersonalDataRefused(LedgerError, ValueError):
    """A value that could carry personal data was offered. The message never repeats the value."""


class NoTransaction(LedgerError):
    """An entry must be written in the same transaction as the change that it records."""

    def __init__(self) -> None:
        super().__init__("record() was called outside a transaction: open one with transaction.atomic().")


class AppendOnly(LedgerError):
    """Entries are never changed and never deleted."""

    def __init__(self) -> None:
        super().__init__("The ledger is append-only: an entry can be neither changed nor deleted.")

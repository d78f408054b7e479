"""What somebody found goes to counsel first."""

from django.db import transaction

from reencuentro.accounts.models import User
from reencuentro.tracing.models import Lead


@transaction.atomic
def make(lead: Lead, *, by: User) -> None:
    """Somebody says that the lead is who is looked for: counsel decides what becomes of it. Twice is once."""

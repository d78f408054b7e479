from django.db import transaction

from reencuentro.accounts.adapter import AccountAdapter
from reencuentro.accounts.models import User

from . import outbox


class TellingAdapter(AccountAdapter):
    """settings.ACCOUNT_ADAPTER: what accounts does, and a notice to whoever's second factor changed."""

    @transaction.atomic
    def tell(self, user: User) -> None:
        outbox.queue(user, "second_factor_changed", path="/account/second-factor/")

from reencuentro.accounts.adapter import AccountAdapter


class TellingAdapter(AccountAdapter):
    """settings.ACCOUNT_ADAPTER: what accounts does, and a notice to the person whose second factor changed."""

from tests.accounts.conftest import cast

__all__ = ["cast"]

import pytest


@pytest.fixture(autouse=True)
def _no_second_factor(settings) -> None:
    """Enrolling a second factor is tested with the accounts; here everybody is through the door."""
    settings.SECOND_FACTOR_REQUIRED = False

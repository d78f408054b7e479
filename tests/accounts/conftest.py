import pytest

from tests.accounts import cast as people


@pytest.fixture
def cast(db: None) -> people.Cast:
    return people.make()

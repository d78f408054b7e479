import pytest

from tests import cast as the


@pytest.fixture
def cast(db: None) -> the.Cast:
    return the.people()

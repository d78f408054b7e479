import pytest

from tests import cast as the

from .families import Family, a_family


@pytest.fixture
def cast(db: None) -> the.Cast:
    return the.people()


@pytest.fixture
def family(cast: the.Cast) -> Family:
    return a_family(cast)

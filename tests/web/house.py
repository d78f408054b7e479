"""An Administrator in a browser, who has just confirmed that it is them, or has not."""

from django.test import Client

from reencuentro.accounts.models import User
from tests.cast import PASSWORD

from .sign_in import as_

ADMINISTRATION = "/administration/"


def sure(user: User) -> Client:
    """Signed in, and the password given again a moment ago."""
    client = as_(user)
    assert client.post("/account/again/", {"password": PASSWORD}).status_code == 302
    return client

"""Somebody of the cast in a browser of their own."""

from django.test import Client

from reencuentro.accounts.models import User


def as_(user: User) -> Client:
    """A client in which this person is signed in. Tests of pages run without the second factor (see conftest)."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client

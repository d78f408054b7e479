"""What a view gets behind a door: a request of somebody who has signed in."""

from django.http import HttpRequest

from reencuentro.accounts.models import User


class Visit(HttpRequest):
    """For the type checker only: `doors.door` lets nobody else pass."""

    user: User

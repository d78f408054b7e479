"""Who is entered, compared with everybody who is known already."""

from reencuentro.casework.models import Person


def look_again(person: Person) -> int:
    """Compare in the background, when the index was away at the door. Returns how many leads were noticed."""
    return 0

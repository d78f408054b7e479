"""What time does by itself in the network. The worker calls it; twice is once."""

from reencuentro.casework.clockwork import now

from . import application_rounds
from .turnaround import fit_once_a_day


def go_round() -> int:
    """One round; returns how many things were done."""
    return application_rounds.go_round() + fit_once_a_day(now())

"""What time does by itself in the network. The worker calls it; twice is once."""

from . import application_rounds


def go_round() -> int:
    """One round; returns how many things were done."""
    return application_rounds.go_round()

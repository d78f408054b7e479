"""What time does by itself in the network. The worker calls it; twice is once."""

from . import policies, proposals


def go_round() -> int:
    """One round; returns how many things were done."""
    return proposals.work_off() + policies.work_off()

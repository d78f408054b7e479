"""What time does by itself in the network. The worker calls it; twice is once."""

from reencuentro.casework.clockwork import now

from . import next_in_line, policies, proposals
from .turnaround import fit_once_a_day


def go_round() -> int:
    """One round; returns how many things were done."""
    asked = next_in_line.go_on()
    return asked + fit_once_a_day(now()) + proposals.work_off() + policies.work_off()

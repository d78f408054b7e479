"""What time does by itself in the network. The worker calls it; twice is once."""

from reencuentro.casework.clockwork import now

from . import application_rounds, next_in_line, policies, proposals
from .turnaround import fit_once_a_day


def go_round() -> int:
    """One round; returns how many things were done."""
    people = application_rounds.go_round() + next_in_line.go_on()
    return people + fit_once_a_day(now()) + proposals.work_off() + policies.work_off()

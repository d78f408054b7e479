"""Playing a network forward: what a policy would make of it, and what anybody could have made of it at best.

``simulate`` answers an administrator's "what if"; ``invented_world``, the policies and ``clairvoyant`` serve
the benchmark. Pure: everything is given, nothing is looked up or kept.
"""

from .bound import clairvoyant
from .invented import TrueTurnaround, invented_world
from .measure import Measures, measure
from .policies import FirstCome, Greedy, Joint, OldestFirst, Suggested, value_only
from .run import Chooser, Day, Proposal, Run, run
from .simulate import network_world, simulate
from .world import Arrival, World

__all__ = [
    "Arrival",
    "Chooser",
    "Day",
    "FirstCome",
    "Greedy",
    "Joint",
    "Measures",
    "OldestFirst",
    "Proposal",
    "Run",
    "Suggested",
    "TrueTurnaround",
    "World",
    "clairvoyant",
    "invented_world",
    "measure",
    "network_world",
    "run",
    "simulate",
    "value_only",
]

"""The search that goes on by itself, on the nights on which it finds something; the worker does it all the time."""

from reencuentro.demo.timeline import Story
from reencuentro.demo.world import World
from reencuentro.tracing.actions import rounds

NIGHTS = (60, 50, 7, 1)


def nights(world: World) -> Story:
    for ago in NIGHTS:
        yield world.days.ago(ago, 23)
        rounds.go_round()

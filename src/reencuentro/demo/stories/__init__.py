"""The stories of the demo world: the four of the initiative, and the many others that fill lists and inbox."""

from reencuentro.demo.timeline import Story
from reencuentro.demo.world import World

from .ana_ruth import ana_ruth
from .carlos import carlos
from .julio import julio
from .others import others
from .roberto import roberto


def all_stories(world: World) -> list[Story]:
    return [julio(world), carlos(world), roberto(world), ana_ruth(world), *others(world)]

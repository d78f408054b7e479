"""The stories of the demo world: the four of the initiative, the searches across offices, and the many others that fill
lists and inbox.
"""

from reencuentro.demo.timeline import Story
from reencuentro.demo.world import World

from .alike import alike
from .ana_ruth import ana_ruth
from .aunt import aunt
from .carlos import carlos
from .his_father import his_father
from .julio import julio
from .namesake import namesake
from .nights import nights
from .others import others
from .roberto import roberto


def all_stories(world: World) -> list[Story]:
    four = [julio(world), carlos(world), roberto(world), ana_ruth(world)]
    searches = [his_father(world), aunt(world), namesake(world), alike(world), nights(world)]
    return [*four, *searches, *others(world)]

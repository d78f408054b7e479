"""The stories of the demo world: the four of the initiative, and the many others that fill lists and inbox."""

from .julio import julio

STORIES = (julio,)

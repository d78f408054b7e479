"""The stories of the demo world: the four of the initiative, and the many others that fill lists and inbox."""

from .ana_ruth import ana_ruth
from .carlos import carlos
from .julio import julio
from .roberto import roberto

STORIES = (julio, carlos, roberto, ana_ruth)

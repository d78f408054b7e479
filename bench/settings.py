"""The settings of the project and the two pages to compare with. Everything else is measured as it is."""

from reencuentro.config.settings import *  # noqa: F403
from reencuentro.config.settings import INSTALLED_APPS, OPEN_NAMES

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
OPEN_NAMES = (*OPEN_NAMES, "peer_frame")  # type: ignore[assignment]  # it shows invented words and looks nothing up
ROOT_URLCONF = "bench.peer"

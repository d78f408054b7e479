from reencuentro.public.site.identity import SiteIdentity

from .media import Download, Picture, PictureRendition
from .page import PublicPage
from .pages import HomePage, PlainPage, SectionPage
from .review import SecondEditor
from .seeded import Seeded

__all__ = [
    "Download",
    "HomePage",
    "Picture",
    "PictureRendition",
    "PlainPage",
    "PublicPage",
    "SecondEditor",
    "SectionPage",
    "Seeded",
    "SiteIdentity",
]

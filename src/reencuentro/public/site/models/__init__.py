from reencuentro.public.site.identity import SiteIdentity

from .contact import ContactPage
from .media import Download, Picture, PictureRendition
from .news import NewsItem, NewsList
from .page import PublicPage
from .pages import HomePage, PlainPage, SectionPage
from .review import SecondEditor
from .seeded import Seeded

__all__ = [
    "ContactPage",
    "Download",
    "HomePage",
    "NewsItem",
    "NewsList",
    "Picture",
    "PictureRendition",
    "PlainPage",
    "PublicPage",
    "SecondEditor",
    "SectionPage",
    "Seeded",
    "SiteIdentity",
]

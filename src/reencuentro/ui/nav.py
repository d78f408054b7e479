"""What a door (web) hands to the frame of the page: `request.nav = Nav(...)`, lazily if it costs queries."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class NavItem:
    label: Words
    url: str
    current: bool = False
    count: int = 0
    count_means: Words = ""  # said after the number to those who do not see its place, e.g. "need you"


@dataclass(frozen=True)
class Account:
    name: str
    role: Words
    links: tuple[NavItem, ...] = ()
    sign_out_url: str = ""


@dataclass(frozen=True)
class Nav:
    items: tuple[NavItem, ...] = ()
    account: Account | None = None
    home: str = "/"


EMPTY = Nav()

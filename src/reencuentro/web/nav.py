"""The menu of each role. Counts are made lazily and only for the roles that have them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Role, User
from reencuentro.ui.nav import EMPTY, Account, Nav, NavItem

MENUS = {
    Role.ADVOCATE: (("cases", _("My cases")), ("case_open", _("Open a case"))),
    Role.COORDINATOR: (
        ("desk", _("Today")),
        ("inbox", _("Inbox")),
        ("cases", _("My cases")),
        ("tracing", _("Tracing")),
        ("network", _("Network")),
        ("dashboard", _("Dashboard")),
    ),
    Role.DEFENDER: (
        ("my_work", _("My work")),
        ("my_offers", _("Offers")),
        ("availability", _("Availability")),
    ),
    Role.ADMINISTRATOR: (
        ("administration", _("Overview")),
        ("people", _("People")),
        ("organisations", _("Organisations")),
        ("ledger", _("Ledger")),
        ("keys", _("Keys")),
        ("matching_weights", _("Matching")),
    ),
    Role.EDITOR: (("wagtailadmin_home", _("Public site")),),
}


def of(request: HttpRequest) -> Nav:
    user = request.user
    if not isinstance(user, User) or user.role is None:
        return EMPTY
    items = tuple(
        NavItem(label=label, url=reverse(name), current=request.path == reverse(name))
        for name, label in MENUS[user.role]
    )
    return Nav(items=items, account=_account(user))


def _account(user: User) -> Account:
    links = (
        NavItem(label=_("My profile"), url=reverse("profile")),
        NavItem(label=_("My notices"), url=reverse("notices")),
        NavItem(label=_("My sessions"), url=reverse("sessions")),
    )
    role = user.role.label if user.role else ""
    return Account(name=user.full_name, role=role, links=links, sign_out_url=reverse("account_logout"))

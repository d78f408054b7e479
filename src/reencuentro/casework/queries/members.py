"""Whom counsel may let into a case."""

from reencuentro.accounts.models import Role, User
from reencuentro.casework.models import Case, CaseMember


def colleagues(case: Case, user: User) -> list[User]:
    """Advocates of the user's own organisation who do not work on the case yet, by name."""
    inside = CaseMember.objects.filter(case=case, until=None).values("user_id")
    found = User.objects.filter(
        is_active=True,
        memberships__role=Role.ADVOCATE,
        memberships__ended=None,
        memberships__organisation=user.organisation,
    ).exclude(pk__in=inside)
    return sorted(found, key=lambda person: person.full_name.casefold())


def advocate_by_email(email: str) -> User | None:
    """An advocate who works with us, of any organisation. None for everybody else, whoever they are."""
    user = User.objects.by_email(email)
    return user if user and user.is_active and user.is_advocate else None


def defenders_for(case: Case) -> list[User]:
    """Every Defender of the countries that this case asks in, by name: the same list whoever can be asked."""
    countries = {case.country, *case.requests.order_by().values_list("country", flat=True)}
    found = User.objects.filter(
        is_active=True,
        memberships__role=Role.DEFENDER,
        memberships__ended=None,
        defender_profile__country__in=countries,
    )
    return sorted(found, key=lambda person: person.full_name.casefold())

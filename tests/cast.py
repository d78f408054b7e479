"""The cast of the tests: few people, always the same. Whoever is not in a case is a stranger and must see nothing.

All of it is invented. `people()` makes everybody; `a_case()` opens one case through the same actions as real use.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from reencuentro.accounts import groups
from reencuentro.accounts.models import DefenderProfile, Membership, Organisation, Role, User
from reencuentro.casework.actions import cases, deliveries, offers, requests
from reencuentro.casework.models import Assignment, Case, Delivery, Offer, Request
from reencuentro.engines.partial_date import PartialDate
from reencuentro.network.actions import applications
from reencuentro.network.models import Application
from reencuentro.reference import agreement
from reencuentro.vault import boxes

PASSWORD = "marimba-volcan-cafetal-27"


def organisation(kind: str, name: str, country: str) -> Organisation:
    return Organisation.objects.create(
        box=boxes.create("organisation"), kind=kind, name=name, country=country
    )


def person(role: Role, house: Organisation, key: str, language: str = "en", **profile: Any) -> User:
    """Somebody who can sign in as key@example.org with PASSWORD. `profile` is for Defenders."""
    user = User.objects.create_person(
        email=f"{key}@example.org", full_name=key.replace("-", " ").title(), language=language
    )
    user.is_active, user.joined = True, timezone.now()
    user.set_password(PASSWORD)
    user.save()
    Membership.objects.create(user=user, organisation=house, role=role)
    user.__dict__.pop("membership", None)
    groups.follow_role(user)
    if role == Role.DEFENDER:
        defaults = {
            "departments": {"HN.02": 1.5},
            "weekly_capacity": 40,
            "agreed_version": agreement.current().version,
            "agreed_at": timezone.now(),
        }
        DefenderProfile.objects.create(user=user, box=user.box, country=house.country, **(defaults | profile))
    return user


@dataclass
class Cast:
    advocate: User
    colleague: User  # same organisation, not in the case
    child_advocate: User  # another partner organisation
    stranger: User  # an advocate of another organisation, in no case of ours
    coordinator: User
    other_coordinator: User
    defender: User
    other_defender: User
    administrator: User
    editor: User
    second_editor: User

    def __iter__(self) -> Any:
        return iter(vars(self).values())


def people() -> Cast:
    initiative = organisation("initiative", "Initiative", "US")
    partner = organisation("partner", "Partner One", "US")
    other = organisation("partner", "Partner Two", "US")
    abroad = organisation("defender", "Casa Uno", "HN")
    return Cast(
        advocate=person(Role.ADVOCATE, partner, "ada-advocate"),
        colleague=person(Role.ADVOCATE, partner, "cora-colleague"),
        child_advocate=person(Role.ADVOCATE, other, "chloe-child"),
        stranger=person(Role.ADVOCATE, other, "stan-stranger"),
        coordinator=person(Role.COORDINATOR, initiative, "carmen-coordinator"),
        other_coordinator=person(Role.COORDINATOR, initiative, "otto-other"),
        defender=person(Role.DEFENDER, abroad, "delia-defender", "es"),
        other_defender=person(Role.DEFENDER, abroad, "dario-defender", "es"),
        administrator=person(Role.ADMINISTRATOR, initiative, "abel-administrator"),
        editor=person(Role.EDITOR, initiative, "edith-editor"),
        second_editor=person(Role.EDITOR, initiative, "selma-second", "es"),
    )


APPLICANT = {"full_name": "Zenobia Xicohtla", "email": "zenobia@example.org", "phone": "+504 5550 0147"}
ANSWERS: dict[str, Any] = {
    "base": "HN.08",
    "departments": ["HN.08", "HN.02"],
    "languages": {"spa": {"level": 3, "who": "self"}, "miq": {"level": 2, "who": "interpreter"}},
    "does": ["birth_certificate", "locate_person"],
    "credential": "Colegiada 14703",
    "references": ["Judge Amador, Choluteca", "Casa Uno"],
    "why": "I know these families.",
    "heard": "From a colleague.",
}


def an_application(**changes: Any) -> Application:
    """Somebody asks to join, as the open page does it."""
    values: dict[str, Any] = {"country": "HN", "language": "es", "answers": ANSWERS, **APPLICANT}
    return applications.apply(**(values | changes))


def an_agreed_application(coordinator: User, **changes: Any) -> Application:
    """Reviewed and accepted by this coordinator."""
    made = an_application(**changes)
    applications.begin_review(made, by=coordinator)
    applications.check_references(made, by=coordinator)
    applications.accept(made, by=coordinator)
    return made


CHILD = {
    "given": "Nahum Isaí",
    "surname1": "Quetzalteco",
    "surname2": "Ñurinda",
}  # an invented name, found nowhere else


def a_case(cast: Cast, **changes: Any) -> Case:
    values: dict[str, Any] = {
        **CHILD,
        "country": "HN",
        "custody_since": timezone.localdate() - timedelta(days=90),
        "birth_date": PartialDate.parse("2014-03-12"),
    }
    return cases.open_case(by=cast.advocate, **(values | changes))


def a_request(cast: Cast, case: Case | None = None, **changes: Any) -> Request:
    """Asked, with a coordinator in the case."""
    case = case or a_case(cast)
    cases.take_case(case, by=cast.coordinator)
    values: dict[str, Any] = {
        "service": "civil_registry_extract",
        "document": "birth_certificate",
        "country": "HN",
        "department": "HN.02",
        "why": "ORR needs proof of who he is.",
    }
    return requests.ask(case, by=cast.advocate, **(values | changes))


def reviewed(cast: Cast, request: Request | None = None, **changes: Any) -> Request:
    request = request or a_request(cast, **changes)
    requests.review(request, "high", by=cast.coordinator, ceiling=Decimal("800"))
    return request


def offered(cast: Cast, request: Request | None = None) -> Offer:
    return offers.offer(request or reviewed(cast), cast.defender, by=cast.coordinator)


def assigned(cast: Cast, offer: Offer | None = None) -> Assignment:
    return offers.accept(offer or offered(cast), by=cast.defender)


def delivered(cast: Cast, assignment: Assignment | None = None, **changes: Any) -> Delivery:
    values: dict[str, Any] = {"result": "obtained", "said": "The copy of book and folio."}
    return deliveries.deliver(assignment or assigned(cast), [], by=cast.defender, **(values | changes))

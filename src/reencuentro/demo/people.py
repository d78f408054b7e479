"""Who works in the demo world, and who of them a visitor can sign in as. Everybody is invented."""

from dataclasses import dataclass
from typing import NamedTuple

from reencuentro.accounts import actions, links
from reencuentro.accounts.models import Organisation, Role, User
from reencuentro.accounts.rules import OPERATOR
from reencuentro.reference import agreement

from .network import DEFENDERS, HOUSES, Defender
from .passwords import PASSWORD
from .timeline import Days

DOMAIN = "demo.example"  # .example can never belong to anybody (RFC 2606)


@dataclass(frozen=True)
class Worker:
    key: str
    name: str
    role: Role
    house: str
    language: str = "en"


PARTNERS = {
    "cottonwood": "Cottonwood Bend Children's Law",
    "heron": "Blue Heron Child Advocates",
    "mesquite": "Mesquite Road Legal Aid for Youth",
}

STAFF = (
    Worker("priya", "Priya Raghunathan", Role.ADMINISTRATOR, "initiative"),
    Worker("teresa", "Teresa Villalobos Crane", Role.COORDINATOR, "initiative"),
    Worker("rosalind", "Rosalind Okafor", Role.COORDINATOR, "initiative"),
    Worker("jonah", "Jonah Whitfield", Role.COORDINATOR, "initiative"),
    Worker("sam", "Sam Lindqvist", Role.EDITOR, "initiative"),
    Worker("ines", "Inés Baltodano", Role.EDITOR, "initiative", "es"),
    Worker("maya", "Maya Ellison", Role.ADVOCATE, "cottonwood"),
    Worker("daniel", "Daniel Cho", Role.ADVOCATE, "cottonwood"),
    Worker("beatriz", "Beatriz Quintero", Role.ADVOCATE, "cottonwood", "es"),
    Worker("hannah", "Hannah Abrams", Role.ADVOCATE, "mesquite"),
    Worker("luis", "Luis Arroyo", Role.ADVOCATE, "mesquite", "es"),
    Worker("noor", "Noor Haddad", Role.ADVOCATE, "heron"),
    Worker("grace", "Grace Tillman", Role.ADVOCATE, "heron"),
)


class SignIn(NamedTuple):
    """A line of what `make run` prints."""

    role: str
    what_to_try: str
    email: str
    password: str


WHAT_TO_TRY = {
    "maya": "Julio's case: follow the birth record, and what was tried to find his father",
    "beatriz": "Roberto's case: decide who may learn what was found in Nicaragua",
    "hannah": "Ana Ruth's case and her aunt's: the proof of who raised the child",
    "teresa": "the inbox; under Tracing a lead for Julio's father, and a look that Rosalind asks for",
    "rosalind": "Carlos's medical file: check it, send it back or accept it",
    "delmy": "on a phone, in Spanish: Julio's birth record, steps, photo, deliver",
    "eulalia": "on a phone, in Spanish: an urgent offer in Carlos's case waits for an answer",
    "priya": "people, organisations, ledger and keys; cases stay closed to her",
    "sam": "the public site: change a page, submit it; no case at all",
    "ines": "reads what Sam has submitted, and publishes it or asks for changes",
}


def sign_ins() -> list[SignIn]:
    """Who a visitor can be; all others have the same password too."""
    roles = {worker.key: str(worker.role) for worker in STAFF}
    return [
        SignIn(roles.get(key, "defender"), hint, email_of(key), PASSWORD) for key, hint in WHAT_TO_TRY.items()
    ]


def email_of(key: str) -> str:
    return f"{key}@{DOMAIN}"


class People(dict[str, User]):
    """Everybody by key: the part of the e-mail before the @."""


def settle(days: Days) -> People:
    """The first Administrator is invited from the server's console, everybody else by her."""
    initiative = actions.create_organisation(by=OPERATOR, kind="initiative", name="Reencuentro", country="US")
    first, *others = STAFF
    people = People({first.key: _join(OPERATOR, initiative, first)})
    administrator = people[first.key]
    houses = {"initiative": initiative}
    for key, name in PARTNERS.items():
        houses[key] = actions.create_organisation(by=administrator, kind="partner", name=name, country="US")
    for house in HOUSES:
        houses[house.key] = actions.create_organisation(
            by=administrator, kind="defender", name=house.name, country=house.country
        )
    for worker in others:
        people[worker.key] = _join(administrator, houses[worker.house], worker)
    for defender in DEFENDERS:
        worker = Worker(defender.key, defender.name, Role.DEFENDER, defender.house, "es")
        people[defender.key] = _join(administrator, houses[defender.house], worker, defender.phone)
        _fill_profile(people[defender.key], defender, days)
    return people


def _join(by: User | str, house: Organisation, worker: Worker, phone: str = "") -> User:
    link = actions.invite(
        by=by,
        organisation=house,
        role=worker.role,
        email=email_of(worker.key),
        full_name=worker.name,
        language=worker.language,
        by_mail=False,
    )
    links.mint(link)
    return actions.accept_invitation(
        link, full_name=worker.name, language=worker.language, password=PASSWORD, phone=phone
    )


def _fill_profile(user: User, defender: Defender, days: Days) -> None:
    absences = [[days.day(first).isoformat(), days.day(last).isoformat()] for first, last in defender.away]
    actions.accept_agreement(user, agreement.current().version, by=user)
    nearest = min(defender.departments, key=lambda code: defender.departments[code])
    actions.choose_base(user, defender.base or nearest, by=user)
    actions.update_defender_profile(
        user,
        by=user,
        departments=defender.departments,
        languages=_tongues(defender),
        expertise=defender.expertise,
        weekdays=list(defender.weekdays),
        weekly_capacity=defender.capacity,
        woman=defender.woman,
        willing=dict.fromkeys(defender.takes, True) | dict.fromkeys(defender.refuses, False),
        absences=absences,
        fees=[{"kind": kind, "amount": amount, "currency": money} for kind, amount, money in defender.fees],
        fee_notes=defender.fee_notes,
    )
    if defender.paused:
        actions.pause_defender(user, by=user)


def _tongues(defender: Defender) -> dict[str, dict[str, int | str]]:
    return {
        code: {"level": level, "who": "interpreter" if code in defender.interpreted else "self"}
        for code, level in defender.languages.items()
    }

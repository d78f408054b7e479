"""A database full of invented cases to measure with. Nothing here is made by actions: it only has to be in the way.

100 people: 30 advocates of five partners, 10 coordinators, 60 Defenders of five organisations. One of each kind is
the one whose pages are measured, always with the same amount of work (BUSY), however many cases there are; all other
cases ("fillers") are spread evenly over the others. So what grows with the number of cases is the software's fault.
"""

import base64
import os
import random
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from reencuentro.accounts.models import DefenderProfile, Membership, Organisation, Role, User
from reencuentro.accounts.second_factor import seal
from reencuentro.casework.models import Assignment, Case, Request
from reencuentro.reference import agreement
from reencuentro.vault import boxes
from reencuentro.vault.keyring import ring
from reencuentro.vault.models import Box

from .rows import COUNTRIES, TABLES, Plan, Rows, add_case

BUSY = {"advocate": 300, "coordinator": 500, "defender": 200}
FILLERS, MEASURED = 500, 500  # cases; more are made by copying the fillers
OPEN_SHARE, TAKEN_SHARE = 0.3, 0.8  # of the fillers
PASSWORD = secrets.token_urlsafe(18)  # of this run alone
Progress = Callable[[str], None]


@dataclass(frozen=True)
class SignIn:
    email: str
    password: str
    secret: str  # of the second factor


@dataclass
class World:
    """What the measuring process must know, written as JSON."""

    cases: int
    seconds: float
    boxes_per_second: float  # as in use, each key on disk before the next
    sign_ins: dict[str, SignIn]
    addresses: dict[str, list[str]]  # page -> its addresses, taken in turn


def build(cases: int, progress: Progress) -> dict[str, Any]:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    began = time.perf_counter()
    people = _people()
    speed = _speed_of_boxes()
    with _careless():
        _cases(cases, people, progress)
    _analyse()
    seconds = round(time.perf_counter() - began, 1)
    sign_ins = {kind: _sign_in(group[0]) for kind, group in people.items()}
    return asdict(World(cases, seconds, speed, sign_ins, _addresses(people)))


def _people() -> dict[str, list[User]]:
    initiative = _house("initiative", "US")
    partners = [_house("partner", "US") for _ in range(5)]
    abroad = [_house("defender", country) for country in COUNTRIES]
    return {
        "advocate": [_person(Role.ADVOCATE, partners[index % 5], index) for index in range(30)],
        "coordinator": [_person(Role.COORDINATOR, initiative, index) for index in range(10)],
        "defender": [_person(Role.DEFENDER, abroad[index % 5], index) for index in range(60)],
    }


def _house(kind: str, country: str) -> Organisation:
    return Organisation.objects.create(
        box=boxes.create("organisation"), kind=kind, name="Casa", country=country
    )


def _person(role: Role, house: Organisation, index: int) -> User:
    user = User.objects.create_person(
        email=f"{role}{index}@example.org", full_name=f"{role.label} {index} Invented"
    )
    user.is_active, user.joined = True, timezone.now()
    if index == 0:
        user.set_password(PASSWORD)
    user.save()
    Membership.objects.create(user=user, organisation=house, role=role)
    user.__dict__.pop("membership", None)
    if role == Role.DEFENDER:
        DefenderProfile.objects.create(
            user=user, box=user.box, country=house.country, departments={COUNTRIES[house.country]: 1.5},
            languages={"spa": 3}, weekly_capacity=40, agreed_version=agreement.current().version,
        )  # fmt: skip
    return user


def _speed_of_boxes(count: int = 50) -> float:
    began = time.perf_counter()
    for _ in range(count):
        boxes.create("case")
    return round(count / (time.perf_counter() - began), 1)


class _careless:
    """No fsync while the world is made: it is thrown away, and 100,000 keys would take half an hour."""

    def __enter__(self) -> None:
        self.fsync, os.fsync = os.fsync, lambda fd: None
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous=OFF")

    def __exit__(self, *_problem: object) -> None:
        os.fsync = self.fsync
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous=NORMAL")


def _cases(count: int, people: dict[str, list[User]], progress: Progress) -> None:
    """The measured cases lie scattered among the copies, as they would in use."""
    dice = random.Random(1)
    _insert([_plan(number, people, dice, real=False) for number in range(FILLERS)])
    copies = list(range((count - FILLERS - MEASURED) // FILLERS))
    for tenth in range(10):
        numbers = range(tenth * MEASURED // 10, (tenth + 1) * MEASURED // 10)
        _insert([_plan(number, people, dice, real=True) for number in numbers])
        for number in copies[tenth::10]:
            _copy_fillers(number)
        progress(f"{connection.vendor}: {Case.objects.count()} of {count} cases")


def _insert(plans: list[Plan]) -> None:
    rows = Rows(dice=random.Random(str(plans[0])))
    for plan in plans:
        _need_key(plan.box)
        add_case(rows, plan)
    with transaction.atomic():
        Box.objects.bulk_create([Box(id=plan.box, kind="case" if plan.real else "filler") for plan in plans])
        for model, made in rows.made.items():
            model._default_manager.bulk_create(made)


def _need_key(box: UUID) -> None:
    if not ring().holds(box):  # the keys of the first database serve the second
        ring().create(box)


def _plan(number: int, people: dict[str, list[User]], dice: random.Random, *, real: bool) -> Plan:
    mine = {kind: real and _chosen(number, share) for kind, share in BUSY.items()}
    who = {
        kind: group[0] if mine[kind] else group[1 + number % (len(group) - 1)]
        for kind, group in people.items()
    }
    return Plan(
        number=number + FILLERS * real,
        box=UUID(int=dice.getrandbits(128), version=4),
        open=real or dice.random() < OPEN_SHARE,
        real=real,
        advocate=who["advocate"],
        coordinator=who["coordinator"] if real or dice.random() < TAKEN_SHARE else None,
        defender=who["defender"],
    )


def _chosen(number: int, share: int) -> bool:
    """True for `share` of the measured cases, evenly spread."""
    return (number + 1) * share // MEASURED > number * share // MEASURED


def _copy_fillers(number: int) -> None:
    """All rows of the filler cases once more, in SQL. The first eight digits of every id become those of this copy."""
    prefix = f"{random.Random(number).getrandbits(32):08x}"
    for box in Box.objects.filter(kind="filler").values_list("pk", flat=True):
        _need_key(UUID(prefix + box.hex[8:]))
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (Box, *TABLES):
            fields = model._meta.concrete_fields
            read = ", ".join(_read(column, prefix, number) for column in fields)
            source = (
                "kind = 'filler'"
                if model is Box
                else "box_id IN (SELECT id FROM vault_box WHERE kind = 'filler')"
            )
            columns = ", ".join(str(column.column) for column in fields)
            table = model._meta.db_table
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {read} FROM {table} WHERE {source}")


def _read(column: Any, prefix: str, copy: int) -> str:
    """How a column of a copy is read from its original."""
    name: str = column.column
    if column.primary_key or column.related_model in (Box, *TABLES):
        if connection.vendor == "sqlite":  # ids are text there
            return f"'{prefix}' || substr({name}, 9)"
        return f"CAST('{prefix}' || substr(CAST({name} AS text), 9) AS uuid)"
    special = {(Box, "kind"): "'case'", (Case, "code"): f"'C{copy}-' || substr(code, 3)"}
    return special.get((column.model, name), name)


def _analyse() -> None:
    """What autovacuum does on PostgreSQL after a while, and `PRAGMA optimize` on SQLite."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sign_in(user: User) -> SignIn:
    secret = base64.b32encode(secrets.token_bytes(20)).decode()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": seal(secret, user)})
    return SignIn(email=user.email, password=PASSWORD, secret=secret)


def _addresses(people: dict[str, list[User]]) -> dict[str, list[str]]:
    advocate, coordinator, defender = (people[kind][0] for kind in ("advocate", "coordinator", "defender"))
    codes = Case.objects.filter(casemember__user=advocate).values_list("code", flat=True)[:200]
    requests = Request.objects.filter(case__casemember__user=coordinator).values_list("pk", flat=True)[:200]
    works = Assignment.objects.filter(defender=defender, state__in=["working", "delivered"])[:200]
    return {
        "inbox": ["/inbox/"],
        "my cases": ["/cases/"],
        "case": [f"/cases/{code}/" for code in codes],
        "request": [f"/requests/{pk}/" for pk in requests],
        "work list": ["/work/"],
        "work sheet": [f"/work/{work.pk}/" for work in works],
        "dashboard": ["/dashboard/"],
    }

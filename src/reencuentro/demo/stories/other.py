"""One of the many other cases: invented by chance from its plan, always the same for the same number."""

from typing import Any

from reencuentro.accounts.models import User
from reencuentro.casework.actions import clocks, messages, obstacles, people, requests, sponsors
from reencuentro.casework.models import Assignment, Case, Obstacle, Offer, Person, Request
from reencuentro.demo import names
from reencuentro.demo.network import DEFENDERS, Defender
from reencuentro.demo.world import World, chance, child_of, offer_to, open_case
from reencuentro.reference import places

from .needs import NEEDS, Need, answers, uploads
from .plans import Plan

ADVOCATES = ("maya", "daniel", "beatriz", "hannah", "luis")
COORDINATORS = ("teresa", "rosalind", "jonah")
FACILITIES = (
    "Juniper",
    "Cypress",
    "Saltbush",
    "Wild Plum",
    "Sandpiper",
    "Tamarisk",
    "Elderberry",
    "Meadowlark",
)
STATES = ("Texas", "Arizona", "Florida", "New York", "California", "Virginia", "Illinois")
SPONSORS = {
    "1": ("mother", "father"),
    "2A": ("grandparent", "sibling"),
    "2B": ("aunt", "uncle"),
    "3": ("family_friend", "godparent"),
}


class Other:
    """The case of a plan, with the people who work on it."""

    case: Case
    request: Request
    obstacle: Obstacle
    mother: Person

    def __init__(self, world: World, number: int, plan: Plan, asked: int) -> None:
        self.world, self.number, self.plan, self.asked = world, number, plan, asked
        self.chance = chance(f"case {number}")
        self.need = NEEDS[plan.need]
        self.advocate: User = world[ADVOCATES[number % len(ADVOCATES)]]
        self.coordinator: User = world[COORDINATORS[number % len(COORDINATORS)]]
        self.ended = 16 + self.chance.randint(0, 20)
        self.urgency = "high" if plan.days > 180 or plan.age < 6 else "normal"
        towns = places.municipalities(plan.department)
        self.town = self.chance.choice(towns).label("es")
        self.place = {"country": plan.country, "department": plan.department, "municipality": self.town}
        spoken = [plan.language] if plan.language == "spa" else [plan.language, "spa"]
        self.languages = [{"code": code, "level": "native"} for code in spoken]

    def open(self) -> None:
        """The case as it stands on the day on which the advocate opens it."""
        plan, days, family = (
            self.plan,
            self.world.days,
            names.family(self.chance, self.plan.language, self.number),
        )
        since = plan.days + (self.ended if self.is_ended else 0)
        birthday = self.ended if plan.age == 18 else self.chance.randint(20, 340)
        father, mother, older = family.surnames
        self.case = open_case(
            by=self.advocate, coordinator=self.coordinator, given=family.child, surname1=father, surname2=mother,
            country=plan.country, custody_since=days.day(-since), birth_date=days.born(plan.age, birthday),
            facility=f"{self.chance.choice(FACILITIES)} House (invented)", where=self.chance.choice(STATES),
        )  # fmt: skip
        child = child_of(self.case)
        people.change_person(child, by=self.advocate, version=child.version, sex=family.sex, birth_place=self.place,
                             languages=self.languages)  # fmt: skip
        self.mother = people.add_person(
            self.case, by=self.advocate, given=family.mother, surname1=mother, surname2=older, relationship="mother",
            sex="female", languages=self.languages, birth_date=days.about(plan.age + self.chance.randint(18, 30)),
            unlocated=plan.need == "parent", last_known=f"{self.town}, casa de su hermana.",
        )  # fmt: skip
        self._name_sponsor(family)
        self.obstacle = obstacles.raise_obstacle(
            self.case, self.need.obstacle, by=self.advocate, note=self.need.why
        )
        if self.chance.random() < 0.4 and not self.is_ended:
            clocks.set_clock(
                self.case, "Master hearing", days.day(self.chance.randint(-6, 95)), by=self.advocate
            )

    @property
    def is_ended(self) -> bool:
        return self.plan.stage in ("released", "reunited", "returned", "aged_out", "other", "erased")

    def _name_sponsor(self, family: names.Family) -> None:
        if self.plan.category not in SPONSORS:
            return
        relationship = self.chance.choice(SPONSORS[self.plan.category])
        person = self.mother
        if relationship != "mother":
            given = family.father if relationship in ("father", "uncle") else self.chance.choice(names.WOMEN)
            person = people.add_person(
                self.case, by=self.advocate, given=given, surname1=family.surnames[0], surname2=family.surnames[2],
                relationship=relationship, alive="alive",
            )  # fmt: skip
        sponsor = sponsors.name_sponsor(
            self.case, person, by=self.advocate, category=self.plan.category, relationship=relationship,
            address=f"{self.chance.randint(10, 99)} Example Street, {self.chance.choice(STATES)}",
            contact="+1 000 000 0009",
        )  # fmt: skip
        sponsors.move_sponsor(sponsor, "apply", by=self.advocate)

    def settle_sponsor(self, outcome: str) -> None:
        move = "approve" if outcome in ("released", "reunited") else "withdraw"
        for sponsor in self.case.sponsor_set.all():
            sponsors.move_sponsor(sponsor, move, by=self.advocate)

    def ask(self) -> None:
        self.request = self._ask(self.need, self.obstacle)
        if self.chance.random() < 0.3:
            messages.write(self.case, "advocate", "Everything that the family could tell is in the request.",
                           by=self.advocate)  # fmt: skip

    def ask_also(self) -> Request:
        """The second need of the plan, with its own obstacle."""
        need = NEEDS[self.plan.also]
        return self._ask(
            need, obstacles.raise_obstacle(self.case, need.obstacle, by=self.advocate, note=need.why)
        )

    def _ask(self, need: Need, obstacle: Obstacle) -> Request:
        plan, child = self.plan, child_of(self.case)
        subject = self.mother if need.service in ("locate_person", "home_safety_assessment") else child
        needs_language = plan.language != "spa" and need.paper == "letter"
        request: Request = requests.ask(
            self.case, by=self.advocate, service=need.service, document=need.document, country=plan.country,
            department=plan.department, municipality=self.town, subject=subject, obstacle=obstacle, why=need.why,
            reader="orr", release={subject: ["names", "birth_date", "birth_place", "languages"]},
            answers=answers(need, plan.country, child, self.mother, self.town), certified=need.paper == "birth",
            languages=[{"code": plan.language, "level": "required"}] if needs_language else [],
            needed_by=self.world.days.day(self.chance.randint(7, 60)) if self.chance.random() < 0.6 else None,
            never_tell="The neighbours" if plan.country in ("SV", "NI") else "",
        )  # fmt: skip
        return request

    def defender(self, but: User | None = None) -> User:
        """Who covers the place and speaks the language, has room, and is not away: the least busy of them."""
        fitting = [self.world[each.key] for each in DEFENDERS if self._fits(each)]
        free = [user for user in fitting if but is None or user.pk != but.pk]
        return min(free, key=_living_work)

    def _fits(self, defender: Defender) -> bool:
        away = any(first <= 0 <= last for first, last in defender.away)
        speaks = {language["code"] for language in self.request.languages} <= defender.languages.keys()
        return self.plan.department in defender.departments and speaks and not (away or defender.paused)

    def offer_again(self, but: User) -> Offer:
        return offer_to(self.defender(but), self.request, by=self.coordinator)

    def uploads(self) -> list[Any]:
        return uploads(self.need, self.chance, child_of(self.case), self.mother, self.town)


def _living_work(user: User) -> int:
    return Assignment.objects.filter(defender=user, state__in=["working", "delivered"]).count()

"""What a paper says of a person: never quite what is true. Made for the base and, worse, for what is asked."""

import random
from typing import Any

from .names import adult_name, child_name, nickname, parent_name, styled
from .people import Adult, Person
from .pools import Pool
from .rates import Rates
from .when import born

Paper = dict[str, Any]
VILLAGES = ("Aldea", "Caserío", "Cantón", "Colonia", "Barrio")
VILLAGE_NAMES = ("El Rosario", "Las Flores", "San José", "La Ceiba", "El Porvenir", "Santa Cruz", "Los Pinos",
                 "La Unión", "Buena Vista", "El Carmen", "San Pedro", "Agua Caliente", "La Esperanza")  # fmt: skip
OLD_MUNICIPALITIES = 0.6  # of Salvadoran papers
# What of a parent's name can go wrong when somebody searches by it.
PARENT_OPS = ("given1", "gswap", "ginit", "nomaria", "abbrev", "drop2", "sswap", "merge", "particle", "typo", "spell",
              "read", "maya", "ear")  # fmt: skip


class Clerk:
    """Writes papers about one population at given rates."""

    def __init__(self, pool: Pool, rates: Rates) -> None:
        self.pool, self.rates = pool, rates

    def paper(self, person: Person, chance: random.Random) -> tuple[Paper, list[str]]:
        """The fields in the order of every file, and the corruptions that happened."""
        rates = self.rates
        ops = [op for op, rate in rates.at_once.items() if chance.random() < rate]
        draft = child_name(person, ops, chance)
        style = chance.random(), chance.random()
        said: Paper = {
            "given": styled(" ".join(draft.given), style),
            "sur": styled(draft.between.join(draft.sur), style),
        }
        done = draft.done
        if chance.random() < rates.known["sex"]:
            wrong = "sex" in ops
            said["sex"] = "MF"[(person.sex == "F") ^ wrong]
            done += ["sex"] * wrong
        if chance.random() < rates.known["country"]:
            said["country"] = person.country
        if chance.random() < rates.known["nick"]:
            said["nick"] = styled(nickname(chance.choice(person.given), chance), style)
        self._born(said, person, done, chance)
        self._place(said, person, done, style, chance)
        for key, parent in (("mother", person.mother), ("father", person.father)):
            self._parent(said, key, parent, style, chance)
        self._phone(said, person, ops, done, chance)
        return said, done

    def by_parent(self, person: Person, key: str, chance: random.Random) -> tuple[Paper, list[str]]:
        """Somebody knows the mother (or father), perhaps the place and the child's first name."""
        parent = person.father if key == "father" and person.father else person.mother
        key = "father" if parent is person.father else "mother"
        rates = self.rates.at_once
        name, done = adult_name(parent, [op for op in PARENT_OPS if chance.random() < rates[op]], chance)
        style = chance.random(), chance.random()
        said: Paper = {key: styled(name, style)}
        if chance.random() < 0.65:
            said["muni"] = styled(self._municipality(person, chance), style)
        if chance.random() < 0.75:
            said["dept"] = styled(person.place.dept, style)
        said["country"] = person.country
        if chance.random() < 0.6:
            said["given"] = styled(person.given[0], style)
        return said, done

    def _born(self, said: Paper, person: Person, done: list[str], chance: random.Random) -> None:
        day, op = born(person.born, self.rates.dates, chance)
        said |= day
        done += [op] * bool(op)

    def _place(
        self, said: Paper, person: Person, done: list[str], style: tuple[float, float], chance: random.Random
    ) -> None:
        op = _one_of(self.rates.places, chance)
        done += [op] * bool(op)
        place = self.pool.place(person.country, chance) if op == "otherplace" else person.place
        muni = place.muni if place is not person.place else self._municipality(person, chance)
        if op == "village":
            muni = f"{chance.choice(VILLAGES)} {chance.choice(VILLAGE_NAMES)}"
        if op not in ("dept", "noplace") and chance.random() < self.rates.known["muni"]:
            said["muni"] = styled(muni, style)
        if op == "dept" or (op != "noplace" and chance.random() < self.rates.known["dept"]):
            said["dept"] = styled(place.dept, style)

    def _municipality(self, person: Person, chance: random.Random) -> str:
        old = person.place.old and chance.random() < OLD_MUNICIPALITIES
        return person.place.old if old else person.place.muni

    def _parent(
        self, said: Paper, key: str, parent: Adult | None, style: tuple[float, float], chance: random.Random
    ) -> None:
        if parent and chance.random() < self.rates.known[key]:
            own = style if chance.random() < 0.7 else (chance.random(), chance.random())
            said[key] = styled(parent_name(parent, self.rates, chance), own)

    def _phone(
        self, said: Paper, person: Person, ops: list[str], done: list[str], chance: random.Random
    ) -> None:
        """The country's prefix is often left out; "phone": one digit is wrong."""
        if chance.random() >= self.rates.known["phone"]:
            return
        number = person.phone
        if "phone" in ops:
            at = chance.randrange(len(number) - 6, len(number))
            number = number[:at] + str((int(number[at]) + chance.randint(1, 9)) % 10) + number[at + 1 :]
            done.append("phone")
        said["phone"] = number if chance.random() < 0.7 else number[-8:]


def _one_of(rates: dict[str, float], chance: random.Random) -> str:
    """At most one of them, "" if none."""
    dice = chance.random()
    for op, rate in rates.items():
        dice -= rate
        if dice < 0:
            return op
    return ""

"""What becomes of a name on paper: customs of registries, habits of offices abroad, and letters that went wrong."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from . import damage
from .people import Adult, Person
from .pools import mayan_surnames, table
from .rates import MARRIED, WIDOWED, Rates

COUNTRY = {"GT": "Guatemala", "SV": "El Salvador", "HN": "Honduras", "NI": "Nicaragua", "MX": "Mexico"}
SHORT = {"María": ("Ma.", "M.", "Mª"), "José": ("J.",), "Francisco": ("Fco.",), "Guadalupe": ("Gpe.",),
         "Juan": ("J.",), "Antonio": ("Ant.",)}  # fmt: skip
OFTEN_DROPPED = ("María ", "José ")
PARTICLES = ("de los ", "de las ", "de la ", "de ", "del ", "dos ")
LETTERS = ("typo", "spell", "read", "maya")


@dataclass
class Draft:
    """The name as far as it has been written. `sur` holds one entry for each surname, `given` for each name."""

    given: list[str]
    sur: list[str]
    before: tuple[str, ...] = ()
    country: str = ""
    nick: str = ""
    between: str = " "  # the surnames
    done: list[str] = field(default_factory=list)


Change = Callable[[Draft, random.Random], bool]  # whether there was something to change


def child_name(person: Person, ops: list[str], chance: random.Random) -> Draft:
    """`ops` in the order of CHANGES; what could not happen is not in `done`."""
    draft = Draft(list(person.given), list(person.surnames), person.before, person.country)
    return _written(draft, ops, chance)


def adult_name(adult: Adult, ops: list[str], chance: random.Random) -> tuple[str, list[str]]:
    """One string, as forms ask for parents."""
    draft = _written(Draft(list(adult.given), list(adult.surnames)), ops, chance)
    married = adult.spouse and len(draft.sur) == 2 and chance.random() < MARRIED
    if married:
        marry(draft, adult.spouse, chance)
    return f"{' '.join(draft.given)} {draft.between.join(draft.sur)}", draft.done + ["married"] * bool(
        married
    )


def parent_name(adult: Adult, rates: Rates, chance: random.Random) -> str:
    """As it stands on the paper of the child: whole, with the first surname, or the given name alone."""
    part = chance.choices(list(rates.parent), list(rates.parent.values()))[0]
    if part == "given":
        return adult.given[0]
    ops = [op for op in LETTERS if chance.random() < rates.at_once[op]]
    if part == "first":
        ops = ["given1", "drop2", *ops]
    return adult_name(adult, ops, chance)[0]


def styled(text: str, style: tuple[float, float]) -> str:
    """One of four papers is in capitals, six of ten have lost their accents and tildes."""
    capitals, accents = style
    if accents < 0.6 and not text.isascii():
        text = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return text.upper() if capitals < 0.25 else text


def marry(draft: Draft, spouse: str, chance: random.Random) -> None:
    """María López Ramos -> María López de Pérez, or María López Ramos viuda de Pérez."""
    widow = chance.random() < WIDOWED
    before = chance.choice(("viuda de ", "Vda. de ")) if widow else "de "
    draft.sur = [*(draft.sur if chance.random() < 0.3 else draft.sur[:1]), before + spouse]


def _written(draft: Draft, ops: list[str], chance: random.Random) -> Draft:
    for op, change in CHANGES.items():
        if op in ops and change(draft, chance):
            draft.done.append(op)
    return draft


# --- given names ---------------------------------------------------------------------------------------------


def _first_only(draft: Draft, chance: random.Random) -> bool:
    """The other names are left out; one time in four it is the first that nobody uses."""
    many = len(draft.given) > 1
    if many:
        draft.given = [draft.given[-1 if chance.random() < 0.25 else 0]]
    return many


def _swapped_given(draft: Draft, chance: random.Random) -> bool:
    many = len(draft.given) > 1
    draft.given.reverse()
    return many


def _initial(draft: Draft, chance: random.Random) -> bool:
    many = len(draft.given) > 1
    if many:
        draft.given[1] = draft.given[1][0]
    return many


def _nickname(draft: Draft, chance: random.Random) -> bool:
    draft.nick = nickname(chance.choice(draft.given), chance)
    draft.given = [draft.nick]
    return True


def nickname(name: str, chance: random.Random) -> str:
    """From the table, else the diminutive."""
    known = table("nicknames.txt").get(name.split()[-1])
    return chance.choice(known) if known and chance.random() < 0.8 else diminutive(name.split()[-1])


def diminutive(name: str) -> str:
    """Juan -> Juanito, Petrona -> Petronita, Luis -> Luisito, José -> Josecito."""
    if name[-1] in "ao":
        return name[:-1] + "it" + name[-1]
    if name[-1] in "eé":
        return name[:-1] + "ecito"
    return name + ("ito" if name[-1] in "nlrs" else "cito")


def _without_maria(draft: Draft, chance: random.Random) -> bool:
    """María José -> José, María de los Ángeles -> Ángeles, José Luis -> Luis."""
    compound = draft.given[0].startswith(OFTEN_DROPPED)
    if compound:
        draft.given[0] = draft.given[0].split()[-1]
    elif draft.given[0] in ("María", "José") and len(draft.given) > 1:
        del draft.given[0]
        return True
    return compound


def _short(draft: Draft, chance: random.Random) -> bool:
    first, *rest = draft.given[0].split()
    known = first in SHORT and bool(rest or draft.given[1:])
    if known:
        draft.given[0] = " ".join([chance.choice(SHORT[first]), *rest])
    return known


# --- surnames ------------------------------------------------------------------------------------------------


def _before(draft: Draft, chance: random.Random) -> bool:
    if draft.before:
        draft.sur = list(draft.before)
    return bool(draft.before)


def _first_surname(draft: Draft, chance: random.Random) -> bool:
    two = len(draft.sur) > 1
    draft.sur = draft.sur[:1]
    return two


def _second_surname(draft: Draft, chance: random.Random) -> bool:
    two = len(draft.sur) > 1
    draft.sur = draft.sur[-1:]
    return two


def _swapped_surnames(draft: Draft, chance: random.Random) -> bool:
    two = len(draft.sur) > 1
    draft.sur.reverse()
    return two


def _merged(draft: Draft, chance: random.Random) -> bool:
    two = len(draft.sur) > 1
    draft.between = chance.choice(("-", "", "-"))
    if draft.between == "" and two:
        draft.sur[1] = draft.sur[1].lower()
    return two


def _middle(draft: Draft, chance: random.Random) -> bool:
    """Abroad the first surname is often taken for a middle name."""
    two = len(draft.sur) > 1
    if two:
        draft.given.append(draft.sur.pop(0))
    return two


def _moved(draft: Draft, chance: random.Random) -> bool:
    """The last given name is taken for a surname."""
    many = len(draft.given) > 1
    if many:
        draft.sur.insert(0, draft.given.pop())
    return many


def _particle(draft: Draft, chance: random.Random) -> bool:
    """de León -> León, or Deleon."""
    for at, surname in enumerate(draft.sur):
        for particle in PARTICLES:
            if surname.startswith(particle):
                rest = surname.removeprefix(particle)
                joined = particle.replace(" ", "").capitalize() + rest.lower()
                draft.sur[at] = chance.choice((rest, joined))
                return True
    return False


# --- letters -------------------------------------------------------------------------------------------------


def _letters(harm: Callable[[str, random.Random], str], fits: Callable[[str], bool]) -> Change:
    """Harms one word of the name for which it is made."""

    def change(draft: Draft, chance: random.Random) -> bool:
        places = [
            (words, at) for words in (draft.given, draft.sur) for at, word in enumerate(words) if fits(word)
        ]
        if not places:
            return False
        words, at = chance.choice(places)
        before = words[at]
        words[at] = harm(before, chance)
        return words[at] != before

    return change


def _long(word: str) -> bool:
    return len(word) > 2


def is_mayan(surname: str) -> bool:
    return surname in mayan_surnames() or "'" in surname


# --- intake abroad -------------------------------------------------------------------------------------------


def _country(draft: Draft, chance: random.Random) -> bool:
    """The country is typed where the surname should stand, after it or instead of the second."""
    draft.sur = [draft.sur[0], COUNTRY[draft.country]]
    return True


def _no_first_name(draft: Draft, chance: random.Random) -> bool:
    """First name unknown: the whole name is in the field of the surname."""
    draft.given, draft.sur = ["FNU"], [*draft.given[:1], *draft.sur]
    return True


def _no_last_name(draft: Draft, chance: random.Random) -> bool:
    draft.given, draft.sur = [*draft.given[:1], *draft.sur], ["LNU"]
    return True


def _cut(draft: Draft, chance: random.Random) -> bool:
    """A field that is too short: the surnames end after so many letters."""
    whole, most = draft.between.join(draft.sur), chance.randint(8, 12)
    draft.sur = [whole[:most].strip()]
    return len(whole) > most


# In this order: what was written first is what can be misread later.
CHANGES: dict[str, Change] = {
    "before": _before,
    "nomaria": _without_maria,
    "abbrev": _short,
    "nick": _nickname,
    "given1": _first_only,
    "gswap": _swapped_given,
    "ginit": _initial,
    "particle": _particle,
    "drop2": _first_surname,
    "only2": _second_surname,
    "sswap": _swapped_surnames,
    "ear": _letters(damage.by_ear, lambda word: word in damage.BY_EAR),
    "maya": _letters(damage.mayan, is_mayan),
    "spell": _letters(damage.spell, _long),
    "read": _letters(damage.read, _long),
    "typo": _letters(damage.typo, _long),
    "moved": _moved,
    "middle": _middle,
    "country": _country,
    "merge": _merged,
    "fnu": _no_first_name,
    "lnu": _no_last_name,
    "cut": _cut,
}

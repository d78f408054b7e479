"""One girl in two offices: she was moved, and the second office wrote her name as it heard it.

Where the demo begins: the likeness was noticed when she was entered for the second time. Rosalind, who coordinates the
second case, asks to see both records; a second person, such as Teresa, decides.
"""

from reencuentro.accounts.models import User
from reencuentro.casework.actions import people
from reencuentro.casework.models import Case, Person
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import World, child_of, open_case
from reencuentro.engines.partial_date import PartialDate
from reencuentro.tracing.actions import door, knowing
from reencuentro.tracing.models import Lead

CHAMELCO = {"country": "GT", "department": "GT.01", "municipality": "GT.01.1610"}
KEKCHI = [{"code": "kek", "level": "native"}, {"code": "spa", "level": "some"}]


def alike(world: World) -> Story:
    yield world.days.ago(35, 10)
    _open_once(world)
    yield world.days.ago(4, 12)
    again = _open_again(world)
    door.look(again, by=world["luis"])  # as the page does when somebody is entered
    yield world.days.ago(2, 9)
    lead = Lead.objects.get(person=again, sought="person")
    knowing.ask(
        lead, by=world["rosalind"], because="The same girl, moved from one shelter to another? Or her cousin?"
    )


def _open_once(world: World) -> None:
    days, daniel = world.days, world["daniel"]
    case = open_case(
        by=daniel, coordinator=world["jonah"], given="Yeimi Lisbeth", surname1="Xol", surname2="Caal", country="GT",
        custody_since=days.day(-43), birth_date=days.born(9, 120), facility="Larkspur House (invented shelter)",
        where="Texas",
    )  # fmt: skip
    _fill_in(case, by=daniel, mother=("Candelaria", "Caal", "Pop"))


def _open_again(world: World) -> Person:
    days, luis = world.days, world["luis"]
    born = days.born(9, 120)
    case = open_case(
        by=luis, coordinator=world["rosalind"], given="Jeimy Lizbeth", surname1="Shol", surname2="Cal", country="GT",
        custody_since=days.day(-12), birth_date=PartialDate(born.year, born.month), where="Illinois",
        facility="Prairie Clover House (invented shelter)",
    )  # fmt: skip
    return _fill_in(case, by=luis, mother=("Candelaria", "Cal", ""))


def _fill_in(case: Case, *, by: User, mother: tuple[str, str, str]) -> Person:
    child, (given, surname1, surname2) = child_of(case), mother
    people.change_person(
        child, by=by, version=child.version, sex="female", birth_place=CHAMELCO, languages=KEKCHI
    )
    people.add_person(
        case, by=by, given=given, surname1=surname1, surname2=surname2, relationship="mother", sex="female",
        languages=KEKCHI, alive="alive",
    )  # fmt: skip
    return child

"""Julio's father, looked for in the files of every office. At first nobody has heard of him.

A month later another office opens the case of a girl of sixteen, and writes her father as she says his name. The search
that goes on by itself finds him. Where the demo begins: the lead waits for Teresa; nobody else knows of it.
"""

from datetime import date

from reencuentro.casework.actions import consents, people
from reencuentro.casework.models import Case, Person
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import World, child_of, open_case
from reencuentro.tracing.actions import attempts, requests, searching
from reencuentro.tracing.models import TracingRequest

from .julio import PLACE, SPANISH


def his_father(world: World) -> Story:
    yield world.days.ago(39, 14)
    request = _ask(world, world.cases["julio"])
    for ago, where, outcome, said in TRIED:
        yield world.days.ago(ago, 16)
        _write_down(world, request, where, outcome, world.days.day(-ago), said)
    yield world.days.ago(8, 11)
    dayana = _open_another_case(world)
    yield world.days.ago(7, 18)
    _name_her_father(world, dayana)


TRIED = (
    (36, "town", "message_left", "Doña Elsa at the grain shop has not seen him. She will tell his mother."),
    (
        24,
        "phone_chain",
        "heard_of",
        "A cousin in Namasigüe heard that he crossed again and works in Georgia.",
    ),
    (12, "authority", "nothing", "The consulate in Atlanta has nobody of this name on its lists."),
)


def _ask(world: World, case: Case) -> TracingRequest:
    maya, days, child = world["maya"], world.days, child_of(case)
    consent = consents.record_consent(
        case, child, by=maya, recipients="tracing", data_classes=["identity", "family"], country="HN",
        purpose="To look for his father in the files of the offices of this network.", language="spa",
        signer="Maya Ellison", signer_basis="counsel", assent="“Sí. Pero que no se entere Rigo.”",
        given_on=days.day(-39), expires_on=days.day(140),
    )  # fmt: skip
    request: TracingRequest = requests.ask(
        case, Person.objects.get(case=case, relationship="father"), by=maya, consent=consent,
        because="His father is his category 1 sponsor, and nobody has heard of him since the border.",
        do_not_tell="Rigoberto, his mother's former partner. Nobody in El Guanacaste.",
    )  # fmt: skip
    searching.search(request, by=maya)
    return request


def _write_down(world: World, request: TracingRequest, where: str, outcome: str, on: date, said: str) -> None:
    attempts.add(request, by=world["maya"], where=where, outcome=outcome, on=on, said=said)


def _open_another_case(world: World) -> Case:
    """Another office, another state, another coordinator; nobody there has heard of Julio."""
    days, luis = world.days, world["luis"]
    case = open_case(
        by=luis, coordinator=world["jonah"], given="Dayana Nicolle", surname1="Calis", surname2="Mejía", country="HN",
        custody_since=days.day(-19), birth_date=days.born(16, 210), facility="Palo Verde House (invented shelter)",
        where="Georgia",
    )  # fmt: skip
    child = child_of(case)
    people.change_person(
        child, by=luis, version=child.version, sex="female", birth_place=PLACE, languages=SPANISH
    )
    return case


def _name_her_father(world: World, case: Case) -> None:
    luis = world["luis"]
    father = people.add_person(
        case, by=luis, given="Güilmer", surname1="Calis", surname2="Turcios", relationship="father", sex="male",
        birth_date=world.days.about(35), birth_place={"country": "HN", "department": "HN.02"}, languages=SPANISH,
        alive="alive", source="Dayana", last_known="He calls her on Sundays, from a farm near Vidalia.",
        note="They have not lived together since she was four. He speaks of a son whom he lost at the border.",
    )  # fmt: skip
    people.add_name(father, by=luis, given="Wilmer A.", surname1="Calis", kind="as_in_custody",
                    source="List of visitors of the shelter")  # fmt: skip

"""Nery looks for his mother, and the index finds a woman of the same name. She is another: two coordinators looked, one
said so. The search goes on.
"""

from reencuentro.casework.actions import consents, people
from reencuentro.casework.models import Case, Person
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import World, child_of, open_case
from reencuentro.tracing.actions import attempts, judging, knowing, requests, searching
from reencuentro.tracing.models import Lead, TracingRequest

USULUTAN = {"country": "SV", "department": "SV.14", "municipality": "Usulután Oeste"}
SPANISH = [{"code": "spa", "level": "native"}]


def namesake(world: World) -> Story:
    yield world.days.ago(66, 10)
    nery = _open(world)
    yield world.days.ago(64, 15)
    request = _ask(world, nery)
    yield world.days.ago(50, 11)
    _open_the_other_case(world)
    yield world.days.ago(48, 9)
    lead = Lead.objects.get(request=request)  # found in the night
    asked = knowing.ask(lead, by=world["teresa"], because="A common name: dates and children decide.")
    yield world.days.ago(48, 13)
    knowing.grant(asked, by=world["jonah"])
    yield world.days.ago(47, 9)
    knowing.look(lead, by=world["teresa"])
    judging.judge(lead, "not_same", by=world["teresa"], because=ANOTHER)
    yield world.days.ago(20, 10)
    attempts.add(request, by=world["teresa"], where="church", outcome="no_answer", on=world.days.day(-20),
                 said="La pastora de Jiquilisco pregunta en las congregaciones de la costa.")  # fmt: skip


ANOTHER = (
    "She never left her town and her only child is a girl; Nery's mother left for Guatemala when he was nine."
)


def _open(world: World) -> Case:
    days, beatriz = world.days, world["beatriz"]
    case = open_case(
        by=beatriz, coordinator=world["teresa"], given="Nery Josué", surname1="Alvarenga", surname2="Martínez",
        country="SV", custody_since=days.day(-71), birth_date=days.born(14, 35), where="Arizona",
        facility="Ironwood House (invented shelter)",
    )  # fmt: skip
    child = child_of(case)
    people.change_person(
        child, by=beatriz, version=child.version, sex="male", birth_place=USULUTAN, languages=SPANISH
    )
    people.add_person(
        case, by=beatriz, given="Reina Isabel", surname1="Martínez", surname2="López", relationship="mother",
        sex="female", birth_date=days.about(36), birth_place=USULUTAN, languages=SPANISH, alive="unknown",
        unlocated=True, source="Nery", last_known="A market in Guatemala City, where she sold clothes five years ago.",
    )  # fmt: skip
    return case


def _ask(world: World, case: Case) -> TracingRequest:
    days, beatriz = world.days, world["beatriz"]
    consent = consents.record_consent(
        case, child_of(case), by=beatriz, recipients="tracing", data_classes=["identity", "family"], country="SV",
        purpose="Para buscar a su mamá en los archivos de la red.", language="spa", signer="Beatriz Quintero",
        signer_basis="counsel", assent="“Quiero saber si vive.”", given_on=days.day(-64), expires_on=days.day(116),
    )  # fmt: skip
    request: TracingRequest = requests.ask(
        case, Person.objects.get(case=case, relationship="mother"), by=beatriz, consent=consent, release_depends=False,
        because="No sabe nada de ella desde hace cinco años; su tía puede recibirlo, pero él pregunta por su mamá.",
    )  # fmt: skip
    searching.search(request, by=beatriz)
    return request


def _open_the_other_case(world: World) -> None:
    days, noor = world.days, world["noor"]
    case = open_case(
        by=noor, coordinator=world["jonah"], given="Ashly Gabriela", surname1="Portillo", surname2="Martínez",
        country="SV", custody_since=days.day(-55), birth_date=days.born(8, 90), where="Florida",
        facility="Seagrape House (invented shelter)",
    )  # fmt: skip
    people.add_person(
        case, by=noor, given="Reina Isabel", surname1="Martínez", surname2="López", relationship="mother", sex="female",
        birth_date=days.about(34), birth_place={"country": "SV", "department": "SV.09"}, languages=SPANISH,
        alive="alive", source="Birth record", last_known="Ciudad Barrios, with her parents.",
    )  # fmt: skip

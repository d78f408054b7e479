"""Carlos, 2, Guatemala. Severe medical needs, nine months in detention, apart from the only father he has known.

Where the demo begins: the medical file was delivered yesterday and waits to be checked; the recognition of paternity is
offered to a Defender who speaks Q'anjob'al. The end by hand: check and receive the file; accept the offer, deliver.
"""

from datetime import timedelta

from reencuentro.casework.actions import (
    cases,
    clocks,
    consents,
    documents,
    looking,
    messages,
    obstacles,
    people,
    placements,
    requests,
    sponsors,
)
from reencuentro.casework.models import Case, Person, Request
from reencuentro.demo import papers
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import Chapter, World, chance, child_of, open_case

from .paths import accepted, delivered, obtained, offered, worked

PLACE = {"country": "GT", "department": "GT.08", "municipality": "Santa Eulalia"}
QANJOBAL = [{"code": "kjb", "level": "native"}, {"code": "spa", "level": "some"}]


def carlos(world: World) -> Story:
    yield world.days.ago(214, 10)
    case, father = _open(world)
    yield world.days.ago(205, 10)
    yield from _birth_record(world, case)
    yield world.days.ago(61, 17)
    _turn_urgent(world, case)
    yield world.days.ago(24, 9)
    file = _ask_for_the_medical_file(world, case)
    offer = yield from offered(world, file, world["lucia"], by=world["rosalind"], ago=23, urgency="critical")
    assignment = yield from accepted(world, offer, ago=22, promised=-1)
    yield from worked(world, assignment, STEPS[:2])
    yield world.days.ago(9, 10)
    recognition = _ask_for_the_recognition(world, case, father)
    yield from _prepare_the_father(world, case)
    yield from worked(world, assignment, STEPS[2:])
    # A critical offer has 24 hours; this one lasts a little longer, so that a visitor can still answer it.
    yield from offered(
        world, recognition, world["eulalia"], by=world["rosalind"], ago=1, urgency="critical",
        answer_by=world.days.now + timedelta(hours=30),
    )  # fmt: skip
    yield from delivered(world, assignment, _medical_file(), ago=1, said=DELIVERED)


STEPS = (
    (
        19,
        "contacted",
        "El hospital pide carta con firma de la madre. Ya la tengo por mensaje de voz y por escrito.",
    ),
    (
        12,
        "visited",
        "Archivo del hospital de Huehuetenango: hay dos expedientes, uno con el apellido mal escrito.",
    ),
    (4, "obtained", "Me dieron copia de los dos. Falta sellar la última hoja."),
)
DELIVERED = (
    "Expediente completo: ingreso, operación, controles y la lista de medicinas. En la hoja 2 el apellido dice "
    "“Diegro”; la trabajadora social escribió una nota que lo aclara."
)


def _open(world: World) -> tuple[Case, Person]:
    days, daniel = world.days, world["daniel"]
    case = open_case(
        by=daniel,
        coordinator=world["rosalind"],
        given="Carlos Andrés",
        surname1="Diego",
        surname2="Basilio",
        country="GT",
        custody_since=days.day(-272),
        birth_date=days.born(2, 190),
        facility="Saguaro Infant Care (invented shelter)",
        where="Arizona",
        narrative="The man who raised him is not on the birth record. He crossed with him and was sent elsewhere.",
    )
    child = child_of(case)
    people.change_person(
        child, by=daniel, version=child.version, sex="male", birth_place=PLACE, languages=QANJOBAL
    )
    people.add_number(child, "a_number", "A000 045 678", by=daniel)
    people.add_person(
        case, by=daniel, given="Petrona", surname1="Diego", surname2="Basilio", relationship="mother", sex="female",
        languages=QANJOBAL, alive="alive", last_known="Santa Eulalia, aldea; a neighbour has a telephone.",
        source="Birth record", name_kind="as_on_record",
    )  # fmt: skip
    father = people.add_person(
        case, by=daniel, given="Esteban", surname1="Marcos", surname2="Toledo", sex="male", languages=QANJOBAL,
        alive="alive", birth_date=days.about(27), source="His own statement",
        note="He has raised Carlos from birth. He is not on the record.",
    )  # fmt: skip
    sponsor = sponsors.name_sponsor(
        case, father, by=daniel, category="1", relationship="father", address="Apt 4, 100 Example Street, Tucson, AZ",
        contact="+1 000 000 0001", note="Category 1 depends on the recognition of paternity.",
    )  # fmt: skip
    sponsors.move_sponsor(sponsor, "apply", by=daniel)
    obstacles.raise_obstacle(case, "medical_special_needs", by=daniel, person=child,
                             note="Heart operation at six months; feeding tube at night.")  # fmt: skip
    obstacles.raise_obstacle(case, "parent_not_on_record", by=daniel, person=father)
    obstacles.raise_obstacle(case, "child_birth_record_missing", by=daniel, person=child)
    clocks.start_clock(case, "orr_90_day_review", days.day(-80), by=daniel)
    return case, father


def _birth_record(world: World, case: Case) -> Chapter[None]:
    daniel, child = world["daniel"], child_of(case)
    obstacle = case.obstacle_set.get(code="child_birth_record_missing")
    request = requests.ask(
        case, by=daniel, service="civil_registry_extract", document="birth_certificate", country="GT",
        department="GT.08", municipality="Santa Eulalia", subject=child, obstacle=obstacle, reader="orr",
        certified=True, release={child: ["names", "birth_date", "birth_place"]},
        why="The shelter holds a copy that cannot be read.",
        answers={"full_name": child.full_name, "birth_date": str(child.birth_date)},
    )  # fmt: skip
    record = papers.birth_record(
        chance("carlos"), name="Carlos Andrés Diego Basilio", born=str(child.birth_date), place="Santa Eulalia",
        mother="Petrona Diego Basilio", father="", book=7, folio=118,
    )  # fmt: skip
    yield from obtained(
        world, request, world["eulalia"], [record], by=world["rosalind"], asked=205, delivered_ago=187,
        said="Certificación reciente. El padre no aparece en la inscripción.",
    )  # fmt: skip
    obstacles.move_obstacle(obstacle, "remove", by=daniel, removed_by=request, because="The record is here.")


def _turn_urgent(world: World, case: Case) -> None:
    cases.mark_medically_urgent(case, True, by=world["daniel"], because="Two nights in intensive care.")
    placements.place(case, by=world["daniel"], facility="Palo Verde Children's Hospital (invented)", where="Arizona",
                     since=world.days.day(-62))  # fmt: skip
    messages.write(case, "internal", "Everything in this case goes first from today.", by=world["rosalind"])


def _ask_for_the_medical_file(world: World, case: Case) -> Request:
    child = child_of(case)
    consents.record_consent(
        case, child, by=world["daniel"], recipients="defender", data_classes=["identity", "medical"], country="GT",
        purpose="To obtain the hospital file of his operation.", language="kjb", interpreter="By telephone",
        signer="Petrona Diego Basilio", signer_basis="parent", given_on=world.days.day(-25),
        expires_on=world.days.day(65),
    )  # fmt: skip
    request: Request = requests.ask(
        case, by=world["daniel"], service="medical_or_vaccination_record", document="health_record", country="GT",
        department="GT.08", municipality="Huehuetenango", subject=child,
        obstacle=case.obstacle_set.get(code="medical_special_needs"), reader="orr",
        release={child: ["names", "birth_date", "sex"]},
        why="His surgeons here do not know what was done in the first operation.",
        answers={"full_name": child.full_name, "birth_date": str(child.birth_date),
                 "health_unit": "Hospital regional de Huehuetenango"},
        needed_by=world.days.day(5), never_tell="", safe_hours="Any time",
    )  # fmt: skip
    return request


def _ask_for_the_recognition(world: World, case: Case, father: Person) -> Request:
    child = child_of(case)
    mother = Person.objects.get(case=case, relationship="mother")
    request: Request = requests.ask(
        case, by=world["daniel"], service="registry_correction", document="parentage_recognition", country="GT",
        department="GT.08", municipality="Santa Eulalia", subject=child,
        obstacle=case.obstacle_set.get(code="parent_not_on_record"), reader="orr", original_needed=True,
        release={child: ["names", "birth_date", "birth_place", "registry"], father: ["names"],
                 mother: ["names", "languages", "last_known"]},
        why="With him on the record, the father is a category 1 sponsor and no home study is needed.",
        tried="A power of attorney of the father is signed and waits for the courier.",
        languages=[{"code": "kjb", "level": "required"}], needs_woman=True, needed_by=world.days.day(18),
        safe_hours="Market days: Thursday and Sunday mornings", never_tell="The father's brothers in the village.",
    )  # fmt: skip
    return request


def _prepare_the_father(world: World, case: Case) -> Chapter[None]:
    yield world.days.ago(6, 15)
    training = papers.statement(
        "training", "Caregiver training",
        "The father completed four sessions at the hospital:\ntube feeding, medicine times, warning signs,\n"
        "and what to do on the way to the emergency room.",
    )  # fmt: skip
    documents.add_document(
        case, training, by=world["daniel"], kind="other", title="Caregiver training, four sessions"
    )
    clocks.set_clock(
        case, "Conference with the medical team", world.days.day(8), by=world["daniel"], kind="other"
    )
    messages.write(case, "advocate", "The training is done. What is missing is the file of the first operation.",
                   by=world["daniel"])  # fmt: skip
    looking.look(case, by=world["rosalind"])


def _medical_file() -> list[object]:
    first = (
        "Paciente: Carlos Andrés Diego Basilio\nEdad al ingreso: 6 meses\n\nCorrección de defecto cardíaco.\n"
        "Evolución favorable. Alta a los 21 días.\nControl cada tres meses."
    )
    second = "Medicinas al alta:\n  diurético, dos veces\n  hierro, una vez\n\nDe noche, alimento por sonda."
    note = "El apellido en la hoja 2 está mal escrito.\nSe trata del mismo niño.\n\nTrabajo social"
    return [
        papers.statement("expediente", "Resumen de expediente clínico", first, more=(second,)),
        papers.note(chance("carlos-note"), name="nota", title="Nota aclaratoria", body=note),
    ]

"""Ana Ruth, 5, El Salvador. Both parents were killed; her aunt raised her. At the border they were separated.

Two linked cases, ten months, facilities in different states; aunt.py tells how the aunt was found. Where the demo
begins: the deaths and the kinship are proved by records; who raised her is being proved (category 2A instead of 2B);
safe housing has just been asked for.
"""

from typing import Any

from django.utils.timezone import localdate

from reencuentro.casework.actions import (
    cases,
    clocks,
    consents,
    messages,
    obstacles,
    people,
    requests,
    sponsors,
)
from reencuentro.casework.models import Case, Delivery, FamilyTie, Person, Request
from reencuentro.demo import papers
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import Chapter, World, chance, child_of, open_case

from .paths import accepted, obtained, offered, worked

PLACE = {"country": "SV", "department": "SV.09", "municipality": "San Miguel Norte", "village": "El Amatillo"}
SPANISH = [{"code": "spa", "level": "native"}]
NEVER_TELL = "Nobody in the village, no police: the men who killed her parents still ask for the family."


def ana_ruth(world: World) -> Story:
    yield world.days.ago(262, 9)
    case = world.cases["ana_ruth"] = _open(world)
    family = _name_the_family(world, case)
    yield world.days.ago(255, 9)
    yield from _prove_the_deaths(world, case, family)
    yield world.days.ago(200, 9)
    yield from _prove_the_kinship(world, case, family)
    yield world.days.ago(40, 9)
    yield from _prove_who_raised_her(world, case, family)
    yield world.days.ago(2, 11)
    _ask_for_safe_housing(world, case, family)


def _open(world: World) -> Case:
    days, hannah = world.days, world["hannah"]
    case = open_case(
        by=hannah,
        coordinator=world["teresa"],
        given="Ana Ruth",
        surname1="Beltrán",
        surname2="Guevara",
        country="SV",
        custody_since=days.day(-297),
        birth_date=days.born(5, 60),
        facility="Magnolia Cottage (invented shelter)",
        where="Louisiana",
        narrative="She does not speak about that night. The forensic interview is not to be repeated.",
    )
    child = child_of(case)
    people.change_person(
        child, by=hannah, version=child.version, sex="female", birth_place=PLACE, languages=SPANISH
    )
    people.add_number(child, "a_number", "A000 023 456", by=hannah)
    obstacles.raise_obstacle(case, "parent_deceased_unproved", by=hannah)
    obstacles.raise_obstacle(case, "kinship_chain_incomplete", by=hannah)
    obstacles.raise_obstacle(case, "caregiver_status_unproved", by=hannah,
                             note="With proof she is category 2A; without it 2B and a home study.")  # fmt: skip
    obstacles.raise_obstacle(case, "safety_in_origin_doubtful", by=hannah,
                             note="If release fails: is there any safe house for both?")  # fmt: skip
    cases.add_member(case, world["grace"], "child_advocate", by=hannah, because="Appointed child advocate.")
    clocks.set_clock(case, "Hearing of both, joined", days.day(40), by=hannah)
    return case


def _name_the_family(world: World, case: Case) -> dict[str, Person]:
    days, hannah, child = world.days, world["hannah"], child_of(case)
    common: dict[str, Any] = {"by": hannah, "languages": SPANISH, "name_kind": "as_on_record"}
    mother = people.add_person(case, given="Ruth Noemí", surname1="Guevara", surname2="Ayala", relationship="mother",
                               sex="female", birth_date=days.about(28), alive="deceased", **common)  # fmt: skip
    father = people.add_person(case, given="José Amílcar", surname1="Beltrán", surname2="Sorto", relationship="father",
                               sex="male", birth_date=days.about(31), alive="deceased", **common)  # fmt: skip
    grandmother = people.add_person(case, given="Ana Julia", surname1="Ayala", relationship="grandparent", sex="female",
                                    alive="deceased", **common)  # fmt: skip
    aunt = people.add_person(case, given="Dinora", surname1="Guevara", surname2="Ayala", relationship="aunt",
                             sex="female", birth_date=days.about(26), birth_place=PLACE, alive="alive",
                             unlocated=True, **common,
                             note="Sister of the mother. Has raised her since the funeral.")  # fmt: skip
    people.tie(grandmother, mother, "biological", by=hannah)
    people.tie(grandmother, aunt, "biological", by=hannah)
    sponsor = sponsors.name_sponsor(case, aunt, by=hannah, category="2B", relationship="aunt",
                                    note="To be lifted to 2A once it is proved that she raised her.")  # fmt: skip
    sponsors.move_sponsor(sponsor, "apply", by=hannah)
    return {"child": child, "mother": mother, "father": father, "grandmother": grandmother, "aunt": aunt}


def _prove_the_deaths(world: World, case: Case, family: dict[str, Person]) -> Chapter[None]:
    obstacle = case.obstacle_set.get(code="parent_deceased_unproved")
    died = world.days.day(-520)
    for who, asked, back in (("mother", 255, 236), ("father", 234, 222)):
        person = family[who]
        request = requests.ask(
            case, by=world["hannah"], service="civil_registry_extract", document="death_certificate", country="SV",
            department="SV.09", municipality="San Miguel Norte", subject=person, obstacle=obstacle, reader="orr",
            certified=True, release={person: ["names", "birth_date"]}, never_tell=NEVER_TELL,
            answers={"deceased_full_name": person.full_name, "death_date": died.isoformat(),
                     "death_place": "San Miguel Norte"},
            why="ORR asks for proof before it treats her as a child without parents.",
        )  # fmt: skip
        record = papers.death_record(chance(who), name=person.full_name, died=died.isoformat(),
                                     place="San Miguel Norte", book=3, folio=40 + asked % 7)  # fmt: skip
        yield from obtained(
            world, request, world["blanca"], [record], by=world["teresa"], asked=asked, delivered_ago=back,
            said="Certificación reciente, sin acudir a la policía.",
        )  # fmt: skip
    obstacles.move_obstacle(
        obstacle, "remove", by=world["hannah"], removed_by=request, because="Both records are here."
    )


def _prove_the_kinship(world: World, case: Case, family: dict[str, Person]) -> Chapter[None]:
    """Three birth records make the chain: child to mother, mother to grandmother, aunt to grandmother."""
    obstacle = case.obstacle_set.get(code="kinship_chain_incomplete")
    for younger, elder, asked, back in (
        ("child", "mother", 200, 181),
        ("mother", "grandmother", 179, 166),
        ("aunt", "grandmother", 164, 152),
    ):
        request = _ask_for_birth(world, case, family[younger], family[elder])
        record = papers.birth_record(
            chance(f"chain-{younger}"), name=family[younger].full_name, born=str(family[younger].birth_date),
            place="San Miguel Norte", mother=family[elder].full_name, father="", book=11, folio=asked, as_pdf=True,
        )  # fmt: skip
        delivery = yield from obtained(
            world, request, world["blanca"], [record], by=world["teresa"], asked=asked, delivered_ago=back,
            said="Partida de nacimiento con margen limpio.",
        )  # fmt: skip
        _prove(world, delivery, family[younger], family[elder])
    obstacles.move_obstacle(
        obstacle, "remove", by=world["hannah"], removed_by=request, because="The chain is complete."
    )


def _ask_for_birth(world: World, case: Case, person: Person, mother: Person) -> Request:
    request: Request = requests.ask(
        case, by=world["hannah"], service="civil_registry_extract", document="birth_certificate", country="SV",
        department="SV.09", municipality="San Miguel Norte", subject=person, reader="orr", certified=True,
        obstacle=case.obstacle_set.get(code="kinship_chain_incomplete"), never_tell=NEVER_TELL,
        release={person: ["names", "birth_date", "kinship"], mother: ["names"]},
        answers={"full_name": person.full_name, "birth_date": str(person.birth_date),
                 "mother_full_name": mother.full_name, "registration_municipality": "San Miguel Norte"},
        why="One of three records that show that the aunt is her mother's sister.",
    )  # fmt: skip
    return request


def _prove(world: World, delivery: Delivery, younger: Person, elder: Person) -> None:
    tie = FamilyTie.objects.get(elder=elder, younger=younger)
    paper = delivery.documents.get()
    people.prove_tie(tie, by=world["hannah"], document=paper, on=localdate(delivery.submitted_at))


def _prove_who_raised_her(world: World, case: Case, family: dict[str, Person]) -> Chapter[None]:
    hannah, aunt = world["hannah"], family["aunt"]
    consents.record_consent(
        case, family["child"], by=hannah, recipients="defender", data_classes=["identity", "family", "records"],
        country="SV", purpose="To ask school, clinic and neighbours who raised her.", language="spa",
        signer="Hannah Abrams", signer_basis="counsel", assent="She nodded and drew her aunt's house.",
        given_on=world.days.day(-41), expires_on=world.days.day(49),
    )  # fmt: skip
    request = requests.ask(
        case, by=hannah, service="caregiver_history_evidence", country="SV", department="SV.09", subject=aunt,
        municipality="San Miguel Norte", obstacle=case.obstacle_set.get(code="caregiver_status_unproved"), reader="orr",
        release={family["child"]: ["names", "birth_date", "kinship"], aunt: ["names"]}, needs_woman=True,
        why="Proof that the aunt raised her lifts the case from 2B to 2A.", never_tell=NEVER_TELL,
        safe_hours="School hours", excluded_places="El Amatillo itself", needed_by=world.days.day(26),
    )  # fmt: skip
    offer = yield from offered(world, request, world["blanca"], by=world["teresa"], ago=39, urgency="high")
    assignment = yield from accepted(world, offer, ago=38, promised=4)
    steps = [
        (31, "contacted", "La directora de la parvularia recuerda a la tía: firmaba la matrícula."),
        (18, "visited", "Tengo copia del carné de vacunas: en cuatro fechas firma la tía."),
        (7, "spoke", "Una vecina que se mudó a San Miguel quiere declarar ante notario."),
    ]
    yield from worked(world, assignment, steps)
    yield world.days.ago(6, 9)
    messages.write(case, "defender", "The vaccination card is gold. Please photograph both sides.", by=hannah,
                   request=request)  # fmt: skip


def _ask_for_safe_housing(world: World, case: Case, family: dict[str, Person]) -> None:
    requests.ask(
        case, by=world["hannah"], service="home_safety_assessment", country="SV", department="SV.10",
        subject=family["aunt"], obstacle=case.obstacle_set.get(code="safety_in_origin_doubtful"),
        release={family["aunt"]: ["names"]}, needs_woman=True, excluded_departments=["SV.09", "SV.14"],
        why="If the judge orders return: is there a safe house far from San Miguel that takes both?",
        never_tell=NEVER_TELL, needed_by=world.days.day(33),
    )  # fmt: skip

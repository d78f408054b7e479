"""Julio, 12, Honduras. Raised by his father, of whom nothing is known since the border; his papers lay in the river.

Where the demo begins: a Defender is at work on his birth record, a cost waits for approval, and the request to find his
father abroad waits for review; his_father.py tells of the search across offices. The end by hand: deliver, accept,
receive; find the father; counsel decides; release.
"""

from decimal import Decimal

from reencuentro.casework.actions import (
    cases,
    clocks,
    consents,
    documents,
    fees,
    looking,
    messages,
    obstacles,
    offers,
    people,
    requests,
    sponsors,
    work,
)
from reencuentro.casework.models import Assignment, Case, Person, Request
from reencuentro.demo import papers
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import Chapter, World, chance, child_of, offer_to, open_case

PLACE = {"country": "HN", "department": "HN.02", "municipality": "El Triunfo", "village": "El Guanacaste"}
SPANISH = [{"code": "spa", "level": "native"}]


def julio(world: World) -> Story:
    yield world.days.ago(41, 9)
    case = world.cases["julio"] = _open(world)
    father = _name_father(world, case)
    yield world.days.ago(40, 11)
    _add_what_is_left_of_his_papers(world, case)
    _share(world, case, father)
    yield world.days.ago(33, 15)
    request = _ask_for_the_birth_record(world, case, father)
    yield world.days.ago(32, 9)
    assignment = yield from _find_a_defender(world, request)
    yield from _work(world, assignment)
    yield world.days.ago(3, 16)
    _ask_for_his_father(world, case, father)
    yield from _these_days(world, assignment)


def _open(world: World) -> Case:
    days, maya = world.days, world["maya"]
    case = open_case(
        by=maya,
        coordinator=world["teresa"],
        given="Julio Adalid",
        surname1="Cálix",
        surname2="Ordóñez",
        country="HN",
        custody_since=days.day(-74),
        birth_date=days.born(12, 140),
        facility="Ocotillo House (invented shelter)",
        where="Texas",
        narrative="He told counsel in confidence why they left; it stays in the legal team's notes.",
    )
    child = child_of(case)
    people.change_person(child, by=maya, version=child.version, sex="male", birth_place=PLACE, languages=SPANISH,
                         registry={"office": "Registro Civil", "municipality": "El Triunfo"})  # fmt: skip
    people.add_name(child, by=maya, given="Julio", surname1="Calix", kind="as_in_custody", source="Custody file",
                    as_of=days.day(-74))  # fmt: skip
    people.add_name(child, by=maya, given="Yulito", kind="nickname", source="What his grandmother calls him")
    people.add_number(child, "a_number", "A000 012 345", by=maya)
    clocks.set_clock(case, "Master hearing", days.day(52), by=maya)
    clocks.start_clock(case, "court_filing_deadline", days.day(52), by=maya)
    return case


def _name_father(world: World, case: Case) -> Person:
    maya = world["maya"]
    father: Person = people.add_person(
        case,
        by=maya,
        given="Wilmer Adalid",
        surname1="Cálix",
        surname2="Turcios",
        name_kind="as_on_record",
        source="Julio",
        relationship="father",
        sex="male",
        birth_date=world.days.about(34),
        birth_place=PLACE,
        languages=SPANISH,
        alive="alive",
        unlocated=True,
        last_known="A cousin in Choluteca, Doña Elsa at the grain shop by the bridge, used to pass messages on.",
        note="Separated from Julio at the border. He was going to relatives in the United States.",
    )
    grandmother = people.add_person(
        case, by=maya, given="María Elena", surname1="Turcios", relationship="grandparent", sex="female", alive="alive",
        source="Julio", last_known="El Guanacaste, the blue house after the school.",
    )  # fmt: skip
    people.tie(grandmother, father, "biological", by=maya)
    sponsors.name_sponsor(case, father, by=maya, category="1", relationship="father",
                          note="Named by Julio. Not reached yet.")  # fmt: skip
    child = child_of(case)
    obstacles.raise_obstacle(case, "parent_unlocated", by=maya, person=father,
                             note="No contact since the border.")  # fmt: skip
    obstacles.raise_obstacle(case, "child_birth_record_missing", by=maya, person=child,
                             note="The copy he carried is pulp: it went through the river with him.")  # fmt: skip
    obstacles.raise_obstacle(case, "sponsor_home_country_id_weak", by=maya, person=father)
    return father


def _add_what_is_left_of_his_papers(world: World, case: Case) -> None:
    card = papers.school_card(
        chance("julio"), name="Julio Adalid Cálix Ordóñez", school="Escuela Rural Mixta El Guanacaste",
        place="El Triunfo, Choluteca", year=world.days.today.year - 1, grade="Quinto grado",
    )  # fmt: skip
    paper = documents.add_document(
        case, card, by=world["maya"], kind="school_record", damaged=True, person=child_of(case),
        title="School card, found in his shoe",
    )  # fmt: skip
    readable = {
        "name": "Julio A… …lix Ordóñez",
        "date": str(world.days.today.year - 1),
        "municipality": "El Triunfo, Choluteca",
        "stamp": "Escuela Rural Mixta El Gua…",
    }
    documents.say_what_is_readable(paper, readable, by=world["maya"])


def _share(world: World, case: Case, father: Person) -> None:
    maya, child = world["maya"], child_of(case)
    consents.record_consent(
        case, child, by=maya, recipients="defender", data_classes=["identity", "family", "records"], country="HN",
        purpose="To obtain his birth record and to find his father.", language="spa", signer="Maya Ellison",
        signer_basis="counsel", assent="“Sí, pero que no le pregunten a Rigo.”", given_on=world.days.day(-40),
        expires_on=world.days.day(140),
    )  # fmt: skip
    cases.add_member(case, world["noor"], "child_advocate", by=maya, because="Appointed child advocate.")
    messages.write(case, "advocate", "Noor, welcome. He asks about his father every day.",
                   by=maya)  # fmt: skip


def _ask_for_the_birth_record(world: World, case: Case, father: Person) -> Request:
    child = child_of(case)
    request: Request = requests.ask(
        case,
        by=world["maya"],
        service="civil_registry_extract",
        document="birth_certificate",
        country="HN",
        department="HN.02",
        municipality="El Triunfo",
        subject=child,
        obstacle=case.obstacle_set.get(code="child_birth_record_missing"),
        release={
            child: ["names", "birth_date", "birth_place", "sex", "registry", "kinship"],
            father: ["names"],
        },
        why="ORR asks for proof of who he is and who his father is, before it looks at any sponsor.",
        answers={
            "full_name": "Julio Adalid Cálix Ordóñez",
            "birth_date": str(child.birth_date),
            "registration_municipality": "El Triunfo, Choluteca",
        },
        tried="The consulate found nothing without book and folio.",
        reader="orr",
        certified=True,
        languages=[{"code": "spa", "level": "required"}],
        never_tell="His mother's former partner, Rigoberto. Nobody in the village should learn where Julio is.",
        safe_hours="Weekdays before noon",
        excluded_places="The cantina at the crossroads and the municipal police post",
        needed_by=world.days.day(21),
    )
    return request


def _find_a_defender(world: World, request: Request) -> Chapter[Assignment]:
    days, teresa = world.days, world["teresa"]
    requests.review(request, "high", by=teresa, because="No sponsor is looked at without the record.",
                    ceiling=Decimal("1500"))  # fmt: skip
    first = offer_to(world["marlon"], request, by=teresa, because="He knows the departmental office.")
    yield days.ago(31, 18)
    offers.decline(
        first, "too_far", by=world["marlon"], note="Son seis horas de camino y esta semana estoy en Yoro."
    )
    yield days.ago(30, 9)
    offered = offer_to(world["delmy"], request, by=teresa, because="She lives half an hour away.")
    yield days.ago(29, 7)
    looking.look_at_offer(offered, by=world["delmy"])
    return offers.accept(offered, by=world["delmy"])


def _work(world: World, assignment: Assignment) -> Chapter[None]:
    days, delmy = world.days, world["delmy"]
    looking.look_at_work(assignment, by=delmy)
    work.promise(assignment, days.day(6), by=delmy)
    yield days.ago(27, 8)
    work.report_step(
        assignment, "contacted", by=delmy, said="Llamé al registro de El Triunfo. Piden ir en persona."
    )
    yield days.ago(22, 12)
    work.report_step(
        assignment, "visited", by=delmy, said="Fui al registro. El sistema no lo encuentra por nombre."
    )
    receipt = papers.receipt(chance("julio fee"), what="Búsqueda manual y copia", amount="L 320.00")
    fees.ask_fee(assignment, by=delmy, amount=Decimal("320"), currency="HNL", what="Búsqueda manual y copia",
                 receipt=receipt)  # fmt: skip
    yield days.ago(15, 9)
    work.report_step(
        assignment, "difficulty", by=delmy,
        said="El tomo de ese año se mojó en el huracán. Con libro y folio pueden pedirlo al archivo departamental.",
    )  # fmt: skip
    messages.write(assignment.case, "defender", "¿Alguien tiene el libro y el folio, aunque sea incompleto?", by=delmy,
                   request=assignment.request)  # fmt: skip
    yield days.ago(14, 15)
    messages.write(
        assignment.case, "defender",
        "His grandmother read it to us over the phone from an old copy: libro 12, folio 34. The year may be blurred.",
        by=world["maya"], request=assignment.request,
    )  # fmt: skip
    yield days.ago(9, 11)
    work.report_step(
        assignment, "searching", by=delmy, said="El archivo departamental está buscando el tomo 12."
    )


def _ask_for_his_father(world: World, case: Case, father: Person) -> None:
    requests.ask(
        case,
        by=world["maya"],
        service="locate_person",
        country="HN",
        department="HN.02",
        municipality="El Triunfo",
        subject=father,
        obstacle=case.obstacle_set.get(code="parent_unlocated"),
        release={father: ["names", "birth_date", "kinship"]},
        why="Julio's father is his category 1 sponsor. Nobody has heard of him since the border.",
        tried="Hotlines, the consulate. Doña Elsa at the grain shop in Choluteca may know more.",
        never_tell="Rigoberto, and anybody who asks why Julio is looked for.",
        safe_hours="Weekdays before noon",
    )


def _these_days(world: World, assignment: Assignment) -> Chapter[None]:
    days, case = world.days, assignment.case
    yield days.ago(2, 10)
    messages.write(case, "internal", "The search for the father is dual use: counsel first, whatever is found.",
                   by=world["teresa"])  # fmt: skip
    yield days.ago(2, 17)
    work.report_step(assignment, "waiting", by=world["delmy"],
                     said="Encontraron el tomo. Hay que ir a Choluteca por la certificación.")  # fmt: skip
    yield days.ago(1, 8)
    fees.ask_fee(assignment, by=world["delmy"], amount=Decimal("1450"), currency="HNL",
                 what="Viaje a Choluteca y certificación de libro y folio")  # fmt: skip
    yield days.ago(1, 16)
    looking.look(case, by=world["maya"])
    messages.write(case, "advocate", "No news from the court. If the record comes this week we file it.",
                   by=world["maya"])  # fmt: skip

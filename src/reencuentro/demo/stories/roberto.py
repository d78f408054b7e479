"""Roberto, 2, Nicaragua. Separated from his stepfather, who is not related by blood; seven months in custody.

He returns to his mother by voluntary departure. Where the demo begins: the mother's wishes and the safety of her home
were delivered and accepted, and both findings wait for counsel's decision; the travel document waits to be matched.
"""

from typing import Any

from reencuentro.casework.actions import (
    cases,
    clocks,
    consents,
    documents,
    messages,
    obstacles,
    people,
    requests,
    sponsors,
)
from reencuentro.casework.models import Case, Person, Request
from reencuentro.demo import papers
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import Chapter, World, chance, child_of, open_case

from .paths import obtained, review

PLACE = {"country": "NI", "department": "NI.05", "municipality": "Condega"}
SPANISH = [{"code": "spa", "level": "native"}]
NEVER_TELL = "No public office and no neighbour: nobody may learn that a family asks from abroad."
SAFE_HOURS = "After six in the evening; call first, say only the first name"


def roberto(world: World) -> Story:
    yield world.days.ago(190, 11)
    case, mother = _open(world)
    yield world.days.ago(176, 9)
    yield from _the_bond_with_his_stepfather(world, case)
    yield world.days.ago(92, 16)
    _choose_return(world, case)
    yield world.days.ago(84, 10)
    yield from _identity_of_the_mother(world, case, mother)
    yield world.days.ago(50, 9)
    wishes, home = _ask_about_the_mother(world, case, mother)
    yield from _wishes(world, wishes)
    yield from _home(world, home)
    yield world.days.ago(4, 10)
    passport = _ask_for_a_travel_document(world, case, mother)
    yield world.days.ago(3, 9)
    review(passport, by=world["jonah"], urgency="high", because="The hearing is in a month.")
    yield world.days.ago(1, 15)
    messages.write(case, "advocate", "Two findings wait for you, Beatriz. Nobody else sees them until you decide.",
                   by=world["jonah"])  # fmt: skip


def _open(world: World) -> tuple[Case, Person]:
    days, beatriz = world.days, world["beatriz"]
    case = open_case(
        by=beatriz,
        coordinator=world["jonah"],
        given="Roberto Isaac",
        surname1="Rayo",
        surname2="Montenegro",
        country="NI",
        custody_since=days.day(-213),
        birth_date=days.born(2, 75),
        facility="Bluebonnet Nursery (invented shelter)",
        where="Texas",
        narrative="His stepfather is the only parent he asks for. The mother stayed behind to care for her own mother.",
    )
    child = child_of(case)
    people.change_person(
        child, by=beatriz, version=child.version, sex="male", birth_place=PLACE, languages=SPANISH
    )
    people.add_number(child, "a_number", "A000 078 901", by=beatriz)
    mother: Person = people.add_person(
        case, by=beatriz, given="Yahoska", surname1="Rayo", surname2="Montenegro", relationship="mother", sex="female",
        birth_date=days.about(23), languages=SPANISH, alive="alive", source="Birth record", name_kind="as_on_record",
        last_known="Condega; through her sister, who sells bread by the park.",
    )  # fmt: skip
    stepfather = people.add_person(
        case, by=beatriz, given="Denis", surname1="Alfaro", surname2="Pineda", relationship="stepfather", sex="male",
        birth_date=days.about(29), languages=SPANISH, alive="alive", source="His own statement",
    )  # fmt: skip
    sponsor = sponsors.name_sponsor(
        case, stepfather, by=beatriz, category="3", relationship="stepfather", contact="+1 000 000 0002",
        address="12 Example Road, Dallas, TX",
    )  # fmt: skip
    sponsors.move_sponsor(sponsor, "apply", by=beatriz)
    obstacles.raise_obstacle(case, "relationship_not_biological", by=beatriz, person=stepfather,
                             note="Together since the child was two months old.")  # fmt: skip
    return case, mother


def _the_bond_with_his_stepfather(world: World, case: Case) -> Chapter[None]:
    beatriz, child = world["beatriz"], child_of(case)
    obstacle = case.obstacle_set.get(code="relationship_not_biological")
    request = requests.ask(
        case, by=beatriz, service="relationship_evidence_photos_remittances", country="NI", department="NI.05",
        subject=child, obstacle=obstacle, reader="orr", release={child: ["names"]}, never_tell=NEVER_TELL,
        why="ORR does not accept the word of the family alone.", safe_hours=SAFE_HOURS,
    )  # fmt: skip
    letter = papers.note(
        chance("roberto"), name="carta", title="Carta de la maestra del preescolar",
        body="El señor que lo trae cada mañana es quien lo cría.\nEl niño le dice papá.",
    )  # fmt: skip
    yield from obtained(
        world, request, world["marta"], [letter], by=world["jonah"], asked=176, delivered_ago=150,
        said="Una carta y cuatro fotografías que la familia enviará por otra vía.",
    )  # fmt: skip
    yield world.days.ago(118, 12)
    sponsor = case.sponsor_set.get(category="3")
    sponsors.move_sponsor(sponsor, "deny", by=beatriz)


def _choose_return(world: World, case: Case) -> None:
    days, beatriz = world.days, world["beatriz"]
    cases.change_case(case, by=beatriz, version=case.version, exit_pathway="voluntary_departure")
    cases.add_member(
        case, world["luis"], "legal_team", by=beatriz, because="Independent counsel: advises on return only."
    )
    obstacles.move_obstacle(case.obstacle_set.get(code="relationship_not_biological"), "set_aside", by=beatriz,
                            because="The family chose return to the mother.")  # fmt: skip
    obstacles.raise_obstacle(case, "safety_in_origin_doubtful", by=beatriz,
                             note="Is the house of the mother safe for a child of two?")  # fmt: skip
    obstacles.raise_obstacle(case, "parent_consent_missing", by=beatriz)
    advice = papers.statement(
        "advice", "Advice of independent counsel",
        "I met the stepfather and spoke with the mother by telephone.\nBoth understand what voluntary departure means\n"
        "and what it closes. I advise to decide only when the\nmother's wishes and the home are known.",
    )  # fmt: skip
    documents.add_document(
        case, advice, by=world["luis"], kind="court_paper", title="Independent counsel's advice"
    )
    clocks.set_clock(case, "Hearing on voluntary departure", days.day(31), by=beatriz)


def _identity_of_the_mother(world: World, case: Case, mother: Person) -> Chapter[None]:
    request = requests.ask(
        case, by=world["beatriz"], service="id_document_copy", document="national_id", country="NI", department="NI.05",
        municipality="Condega", subject=mother, reader="immigration_court",
        never_tell=NEVER_TELL, safe_hours=SAFE_HOURS, release={mother: ["names", "birth_date", "last_known"]},
        why="The court asks who will receive him.",
    )  # fmt: skip
    card = papers.identity_card(chance("yahoska"), name="Yahoska Rayo Montenegro", born=str(mother.birth_date),
                                country="NI")  # fmt: skip
    yield from obtained(
        world, request, world["marta"], [card], by=world["jonah"], asked=84, delivered_ago=63, urgency="high",
        said="Copia por las dos caras. No se pidió nada en oficinas.",
    )  # fmt: skip


def _ask_about_the_mother(world: World, case: Case, mother: Person) -> tuple[Request, Request]:
    beatriz, child = world["beatriz"], child_of(case)
    consents.record_consent(
        case, mother, by=beatriz, recipients="defender", data_classes=["identity", "family", "story"], country="NI",
        purpose="That a person of trust visits her and asks what she wants.", language="spa",
        signer="Yahoska Rayo Montenegro", signer_basis="parent", witness="Her sister", given_on=world.days.day(-51),
        expires_on=world.days.day(39),
    )  # fmt: skip
    safety: dict[str, Any] = {
        "never_tell": NEVER_TELL,
        "safe_hours": SAFE_HOURS,
        "excluded_places": "The park and the market",
    }
    release = {child: ["names", "birth_date", "kinship"], mother: ["names", "last_known", "languages"]}
    wishes = requests.ask(
        case, by=beatriz, service="parent_wishes_interview", country="NI", department="NI.05", municipality="Condega",
        subject=mother, obstacle=case.obstacle_set.get(code="parent_consent_missing"), release=release,
        why="Does she want him home, and does she want it freely?", needs_woman=True, **safety,
    )  # fmt: skip
    home = requests.ask(
        case, by=beatriz, service="home_safety_assessment", country="NI", department="NI.05", municipality="Condega",
        subject=mother, obstacle=case.obstacle_set.get(code="safety_in_origin_doubtful"), release=release,
        why="The judge will ask where he sleeps, who is there, and who could harm him.", needs_woman=True, **safety,
    )  # fmt: skip
    return wishes, home


def _wishes(world: World, request: Request) -> Chapter[None]:
    interview = papers.statement(
        "entrevista", "Entrevista sobre los deseos de la madre",
        "Conversamos dos veces, sin otras personas presentes.\n\nQuiere que su hijo vuelva con ella.\n"
        "Sabe que el padrastro no podrá viajar con él.\nPide que alguien conocido lo acompañe en el avión.",
    )  # fmt: skip
    yield from obtained(
        world, request, world["marta"], [interview], by=world["jonah"], asked=50, delivered_ago=13, urgency="high",
        said="Adjunto la entrevista. Ella escuchó la lectura y estuvo de acuerdo.", receive=False,
    )  # fmt: skip


def _home(world: World, request: Request) -> Chapter[None]:
    report = papers.statement(
        "evaluacion", "Evaluación de seguridad del hogar",
        "Casa de dos cuartos, agua por la mañana, luz estable.\nViven la madre, la abuela y una tía.\n\n"
        "No encontré señales de violencia. La abuela está enferma;\nla tía ayuda. El centro de salud queda cerca.",
        more=("Recomendación: vuelta posible, con visita a los 7 y a los 30 días.",),
    )  # fmt: skip
    yield from obtained(
        world, request, world["marta"], [report], by=world["jonah"], asked=11, delivered_ago=6, urgency="high",
        said="Fui dos veces, a horas distintas. Nadie preguntó nada.", receive=False,
    )  # fmt: skip


def _ask_for_a_travel_document(world: World, case: Case, mother: Person) -> Request:
    child = child_of(case)
    request: Request = requests.ask(
        case, by=world["beatriz"], service="id_document_copy", document="passport", country="NI", department="NI.05",
        municipality="Condega", subject=child, release={child: ["names", "birth_date", "registry"], mother: ["names"]},
        why="He cannot board without a travel document.", never_tell=NEVER_TELL, safe_hours=SAFE_HOURS,
        needed_by=world.days.day(24),
    )  # fmt: skip
    return request

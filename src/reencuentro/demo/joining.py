"""Trainings that the Defenders of the demo world attended, and people who would like to join them; all invented."""

from dataclasses import dataclass
from decimal import Decimal

from reencuentro.casework.clockwork import telling
from reencuentro.network.actions import applications, trainings
from reencuentro.network.models import Application

from .network import DEFENDERS
from .world import World

Languages = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Applicant:
    """`days`: how long ago they applied; `far`: how far the review has come."""

    name: str
    key: str
    country: str
    base: str
    departments: tuple[str, ...]
    languages: Languages
    does: tuple[str, ...]
    credential: str
    references: tuple[str, str]
    why: str
    organisation: str = ""
    days: int = 3
    far: str = "applied"  # applied | in_review | agreed_to


APPLICANTS = (
    Applicant(
        "Odilia Ramírez Pablo", "odilia", "GT", "GT.08.1315", ("GT.08",),
        {"spa": (3, "self"), "mam": (3, "self")}, ("birth_certificate", "locate_person", "witness_declaration"),
        "Colegiada activa 28417; abogada y notaria desde 2019.",
        ("Lic. Aurelio Pú, Juzgado de Paz de San Juan Atitán, 5550 1180", "Parroquia de Todos Santos, 5550 2233"),
        "Hablo mam y las familias de mi pueblo ya me buscan por sus papeles.", days=2,
    ),
    Applicant(
        "Elmer Antonio Cálix Matute", "elmer", "HN", "HN.15", ("HN.15", "HN.07", "HN.03"),
        {"spa": (3, "self"), "pay": (2, "interpreter")}, ("civil_registry_extract", "parentage_recognition"),
        "Colegiado 11902 del Colegio de Abogados de Honduras.",
        ("Abg. Nohemí Tróchez, Juticalpa, 9955 0110", "Casa Liquidámbar"),
        "Vivo en Olancho; casi nadie llega hasta las aldeas.", organisation="Bufete Río Guayape", days=6,
        far="in_review",
    ),
    Applicant(
        "Sabina Luna Xolocotzin", "sabina", "MX", "MX.12", ("MX.12", "MX.17"),
        {"spa": (3, "self"), "nhn": (2, "self")}, ("birth_certificate", "school_record"),
        "Cédula profesional 7715340.",
        ("Mtra. Irma Cuevas, Chilapa, 747 555 0133", "Red Sierra Abierta"),
        "Trabajé ocho años en un registro civil de la Montaña.", days=9, far="agreed_to",
    ),
)  # fmt: skip

TRAININGS = (
    ("Safety and confidentiality", "Seguridad y confidencialidad", 190, "3", 1),
    ("Interviews that do no harm", "Entrevistas que no dañan", 95, "4.5", 2),
    ("What U.S. readers ask of a document", "Lo que piden los lectores en EE. UU.", 30, "2", 3),
)  # title in English and Spanish, days ago, hours, every n-th Defender attended


def tend(world: World) -> None:
    """Before the stories begin to be told: their notices are then as old as the story says."""
    for title_en, title_es, ago, hours, nth in TRAININGS:
        held = trainings.hold(
            by=world["teresa"],
            title_en=title_en,
            title_es=title_es,
            held_on=world.days.day(-ago),
            hours=Decimal(hours),
        )
        attended = [world[defender.key] for defender in DEFENDERS[::nth]]
        trainings.note_attendance(held, attended, by=world["teresa"])
    for applicant in APPLICANTS:
        _apply(world, applicant)


def _apply(world: World, who: Applicant) -> None:
    with telling(world.days.ago(who.days)):
        made: Application = applications.apply(
            country=who.country,
            language="es",
            full_name=who.name,
            email=f"{who.key}@applicants.demo.example",
            organisation=who.organisation,
            answers=_answers(who),
        )
        if who.far != "applied":
            _review(world, made, to_the_end=who.far == "agreed_to")


def _answers(who: Applicant) -> dict[str, object]:
    return {
        "base": who.base,
        "departments": list(who.departments),
        "languages": {code: {"level": level, "who": by} for code, (level, by) in who.languages.items()},
        "does": list(who.does),
        "credential": who.credential,
        "references": list(who.references),
        "why": who.why,
        "heard": "",
    }


def _review(world: World, made: Application, *, to_the_end: bool) -> None:
    reviewer = world["rosalind"]
    applications.begin_review(made, by=reviewer)
    applications.note(made, "Llamé a la primera referencia: muy buena opinión.", by=reviewer, version=1)
    if to_the_end:
        applications.check_references(made, by=reviewer)
        applications.accept(made, by=reviewer)

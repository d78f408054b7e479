"""What a coordinator looks at before a delivery goes to the advocate. A readable list: add a line to add a check."""

from dataclasses import dataclass

from reencuentro.reference import services

from .models import Request
from .states import Words


@dataclass(frozen=True)
class Check:
    """One thing to look at. `kinds`: the kinds of service it makes sense for (reference.services)."""

    code: str
    words: Words
    hint: Words
    kinds: tuple[str, ...]


CHECKS = (
    Check(
        "legible",
        Words("Every page can be read", "Cada página se puede leer"),
        Words("Names, dates, numbers, stamps.", "Nombres, fechas, números, sellos."),
        ("document",),
    ),
    Check(
        "right_person",
        Words("It is about the right person", "Se trata de la persona correcta"),
        Words("Both surnames, parents, date of birth.", "Los dos apellidos, padres, fecha de nacimiento."),
        ("document", "information", "act"),
    ),
    Check(
        "complete",
        Words("Nothing is missing", "No falta nada"),
        Words("All pages, back sides, marginal notes.", "Todas las páginas, los reversos, las anotaciones."),
        ("document", "information", "act"),
    ),
    Check(
        "stamped",
        Words("Stamp and signature are there", "Tiene sello y firma"),
        Words(
            "Or the code by which the registry can verify it.", "O el código con que el registro lo verifica."
        ),
        ("document", "act"),
    ),
    Check(
        "dates_agree",
        Words("Names and dates agree with the case", "Nombres y fechas coinciden con el caso"),
        Words(
            "If they do not, say so below: it may need a correction.",
            "Si no, anótelo abajo: quizá haya que rectificar.",
        ),
        ("document",),
    ),
    Check(
        "answers",
        Words("It answers what was asked", "Responde a lo que se pidió"),
        Words("And says how it is known.", "Y dice cómo se sabe."),
        ("information",),
    ),
)


def checks_for(request: Request) -> tuple[Check, ...]:
    kind = services.get(request.service).kind
    return tuple(check for check in CHECKS if kind in check.kinds)

"""The invented papers that are sent in the journeys, as bytes."""

from functools import cache
from random import Random

from reencuentro.demo import papers


@cache
def school_card(name: str) -> bytes:
    card = papers.school_card(Random(1), name=name, school="Escuela Los Almendros", place="El Triunfo, Choluteca",
                              year=2025, grade="Quinto grado")  # fmt: skip
    return card.read()


@cache
def birth_record(name: str, page: int = 1) -> bytes:
    record = papers.birth_record(Random(page), name=name, born="12 de marzo de 2014", place="El Triunfo", mother="—",
                                 father="—", book=12, folio=33 + page)  # fmt: skip
    return record.read()


@cache
def receipt() -> bytes:
    return papers.school_card(Random(7), name="Recibo 320 lempiras", school="Registro", place="Choluteca", year=2026,
                              grade="—").read()  # fmt: skip

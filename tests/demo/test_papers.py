"""The drawn papers: real PDFs and photos that the vault accepts, marked as invented, always the same."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image

from reencuentro.demo import papers, sheets
from reencuentro.demo.sheets import MARK
from reencuentro.demo.world import chance
from reencuentro.vault import intake

DRAWN: dict[str, tuple[Callable[[], Any], str]] = {
    "school card": (
        lambda: papers.school_card(
            chance("a"), name="Ñusta Íñiguez", school="Escuela Uno", place="Aldea", year=2020, grade="Quinto"
        ),
        "image/jpeg",
    ),
    "birth record, photo": (lambda: _birth(as_pdf=False), "image/jpeg"),
    "birth record, PDF": (lambda: _birth(as_pdf=True), "application/pdf"),
    "death record": (
        lambda: papers.death_record(chance("c"), name="N", died="2020-01-01", place="P", book=1, folio=2),
        "image/jpeg",
    ),
    "identity card": (
        lambda: papers.identity_card(chance("d"), name="N", born="1990", country="HN"),
        "image/jpeg",
    ),
    "receipt": (lambda: papers.receipt(chance("e"), what="Copia", amount="L 320"), "image/jpeg"),
    "statement": (lambda: papers.statement("s", "Título", "Texto", more=("Más",)), "application/pdf"),
    "note": (lambda: papers.note(chance("f"), name="n", title="Nota", body="Texto"), "image/jpeg"),
}


def _birth(*, as_pdf: bool) -> Any:
    return papers.birth_record(
        chance("b"), name="Ñusta Íñiguez", born="2014", place="P", mother="M (la) \\ M", father="", book=1, folio=2,
        as_pdf=as_pdf,
    )  # fmt: skip


@pytest.mark.parametrize("kind", DRAWN)
def test_every_paper_is_what_it_seems_and_large_enough_to_read(kind: str) -> None:
    draw, media_type = DRAWN[kind]
    checked = intake.check(draw())
    assert (checked.media_type, checked.notes) == (media_type, ())


@pytest.mark.parametrize("kind", DRAWN)
def test_the_same_luck_draws_the_same_paper(kind: str) -> None:
    draw, _media_type = DRAWN[kind]
    assert draw().read() == draw().read()


def test_every_page_of_a_pdf_says_twice_that_it_is_invented() -> None:
    with pikepdf.open(io.BytesIO(papers.statement("s", "T", "B", more=("C",)).read())) as pdf:
        marks = [page.Contents.read_bytes().count(MARK.encode("cp1252").hex().encode()) for page in pdf.pages]
    assert marks == [2, 2]


def test_accents_and_brackets_of_a_name_arrive_in_the_pdf() -> None:
    with pikepdf.open(io.BytesIO(_birth(as_pdf=True).read())) as pdf:
        page = pdf.pages[0].Contents.read_bytes()
    assert "Ñusta Íñiguez".encode("cp1252").hex().encode() in page
    assert "M (la) \\ M".encode("cp1252").hex().encode() in page


def test_water_changes_the_sheet_and_leaves_the_mark_at_its_foot_dry() -> None:
    dry = Image.new("RGB", (300, 200), "white")
    wet = sheets.wet(dry.copy(), chance("water"), 1.0)
    foot = (0, 200 - sheets.FOOT, 300, 200)
    assert wet.tobytes() != dry.tobytes()
    assert wet.crop(foot).tobytes() == dry.crop(foot).tobytes()

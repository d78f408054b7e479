"""The invented papers of the demo world. None looks like a state's document: no arms, seals or fine lines."""

from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from .sheets import Sheet, pdf_of

CREAM = (0.985, 0.968, 0.92)
SKY = (0.93, 0.96, 0.98)


def _photo(name: str, sheet: Sheet, chance: Random, *, stain: float = 0.0) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.jpg", sheet.photo(chance, stain=stain), "image/jpeg")


def _pdf(name: str, *sheets: Sheet) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", pdf_of(list(sheets)), "application/pdf")


def _table(sheet: Sheet, top: float, rows: dict[str, str], *, step: float = 27, font: str = "serif") -> float:
    """Label above value, one row below the other; returns where the table ends."""
    for number, (label, value) in enumerate(rows.items()):
        y = top + number * step
        sheet.words(36, y, label.upper(), 6.5, "sans")
        sheet.words(36, y + 13, value, 12, font)
        sheet.rule(y + 17)
    return top + len(rows) * step


def school_card(
    chance: Random, *, name: str, school: str, place: str, year: int, grade: str
) -> SimpleUploadedFile:
    """A school card that lay in the river: parts of it can still be read."""
    sheet = Sheet(width=420, height=280, tint=CREAM)
    sheet.words(36, 42, school, 15, "bold")
    sheet.words(36, 60, f"{place} · Carné de estudiante · {year}", 10, "sans")
    sheet.frame(316, 74, 72, 88)
    sheet.words(332, 122, "foto", 9, "sans")
    _table(sheet, 92, {"Nombre": name, "Grado": grade, "Año lectivo": str(year)}, step=36)
    sheet.words(36, 230, "La dirección", 10, "serif")
    return _photo("carne-escolar", sheet, chance, stain=0.8)


def birth_record(chance: Random, *, name: str, born: str, place: str, mother: str, father: str, book: int, folio: int,
                 as_pdf: bool = False) -> SimpleUploadedFile:  # fmt: skip
    """A copy from the book of births, with book, folio and entry."""
    sheet = Sheet(tint=CREAM)
    sheet.words(36, 48, "Registro civil", 18, "bold")
    sheet.words(36, 66, f"Certificación de acta de nacimiento · {place}", 10, "sans")
    entry = chance.randint(100, 999)
    sheet.words(36, 92, f"Libro {book}   Folio {folio}   Inscripción {entry}", 12, "typed")
    rows = {
        "Nombre completo": name,
        "Fecha de nacimiento": born,
        "Lugar de nacimiento": place,
        "Nombre de la madre": mother or "—",
        "Nombre del padre": father or "—",
    }
    end = _table(sheet, 124, rows, step=40, font="typed")
    sheet.words(
        36,
        end + 28,
        "Es copia fiel del libro.\nSe extiende para la representación legal.",
        10,
    )
    sheet.frame(300, end + 56, 84, 52)
    sheet.words(312, end + 84, "sello", 9, "sans")
    return _pdf("acta-de-nacimiento", sheet) if as_pdf else _photo("acta-de-nacimiento", sheet, chance)


def death_record(
    chance: Random, *, name: str, died: str, place: str, book: int, folio: int
) -> SimpleUploadedFile:
    sheet = Sheet(tint=CREAM)
    sheet.words(36, 48, "Registro del estado familiar", 18, "bold")
    sheet.words(36, 66, f"Certificación de partida de defunción · {place}", 10, "sans")
    sheet.words(36, 92, f"Libro {book}   Folio {folio}   Partida {chance.randint(10, 99)}", 12, "typed")
    _table(
        sheet,
        124,
        {"Nombre completo": name, "Fecha de la defunción": died, "Lugar": place},
        step=40,
        font="typed",
    )
    sheet.words(36, 280, "Es conforme con su original.", 10)
    return _photo("partida-de-defuncion", sheet, chance)


def identity_card(chance: Random, *, name: str, born: str, country: str) -> SimpleUploadedFile:
    """The copy of an identity paper, drawn as an empty form: nobody could mistake it for one."""
    sheet = Sheet(width=420, height=280, tint=SKY)
    sheet.words(36, 44, f"Copia de documento de identidad ({country})", 13, "bold")
    sheet.words(36, 62, "Dibujo para la demostración; no es un documento.", 9, "sans")
    sheet.frame(310, 84, 80, 100)
    sheet.words(330, 138, "foto", 9, "sans")
    _table(sheet, 100, {"Nombre": name, "Nacimiento": born, "Número": "0000 00000 0000"}, step=40)
    return _photo("identidad", sheet, chance)


def receipt(chance: Random, *, what: str, amount: str) -> SimpleUploadedFile:
    sheet = Sheet(width=300, height=300)
    sheet.words(30, 50, "RECIBO", 18, "typed")
    sheet.words(30, 78, f"No. {chance.randint(1000, 9999)}", 12, "typed")
    sheet.rule(92)
    sheet.words(30, 120, what, 11, "typed")
    sheet.words(30, 160, f"TOTAL  {amount}", 14, "typed")
    sheet.rule(172)
    sheet.words(30, 200, "Gracias", 11, "typed")
    return _photo("recibo", sheet, chance)


def statement(name: str, title: str, body: str, *, more: tuple[str, ...] = ()) -> SimpleUploadedFile:
    """A report or declaration as PDF; `more` are the texts of further pages."""
    sheets = []
    for number, text in enumerate((body, *more), start=1):
        sheet = Sheet()
        sheet.words(36, 52, title, 15, "bold")
        sheet.words(36, 70, f"Página {number} de {len(more) + 1}", 8, "sans")
        sheet.rule(80)
        sheet.words(36, 108, text, 11)
        sheets.append(sheet)
    return _pdf(name, *sheets)


def note(chance: Random, *, name: str, title: str, body: str) -> SimpleUploadedFile:
    """A page from somebody's desk, photographed: a medical note, a teacher's letter."""
    sheet = Sheet(tint=CREAM)
    sheet.words(36, 56, title, 14, "bold")
    sheet.rule(66)
    sheet.words(36, 100, body, 12)
    return _photo(name, sheet, chance)

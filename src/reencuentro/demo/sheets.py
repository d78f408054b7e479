"""Draws a sheet of paper with words on it: as a PDF, or as the photo that somebody took of it with a phone.

The letters come from the PDF reader's built-in fonts, so that accents are right on every machine.
"""

import io
import math
from dataclasses import dataclass, field
from random import Random

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

FONTS = {"sans": "Helvetica", "bold": "Helvetica-Bold", "serif": "Times-Roman", "typed": "Courier"}
MARK = "DEMO – INVENTED – INVENTADO"
DOTS_PER_POINT = 2.2  # of a photo: the smallest sheet is still large enough to be read
TABLE = (122, 98, 76)  # the colour of the table on which the paper lies
RUST = (139, 104, 60)  # of river water, dried
FOOT = 46  # height of the foot, in dots


@dataclass
class Sheet:
    """An A5 sheet; places in points from the upper left corner. Every sheet says that it is invented."""

    width: int = 420
    height: int = 595
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parts.append(f"{_colour(self.tint)} rg 0 0 {self.width} {self.height} re f 0.1 0.1 0.15 rg")
        self._watermark()

    def words(self, x: float, y: float, text: str, size: float = 11, font: str = "serif") -> None:
        for number, line in enumerate(text.split("\n")):
            place = f"{x} {self.height - y - number * size * 1.35:.1f}"
            self.parts.append(f"BT /{font} {size} Tf {place} Td {_shown(line)} Tj ET")

    def rule(self, y: float, x: float = 30, until: float | None = None) -> None:
        self.parts.append(f"0.6 w {x} {self.height - y} m {until or self.width - 30} {self.height - y} l S")

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        self.parts.append(f"0.8 w {x} {self.height - y - height} {width} {height} re S")

    def _watermark(self) -> None:
        """Across the sheet from corner to corner, and once more along its foot."""
        diagonal = math.hypot(self.width, self.height)
        along, up = self.width / diagonal, self.height / diagonal
        size = diagonal / (len(MARK) * 0.85)
        turn = f"{along:.3f} {up:.3f} {-up:.3f} {along:.3f} {self.width * 0.14:.0f} {self.height * 0.11:.0f}"
        self.parts.append(f"q 0.86 0.88 0.9 rg BT /bold {size:.1f} Tf {turn} Tm {_shown(MARK)} Tj ET Q")
        self.parts.append(f"BT /sans 7 Tf 30 12 Td {_shown(MARK)} Tj ET")

    def pdf(self) -> bytes:
        return pdf_of([self])

    def photo(self, chance: Random, *, stain: float = 0.0) -> bytes:
        """A JPEG, slightly askew; `stain` from 0 (dry) to 1 (long in the water)."""
        with pypdfium2.PdfDocument(self.pdf()) as document:
            paper = document[0].render(scale=DOTS_PER_POINT).to_pil().convert("RGB")
        if stain:
            paper = wet(paper, chance, stain)
        photo = paper.rotate(
            chance.uniform(-2.5, 2.5), expand=True, fillcolor=TABLE, resample=Image.Resampling.BILINEAR
        )
        out = io.BytesIO()
        photo.save(out, "JPEG", quality=72)
        return out.getvalue()


def pdf_of(sheets: list[Sheet]) -> bytes:
    """One PDF of all the sheets; the same sheets always give the same bytes."""
    with pikepdf.new() as pdf:
        fonts = pikepdf.Dictionary(
            {
                f"/{key}": pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name(f"/{name}"),
                    Encoding=pikepdf.Name.WinAnsiEncoding,
                )
                for key, name in FONTS.items()
            }
        )
        for sheet in sheets:
            page = pdf.add_blank_page(page_size=(sheet.width, sheet.height))
            page.Resources = pikepdf.Dictionary(Font=fonts)
            page.Contents = pdf.make_stream("\n".join(sheet.parts).encode("ascii"))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _shown(text: str) -> str:
    return f"<{text.encode('cp1252').hex()}>"  # hexadecimal: nothing in a name can end the string


def _colour(tint: tuple[float, float, float]) -> str:
    return " ".join(f"{part:.3f}" for part in tint)


def wet(paper: Image.Image, chance: Random, stain: float) -> Image.Image:
    """Brown stains with washed-out writing inside them; the foot, with the mark of the demo, stays dry."""
    washed = paper.filter(ImageFilter.GaussianBlur(5))
    foot = (0, paper.height - FOOT, paper.width, paper.height)
    dry = paper.crop(foot)
    for _stain in range(round(3 + 6 * stain)):
        area = _blot(paper.size, chance, paper.width * chance.uniform(0.12, 0.2 + 0.25 * stain))
        edge = ImageChops.subtract(area, area.filter(ImageFilter.MinFilter(5)))
        soft = area.filter(ImageFilter.GaussianBlur(5))
        paper.paste(washed, mask=soft)
        paper.paste(RUST, mask=soft.point(lambda strength: strength * 0.28))
        paper.paste(
            RUST, mask=edge.filter(ImageFilter.GaussianBlur(1)).point(lambda strength: strength * 0.7)
        )
    paper.paste(dry, foot)
    return paper


def _blot(size: tuple[int, int], chance: Random, across: float) -> Image.Image:
    """Where one irregular stain lies: a few ellipses that overlap."""
    mask = Image.new("L", size, 0)
    drawing = ImageDraw.Draw(mask)
    left, top = chance.uniform(-across / 2, size[0]), chance.uniform(-across / 2, size[1])
    for _part in range(5):
        x, y = left + across * chance.uniform(0, 0.5), top + across * chance.uniform(0, 0.4)
        drawing.ellipse(
            (x, y, x + across * chance.uniform(0.4, 0.9), y + across * chance.uniform(0.3, 0.8)), fill=235
        )
    return mask

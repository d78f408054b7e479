import pytest

from reencuentro.reference import places, shapes
from reencuentro.reference.countries import ORIGIN
from reencuentro.reference.rows import ReferenceDataError, Row


def test_every_department_has_exactly_one_shape():
    drawn = [shape.code for country in ORIGIN for shape in shapes.sheet(country).shapes]
    departments = [place.code for country in ORIGIN for place in places.departments(country)]
    assert len(drawn) == len(set(drawn)) == 103
    assert set(drawn) == set(departments)


def test_every_shape_lies_on_its_sheet_with_its_circle():
    for country in ORIGIN:
        sheet = shapes.sheet(country)
        assert max(sheet.width, sheet.height) == 1000
        for shape in sheet.shapes:
            assert shape.code.startswith(country)
            assert shape.x - shape.radius >= 0
            assert shape.x + shape.radius <= sheet.width
            assert shape.y - shape.radius >= 0
            assert shape.y + shape.radius <= sheet.height
            assert shape.radius > 0


def test_neighbours_lie_as_they_do_on_the_ground():
    """Huehuetenango is north of Quetzaltenango; Petén is north of both; Izabal is the farthest east."""
    at = {shape.code: shape for shape in shapes.sheet("GT").shapes}
    assert at["GT.12"].y < at["GT.08"].y < at["GT.13"].y
    assert max(at.values(), key=lambda shape: shape.x).code == "GT.09"


def test_the_order_of_the_centres_follows_the_coordinates_of_the_towns():
    """Of two departments well apart, the eastern one is to the right: a shape given to the wrong one would show."""
    wrong = []
    for country in ORIGIN:
        at = {shape.code: shape.x for shape in shapes.sheet(country).shapes}
        where = {place.code: place.lon or 0.0 for place in places.departments(country)}
        wrong += [
            (west, east)
            for west in at
            for east in at
            if where[east] - where[west] > 1.5 and at[east] <= at[west]
        ]
    assert wrong == []


def test_it_says_where_it_comes_from():
    atlas = shapes.atlas()
    assert "Natural Earth" in atlas.source[0]
    assert "public domain" in atlas.source[0]
    assert str(atlas.as_of) == "2026-10"


@pytest.mark.parametrize("path", ["", "M0 0l1 1", 'M0 0l1 1z"/>', "M0,0l1 1z", "<script>"])
def test_what_is_not_a_plain_path_is_refused(path):
    with pytest.raises(ReferenceDataError):
        shapes._shape(Row("shapes.yaml", "1", {"code": "GT.01", "label": [1, 1, 1], "path": path}))


def test_an_unknown_country_has_no_sheet():
    with pytest.raises(KeyError):
        shapes.sheet("US")

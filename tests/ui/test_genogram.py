import pytest

from reencuentro.ui.genogram import COLUMN, Kin, Tie, in_words, layout, rows_of, wrap

FATHER = Kin("f", "José", 0, "father", "male")
MOTHER = Kin("m", "Ana", 0, "mother", "female", deceased=True)
CHILD = Kin("c", "Julio", 1, "12 years", "male", is_child=True)


def test_generations_stand_in_rows_from_old_to_young():
    assert [[kin.key for kin in row] for row in rows_of([CHILD, FATHER, MOTHER])] == [["f", "m"], ["c"]]


def test_the_child_stands_between_the_parents():
    picture = layout([FATHER, MOTHER, CHILD])
    x = {node.kin.key: node.x for node in picture.nodes}
    assert (x["f"], x["c"], x["m"]) == (COLUMN // 2, COLUMN, COLUMN * 3 // 2)


@pytest.mark.parametrize("count", range(1, 13))
def test_up_to_twelve_people_fit_a_phone_and_never_overlap(count):
    picture = layout([Kin(str(n), f"Person {n}", n // 5) for n in range(count)])
    places = {(node.x, node.y) for node in picture.nodes}
    assert len(places) == count
    assert picture.width <= 320
    assert all(node.foot <= picture.height for node in picture.nodes)
    assert all(0 < node.x < picture.width for node in picture.nodes)


def test_nobody_at_all_is_an_empty_picture():
    assert layout([]).nodes == ()


def test_a_tie_to_someone_not_shown_is_left_out():
    assert (
        layout([FATHER, CHILD], [Tie("f", "c"), Tie("x", "c")]).edges
        == layout([FATHER, CHILD], [Tie("f", "c")]).edges
    )
    assert len(layout([FATHER, CHILD], [Tie("f", "c")]).edges) == 1


def test_the_picture_shows_what_is_proved_and_what_is_claimed(render):
    html = render(
        "{% genogram people ties %}",
        people=[FATHER, MOTHER, CHILD],
        ties=[Tie("f", "c"), Tie("m", "c", proved=True)],
    )
    drawing = html.split("</svg>")[0]
    assert drawing.count('<path class="s-edge"') == 2
    assert drawing.count("stroke-dasharray") == 1


def test_the_family_is_also_said_in_words(render):
    ties = [Tie("f", "c", "step"), Tie("m", "c", proved=True)]
    said = in_words([FATHER, MOTHER, CHILD], ties)
    assert said == [
        "José (father) – Julio (12 years), step: claimed, not yet proved",
        "Ana (mother) – Julio (12 years): proved by a record",
    ]
    assert said[1] in render("{% genogram people ties %}", people=[FATHER, MOTHER, CHILD], ties=ties)


def test_names_are_escaped_in_the_picture(render):
    assert "<b>" not in render("{% genogram people %}", people=[Kin("c", "<b>x", 0)]).split("</svg>")[0]


def test_long_names_wrap_and_are_cut():
    assert wrap("Julio") == ("Julio",)
    assert wrap("María de los Ángeles") == ("María de los", "Ángeles")
    assert wrap("María de los Ángeles del Carmen Tepetlixpa")[1].endswith("…")

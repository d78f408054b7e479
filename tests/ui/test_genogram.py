import pytest

from reencuentro.ui.genogram import COLUMN, WIDTH, Kin, Tie, in_words, layout, rows_of, wrap
from reencuentro.ui.kin_lines import channel

FATHER = Kin("f", "José", 0, "father", "male")
MOTHER = Kin("m", "Ana", 0, "mother", "female", deceased=True)
CHILD = Kin("c", "Julio", 1, "12 years", "male", is_child=True)


def test_generations_stand_in_rows_from_old_to_young():
    assert [[kin.key for kin in row] for row in rows_of([CHILD, FATHER, MOTHER])] == [["f", "m"], ["c"]]


def test_the_child_stands_between_the_parents():
    picture = layout([FATHER, MOTHER, CHILD])
    x = {node.kin.key: node.x for node in picture.nodes}
    assert (x["f"], x["c"], x["m"]) == (COLUMN, COLUMN * 3 // 2, COLUMN * 2)


@pytest.mark.parametrize("count", range(1, 13))
def test_up_to_twelve_people_fit_a_phone_and_never_overlap(count):
    picture = layout([Kin(str(n), f"Person {n}", n // 5) for n in range(count)])
    places = {(node.x, node.y) for node in picture.nodes}
    assert len(places) == count
    assert picture.width == WIDTH <= 320
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


def test_two_parents_have_two_lines_that_stay_apart():
    mother, father = layout([FATHER, MOTHER, CHILD], [Tie("m", "c"), Tie("f", "c", proved=True)]).edges
    assert mother.line.path.split("H")[1] != father.line.path.split("H")[1]


def test_a_single_parent_above_has_a_straight_line():
    (edge,) = layout([FATHER, CHILD], [Tie("f", "c")]).edges
    numbers = [
        part for part in edge.line.path.replace("M", " ").replace("V", " ").replace("H", " H").split() if part
    ]
    assert numbers[0] == numbers[3].removeprefix("H") == str(WIDTH // 2)


def test_a_line_goes_around_those_it_passes():
    assert channel(106, 53, []) == 106
    assert channel(106, 53, [106, 212]) == 53
    assert channel(106, 265, [106, 212]) == 159


def test_people_who_are_no_neighbours_are_joined_over_those_between():
    people = [Kin("a", "A", 0), Kin("b", "B", 0), Kin("c", "C", 0)]
    near, far = layout(people, [Tie("a", "b"), Tie("a", "c")]).edges
    assert near.line.path == "M53 49H159"
    assert far.line.path == "M53 49V18H265V49"


def test_a_tie_given_the_wrong_way_round_is_drawn_all_the_same():
    assert layout([FATHER, CHILD], [Tie("c", "f")]).edges == layout([FATHER, CHILD], [Tie("f", "c")]).edges

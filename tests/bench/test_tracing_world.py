import gzip
import random
import statistics
from collections import Counter
from datetime import date

import pytest
from bench.tracing import damage, when
from bench.tracing.files import read
from bench.tracing.names import CHANGES, Draft, child_name, diminutive, marry, styled
from bench.tracing.people import Adult, Person, families, surnames
from bench.tracing.pools import POOLS, Place, pool
from bench.tracing.rates import ASKED, FILED
from bench.tracing.world import build

FILES = ("base", "queries", "dups", "relatives")
KEYS = ["rid", "pid", "fid", "given", "sur", "sex", "country", "nick", "dob", "age"]
KEYS += ["muni", "dept", "mother", "father", "phone"]
RECORDS = 4000


@pytest.fixture(scope="module", params=POOLS)
def world(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    build(folder, RECORDS, 3, request.param)
    return {name: read(folder / f"{name}.jsonl.gz") for name in FILES}


def test_the_same_options_make_the_same_bytes(tmp_path):
    for folder, seed in (("one", 5), ("two", 5), ("other", 6)):
        build(tmp_path / folder, 500, seed, "b", "harsh")
    for name in FILES:
        one, two, other = (
            (tmp_path / at / f"{name}.jsonl.gz").read_bytes() for at in ("one", "two", "other")
        )
        assert one == two
        assert gzip.decompress(one) != gzip.decompress(other)


def test_records_have_the_keys_of_every_file_in_their_order(world):
    assert [row["rid"] for row in world["base"]] == list(range(RECORDS))
    for row in world["base"]:
        assert list(row) == [key for key in KEYS if key in row]
        assert row["given"].strip() and row["sur"].strip()
    assert {key for row in world["base"] for key in row} == set(KEYS)


def test_every_question_has_the_answer_that_its_kind_says(world):
    early = [row for row in world["base"] if row["rid"] < RECORDS * 0.09]
    people, kin = {row["pid"] for row in early}, {row["fid"] for row in early}
    everybody = {row["pid"] for row in world["base"]}
    kinds = Counter(row["kind"] for row in world["queries"])
    assert kinds == {"self": 63, "none": 35, "near": 17, "sibling": 13, "parent": 13}
    for row in world["queries"]:
        assert row["pid"] in people if row["kind"] == "self" else row["pid"] not in everybody
        assert "fid" not in row or row["fid"] in kin


def test_somebody_who_asks_by_a_parent_asks_for_one_that_a_record_names(world):
    named = {(row["fid"], key) for row in world["base"] for key in ("mother", "father") if key in row}
    asked = [(row["fid"], next(iter(row["q"]))) for row in world["queries"] if row["kind"] == "parent"]
    assert set(asked) <= named


def test_pairs_and_families_are_those_of_the_base(world):
    base = world["base"]
    assert world["dups"]
    for pair in world["dups"]:
        assert pair["a"] < pair["b"]
        assert base[pair["a"]]["pid"] == base[pair["b"]]["pid"]
    for family in world["relatives"]:
        members = [base[rid] for rid in family["rids"]]
        assert {row["fid"] for row in members} == {family["fid"]}
        assert len({row["pid"] for row in members}) == len(members) > 1


def test_three_things_are_wrong_in_the_median_question(tmp_path):
    build(tmp_path, 20_000, 11, "a")
    counts = [len(row["ops"]) for row in read(tmp_path / "queries.jsonl.gz") if row["kind"] == "self"]
    assert statistics.median(counts) == 3


def test_no_two_living_siblings_bear_the_same_name_and_none_is_born_after_today():
    found = families(pool("c"), random.Random(1))
    for _ in range(500):
        family = next(found)
        assert len({person.given for person in family}) == len(family)
        assert all(date(2004, 1, 1) <= person.born < date(2026, 1, 1) for person in family)


def test_a_child_bears_the_first_surname_of_each_parent():
    mother, father = Adult(("Ana",), ("López", "Paz")), Adult(("Luis",), ("Reyes", "Tum"))
    assert surnames(mother, father, random.Random(1)) == ("Reyes", "López")
    alone = {surnames(mother, None, random.Random(seed)) for seed in range(20)}
    assert alone == {("López",), ("López", "Paz")}


MARIA = Person(
    1, 1, ("María Elena", "Rosa"), ("de León", "Tzul"), "F", "GT", date(2010, 5, 7), Place("Nebaj", "Quiché"),
    Adult(("Ana",), ("Tzul", "Paz")), None, "+50255551234", ("Tzul", "Paz"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("ops", "given", "sur"),
    [
        ([], "María Elena Rosa", "de León Tzul"),
        (["before"], "María Elena Rosa", "Tzul Paz"),
        (["nomaria"], "Elena Rosa", "de León Tzul"),
        (["gswap"], "Rosa María Elena", "de León Tzul"),
        (["ginit"], "María Elena R", "de León Tzul"),
        (["drop2"], "María Elena Rosa", "de León"),
        (["only2"], "María Elena Rosa", "Tzul"),
        (["sswap"], "María Elena Rosa", "Tzul de León"),
        (["middle"], "María Elena Rosa de León", "Tzul"),
        (["moved"], "María Elena", "Rosa de León Tzul"),
        (["country"], "María Elena Rosa", "de León Guatemala"),
        (["fnu"], "FNU", "María Elena de León Tzul"),
        (["lnu"], "María Elena de León Tzul", "LNU"),
        (["drop2", "sswap", "only2"], "María Elena Rosa", "de León"),
    ],
)
def test_a_custom_changes_the_name_as_it_says(ops, given, sur):
    draft = child_name(MARIA, ops, random.Random(2))
    assert (" ".join(draft.given), draft.between.join(draft.sur)) == (given, sur)
    assert draft.done == (["drop2"] if "drop2" in ops else ops)


def test_every_corruption_of_names_has_a_rate():
    assert set(CHANGES) | {"phone", "sex"} == set(ASKED) == set(FILED)


def test_a_married_mother_is_called_after_her_husband():
    drafts = []
    for seed in range(60):
        draft = Draft(["Ana"], ["López", "Paz"])
        marry(draft, "Reyes", random.Random(seed))
        drafts.append(" ".join(draft.sur))
    assert {"López de Reyes", "López Paz de Reyes"} <= set(drafts)
    assert all(draft.endswith("de Reyes") for draft in drafts)


def test_papers_lose_capitals_and_accents():
    assert styled("Ñandú Cañas", (0.1, 0.1)) == "NANDU CANAS"
    assert styled("Ñandú Cañas", (0.9, 0.9)) == "Ñandú Cañas"


@pytest.mark.parametrize(
    ("name", "small"), [("Juan", "Juanito"), ("Petrona", "Petronita"), ("José", "Josecito")]
)
def test_diminutives(name, small):
    assert diminutive(name) == small


@pytest.mark.parametrize("harm", [damage.typo, damage.spell, damage.read, damage.mayan, damage.by_ear])
def test_damage_leaves_a_word_that_begins_as_it_did(harm):
    for seed in range(200):
        word = harm("Tz'unún", random.Random(seed))
        assert word and word[:1].isupper()
    assert harm("Bo", random.Random(0)) in {"Bo", "Vo", "8o", "B0", "B'o", "Bu"}


def test_days_of_birth_go_wrong_in_known_ways():
    day, chance = date(2010, 5, 7), random.Random(0)
    said = {op: write(day, chance) for op, write in when.WRITTEN.items()}
    assert said["yonly"] == {"dob": "2010"}
    assert said["ymonly"] == {"dob": "2010-05"}
    assert said["dm"] == {"dob": "2010-07-05"}
    assert said["jan1"] == {"dob": "2010-01-01"}
    assert said["age"] == {"age": 15}
    assert said["nodob"] == {}
    assert said["yoff"]["dob"][4:] == "-05-07"


def test_a_day_that_cannot_be_swapped_is_not_called_swapped():
    assert when.born(date(2010, 5, 20), {"dm": 1.0}, random.Random(0)) == ({"dob": "2010-05-20"}, "")
    assert when.born(date(2010, 5, 7), {"dm": 1.0}, random.Random(0)) == ({"dob": "2010-07-05"}, "dm")

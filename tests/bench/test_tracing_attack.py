import pytest
from bench.tracing import attack, company, leakage
from bench.tracing.values import KINDS, values, words

PEOPLE = ["López", "Pérez", "Paz"]


def row(rid, surname, given="Ana"):
    return {"rid": rid, "pid": rid, "fid": rid, "given": given, "sur": surname}


def town(*counts):
    """As many records of each surname, one given name for everybody."""
    names = [name for name, many in zip(PEOPLE, counts, strict=True) for _ in range(many)]
    return [row(rid, name) for rid, name in enumerate(names)]


def stolen(base, known, tokens):
    return attack.ranked(attack.Theft(base, known, tokens))


def surnames_of(base):
    return leakage.tokens_of(base, ("surname",))


def test_every_kind_of_value_is_made_from_a_full_record():
    full = {
        "given": "Ana María", "sur": "López Paz", "sex": "F", "dob": "2010-05-07", "muni": "Nebaj", "dept": "Quiché",
        "mother": "Rosa Paz", "father": "Luis López", "phone": "+50255551234",
    }  # fmt: skip
    found = values(full, trigrams=True)
    assert {value.split(":")[0] for value in found} == set(KINDS)
    assert {"year:2010", "born:2010-05-07", "place:nebaj", "department:quiche", "phone:55551234"} <= found
    assert f"surnames:{'-'.join(sorted(words('López Paz')))}" in found
    assert not any(value.startswith("trigram:") for value in values(full))


def test_what_is_missing_makes_no_value():
    assert {value.split(":")[0] for value in values({"given": "Ana"})} == {"given"}
    assert values({}) == set()


def test_a_token_for_each_surname_is_named_by_its_frequency():
    base = town(8, 4, 2)
    found = stolen(base, town(9, 3, 2), surnames_of(base))
    assert found["one pool"]["surname"]["named"] == 1.0
    assert found["kinds known"]["by kind"] == {"surname": 1.0}
    assert found["largest"] == pytest.approx(8 / 14)
    assert found["worst"] == 1.0


def test_a_sample_with_other_ranks_names_only_what_ranks_the_same():
    base = town(8, 4, 2)
    theft = stolen(base, town(8, 2, 4), surnames_of(base))
    assert theft["one pool"]["surname"]["named"] == pytest.approx(8 / 14)
    assert theft["one pool"]["surname"]["named, top 3"] == 1.0


def test_a_token_of_nine_tenths_of_the_right_records_is_named_and_of_fewer_is_not():
    base = town(20, 4, 2)
    assert stolen(base, base, [[*range(18), 20, 21]])["one pool"]["surname"]["named"] == pytest.approx(
        20 / 26
    )
    assert stolen(base, base, [[*range(17), 20, 21, 22]])["one pool"]["surname"]["named"] == 0.0


def test_pieces_of_a_frequent_value_are_still_that_value():
    base = town(8, 4, 2)
    cut = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12, 13]]
    assert stolen(base, base, cut)["one pool"]["surname"]["named"] == 1.0
    assert attack.pieces([("a", 8.0), ("b", 3.0)], 4) == [("a", 4.0), ("a", 4.0), ("b", 3.0)]


def test_what_whole_values_name_and_what_chance_names_are_told_apart():
    base = town(8, 4, 2)
    cut = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12, 13]]
    found = stolen(base, base, cut)["one pool"]["surname"]
    assert found["whole values"] == pytest.approx(
        4 / 14
    )  # the first piece of López; every other pair is off by one
    assert 0 <= found["by chance"] <= found["named"] == 1.0


def test_tokens_that_mean_nothing_are_not_named():
    base = town(8, 4, 2)
    nothing = [[0, 8], [1, 9], [2, 10], [3, 12]]
    found = stolen(base, base, nothing)
    assert found["one pool"]["surname"]["named"] == 0.0
    assert found["one pool"]["given"]["named"] > 0  # everybody is called Ana: that is known without tokens


def test_tokens_of_one_record_tell_nothing():
    base = town(1, 1, 1)
    assert stolen(base, base, [[0], [1], [2]])["worst"] == 0.0


def test_the_attack_breaks_an_index_of_surnames_of_the_same_population():
    base, known = leakage.sample("a", 1500, 1), leakage.sample("a", 1500, 2)
    assert stolen(base, known, surnames_of(base))["worst"] > 0.3
    pairs = leakage.tokens_of(base, ("given-surname",))
    assert stolen(base, known, pairs)["worst"] < 0.15


def test_a_token_is_known_by_its_company_where_ranks_do_not_tell():
    """Rosa and Inés are equally frequent; every Rosa is a López, every Inés a Pérez."""
    pairs = (
        [("López", "Rosa")] * 12
        + [("López", "Luz")] * 28
        + [("Pérez", "Inés")] * 12
        + [("Pérez", "Luz")] * 18
    )
    base = [row(rid, *pair) for rid, pair in enumerate([*pairs, *[("Paz", "Luz")] * 20])]
    named = ("López", "Pérez", "Paz", "Luz", "Rosa", "Inés")
    tokens = [[rid for rid, one in enumerate(base) if name in (one["sur"], one["given"])] for name in named]
    theft = attack.Theft(base, base, tokens)
    assert attack.ranked(theft)["one pool"]["given"]["named"] == pytest.approx(66 / 90)  # Luz alone
    assert company.attack(theft, ("surname", "given"), seeds=4) == {
        "guessed": 1.0,
        "told": pytest.approx(24 / 90),
    }


def test_nothing_is_known_by_company_without_tokens_or_values():
    base = town(8, 4, 2)
    assert company.attack(attack.Theft(base, base, []), ("surname",)) == {"guessed": 0.0, "told": 0.0}
    assert company.attack(attack.Theft(base, base, surnames_of(base)), ("phone",)) == {
        "guessed": 0.0,
        "told": 0.0,
    }

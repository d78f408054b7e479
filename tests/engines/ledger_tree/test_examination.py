"""Tampering with a list of rows, as an outsider meets it in an export: each case is named with its place."""

from dataclasses import replace
from datetime import datetime

import pytest

from reencuentro.engines.ledger_tree.entries import NotCanonical, Row, canonical_json, instant
from reencuentro.engines.ledger_tree.examination import ENOUGH, HEAD, KnownRoot, examine
from reencuentro.engines.ledger_tree.findings import Finding, Kind
from reencuentro.engines.ledger_tree.frontier import Frontier, over


def written(seq: int, **changes: str) -> Row:
    row = Row(
        seq, "2026-05-04T13:02:11.000120Z", "system", "case_seen", f"case:{seq:04}", '{"page":2}', leaf=""
    )
    return replace(row, **changes).sealed()


def ledger(size: int) -> list[Row]:
    return [written(seq) for seq in range(1, size + 1)]


def frontier(rows: list[Row]) -> Frontier:
    return over(bytes.fromhex(row.leaf) for row in rows)


def head(rows: list[Row]) -> KnownRoot:
    whole = frontier(rows)
    return KnownRoot(whole.size, whole.root(), HEAD, whole)


def kept(rows: list[Row], size: int) -> KnownRoot:
    return KnownRoot(size, frontier(rows[:size]).root(), f"checkpoint {size}")


def found(rows: list[Row], *known: KnownRoot) -> list[tuple[Kind, int, int]]:
    return [(one.kind, one.first, one.last) for one in examine(rows, known).findings]


def renumbered(rows: list[Row]) -> list[Row]:
    """As somebody would who closes a gap, but cannot be bothered to recompute the hashes."""
    return [replace(row, seq=seq) for seq, row in enumerate(rows, start=1)]


def test_an_entry_has_exactly_these_bytes() -> None:
    row = Row(
        41, "2026-05-04T13:02:11.000120Z", "coordinator:1f3c", "case_seen", "case:R-7K3F2M", '{"page":2}', ""
    )
    assert row.encoded() == (
        b'{"about":"case:R-7K3F2M","actor":"coordinator:1f3c","at":"2026-05-04T13:02:11.000120Z",'
        b'"details":{"page":2},"seq":41,"v":1,"verb":"case_seen"}'
    )
    assert (
        row.computed_leaf() == "3baef9aa2715ab5bceb48117d5f359b8ced6c627fbdaedf4f8f037ba1e7553e1"
    )  # sha256sum says so


@pytest.mark.parametrize(
    "details", ['{"page": 2}', '{"b":1,"a":2}', "[1]", "", '{"a":1,"a":1}', "[" * 100_000]
)
def test_details_in_any_other_spelling_are_not_canonical(details: str) -> None:
    with pytest.raises(NotCanonical):
        replace(written(1), details=details).encoded()


def test_an_unknown_version_is_not_guessed() -> None:
    with pytest.raises(NotCanonical, match="version 2"):
        replace(written(1), version=2).encoded()


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 5, 4))


def test_canonical_json_refuses_what_json_cannot_say() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"a": float("nan")})


@pytest.mark.parametrize("size", [0, 1, 2, 7, 64, 100])
def test_an_untouched_ledger_agrees_with_head_and_checkpoints(size: int) -> None:
    rows = ledger(size)
    report = examine(rows, [head(rows), kept(rows, size), kept(rows, size // 2)])
    assert report.ok
    assert (report.size, report.root) == (size, frontier(rows).root())
    assert sorted(report.agrees_with) == sorted(["head", f"checkpoint {size}", f"checkpoint {size // 2}"])


@pytest.mark.parametrize(
    "change", [{"details": '{"page":3}'}, {"actor": "systen"}, {"verb": "case_sean"}, {"about": "case:9999"}]
)
def test_a_changed_byte_is_named(change: dict[str, str]) -> None:
    rows = ledger(20)
    known = [head(rows), kept(rows, 10)]
    rows[6] = replace(rows[6], **change)
    assert found(rows, *known) == [(Kind.CHANGED, 7, 7)]


def test_a_changed_time_is_named() -> None:
    rows = ledger(20)
    rows[6] = replace(rows[6], at=rows[6].at.replace("13:02", "13:03"))
    assert found(rows) == [(Kind.CHANGED, 7, 7)]


def test_a_changed_leaf_hash_is_named_and_the_head_disagrees_about_that_subtree() -> None:
    rows = ledger(20)
    known = head(rows)
    rows[17] = replace(rows[17], leaf=rows[0].leaf)
    assert found(rows, known) == [(Kind.HEAD_DIFFERS, 17, 20), (Kind.CHANGED, 18, 18)]


@pytest.mark.parametrize("leaf", ["", "zz", "ab"])
def test_a_leaf_hash_that_is_none_is_named(leaf: str) -> None:
    rows = ledger(20)
    known = head(rows)
    rows[17] = replace(rows[17], leaf=leaf)
    assert found(rows, known) == [(Kind.CHANGED, 18, 18)]


def test_a_row_that_cannot_be_read_is_named() -> None:
    rows = ledger(5)
    report = examine([*rows[:2], None, *rows[3:]], [head(rows)])
    assert report.findings == (Finding(Kind.CHANGED, 3, 3),)
    assert report.root is None


def test_many_changed_rows_become_few_findings() -> None:
    rows = [replace(row, actor="nobody") for row in ledger(500)]
    assert found(rows)[-1] == (Kind.CHANGED, 65, 500)


def test_missing_rows_are_named() -> None:
    rows = ledger(20)
    known = [head(rows), kept(rows, 20)]
    assert found(rows[:4] + rows[6:11] + rows[12:], *known) == [(Kind.MISSING, 5, 6), (Kind.MISSING, 12, 12)]


def test_a_missing_row_whose_gap_was_closed_is_named() -> None:
    rows = ledger(20)
    tampered = renumbered(rows[:6] + rows[7:])
    assert found(tampered, head(rows)) == [
        (Kind.MISSING, 7, 7),
        (Kind.OUT_OF_ORDER, 7, 19),
        (Kind.TAIL_CUT, 20, 20),
    ]


def test_three_missing_rows_whose_gap_was_closed_are_named() -> None:
    rows = ledger(20)
    assert [one for one in found(renumbered(rows[:6] + rows[9:])) if one[0] is Kind.MISSING] == [
        (Kind.MISSING, 7, 7),
        (Kind.MISSING, 8, 8),
        (Kind.MISSING, 9, 9),
    ]


@pytest.mark.parametrize("stranger", [written(7, actor="intruder"), replace(written(7), actor="intruder")])
def test_an_inserted_row_is_named_whether_its_hash_was_made_or_not(stranger: Row) -> None:
    rows = ledger(20)
    assert found(renumbered([*rows[:6], stranger, *rows[6:]])) == [
        (Kind.INSERTED, 7, 7),
        (Kind.OUT_OF_ORDER, 8, 21),
    ]


def test_a_number_that_comes_twice_is_an_insertion() -> None:
    rows = ledger(20)
    assert found([*rows[:7], written(7, actor="intruder"), *rows[7:]]) == [(Kind.INSERTED, 7, 7)]


@pytest.mark.parametrize(("one", "other"), [(5, 6), (5, 8), (2, 19)])
def test_two_exchanged_rows_are_named(one: int, other: int) -> None:
    rows = ledger(20)
    rows[one - 1], rows[other - 1] = rows[other - 1], rows[one - 1]
    assert found(renumbered(rows)) == [(Kind.OUT_OF_ORDER, one, one), (Kind.OUT_OF_ORDER, other, other)]


def test_two_exchanged_lines_are_named() -> None:
    rows = ledger(20)
    rows[4], rows[5] = rows[5], rows[4]
    assert found(rows, head(ledger(20))) == [(Kind.OUT_OF_ORDER, 5, 5)]


def test_a_tail_cut_off_behind_a_checkpoint_is_named() -> None:
    rows = ledger(20)
    report = examine(rows[:16], [kept(rows, 20), kept(rows, 12), head(rows[:16])])
    assert report.findings == (Finding(Kind.TAIL_CUT, 17, 20, source="checkpoint 20"),)
    assert report.agrees_with == ("checkpoint 12", "head")


def test_a_past_rewritten_with_all_its_hashes_lies_between_two_checkpoints() -> None:
    rows = ledger(20)
    known = [kept(rows, 8), kept(rows, 16)]
    rows[10] = written(11, actor="intruder")
    assert found(rows, head(rows), *known) == [(Kind.CHECKPOINT_DIFFERS, 9, 16)]


def test_a_wrecked_ledger_is_not_read_for_ever() -> None:
    report = examine(ledger(2 * ENOUGH + 100)[::2], [])
    assert not report.complete
    assert len(report.findings) == ENOUGH + 1


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            Finding(Kind.CHANGED, 7, 7),
            "Entry 7 was changed: what is written there no longer gives the stored hash.",
        ),
        (Finding(Kind.MISSING, 5, 6), "Entries 5-6 were missing."),
        (Finding(Kind.OUT_OF_ORDER, 8, 21, shift=-1), "Entries 8-21 were out of order: written as 7-20."),
        (Finding(Kind.OUT_OF_ORDER, 5, 5), "Entry 5 was out of order: standing behind later ones."),
        (
            Finding(Kind.TAIL_CUT, 17, 20, source="checkpoint 20"),
            "Entries 17-20 were cut off: the checkpoint 20 knows of them, the ledger ends before.",
        ),
        (
            Finding(Kind.CHECKPOINT_DIFFERS, 9, 16, source="checkpoint 16"),
            "One or more of entries 9-16 were rewritten together with the hashes: "
            "the checkpoint 16 has another root.",
        ),
        (
            Finding(Kind.CHECKPOINT_FORGED, source="checkpoint x"),
            "The checkpoint x is not a checkpoint that this ledger's key signed.",
        ),
    ],
)
def test_a_finding_says_its_place_in_a_sentence(finding: Finding, sentence: str) -> None:
    assert str(finding) == sentence

"""The section of docs/benchmarks.md about looking for a person."""

from pathlib import Path
from typing import Any

from .attack import CHANCE, WHOLE
from .run import ON_POSTGRES

TEXT = Path(__file__).with_name("report.md")
LARGE = 100_000
ALL = ("search", "peers", "million", "postgres")
NAMES = {
    "stored": "ours, stored index",
    ON_POSTGRES: "ours, stored index, PostgreSQL",
    "sealed": "ours, index in memory",
    "trigrams": "pg_trgm and re-ranking",
    "primero": "Primero's search",
    "splink": "Splink",
}
OWN = ("stored", "sealed", ON_POSTGRES)
MEANS = ("r1", "r10", "recall_99", "false_none", "false_near", "p50_ms", "p95_ms")

LEAKAGE = """**What stolen tokens tell**, shares of the records of set {data} (the first three: does the attack work?):

| Tokens | with a named token, one pool | kinds known | the largest token has |
|---|---:|---:|---:|
{lines}

"""


def section(run: dict[str, Any]) -> str:
    parts = run["parts"]
    runs = [one for part in ALL if part in parts for one in parts[part]["runs"]]
    return TEXT.read_text().format(
        seed=next(iter(run["ran"].values()))["seed"],
        dev=", *dev* is a third set, made by other hands"
        if any(one["data"] == "dev" for one in runs)
        else "",
        records=LARGE,
        systems="\n".join(_systems([one for one in runs if one["records"] == LARGE])),
        sets="\n".join(_set(one) for one in runs if one["who"] in OWN),
        million="\n".join(_million(one) for one in runs if one["records"] > LARGE),
        bins="\n".join(_bins(runs)),
        leakage=_leakage(parts.get("leakage")),
        cut=_cut(parts.get("leakage")),
        company=_company(parts.get("leakage")),
        goals="\n".join(map(_goal, run["goals"])),
        febrl=_febrl(parts.get("febrl")),
        ran=", ".join(
            f"{name} {part['seconds'] / 60:.0f} ({part['load']:.1f})" for name, part in run["ran"].items()
        ),
        cores=run["machine"]["cores"],
        failed="\n".join(_failed(run)),
        remarks=" ".join(run.get("remarks", ())),
    )


def _systems(runs: list[dict[str, Any]]) -> list[str]:
    lines = []
    for who, words in NAMES.items():
        own = [one for one in runs if one["who"] == who]
        if own:
            mean = {key: sum(one[key] for one in own) / len(own) for key in MEANS}
            shares = " | ".join(f"{mean[key]:.3f}" for key in MEANS[:5])
            lines.append(f"| {words} | {shares} | {mean['p50_ms']:.1f} / {mean['p95_ms']:.1f} |")
    return lines


def _set(run: dict[str, Any]) -> str:
    figures = [f"{run[key]:.3f} ({low:.3f}-{high:.3f})"
               for key in MEANS[:3] for low, high in [run["intervals"][key]]]  # fmt: skip
    figures += [f"{run[key]['r10']:.3f}" for key in ("sibling", "parent")]
    cells = [
        run["who"],
        f"{run['records']:,}",
        run["data"],
        *figures,
        f"{run['duplicates']['recall_99']:.3f}" if run["duplicates"]["n"] else "-",
    ]
    return f"| {' | '.join(cells)} |"


def _million(run: dict[str, Any]) -> str:
    said = run["said"]
    build = [
        f"{said[key]:,.0f}" if key in said else "-"
        for key in ("build_s", "records_per_s", "bytes_per_record")
    ]
    return f"| {NAMES.get(run['who'], run['who'])} | {' | '.join(build)} | {run['p50_ms']:.0f} | {run['p95_ms']:.0f} |"


def _bins(runs: list[dict[str, Any]]) -> list[str]:
    """One line for each index and size, all sets together: n, said and right of each fifth."""
    lines = []
    for who, records in sorted({(one["who"], one["records"]) for one in runs if one["who"] in OWN}):
        bins = [b for one in runs if (one["who"], one["records"]) == (who, records) for b in one["bins"]]
        cells = [
            _pooled([b for b in bins if b["from"] == start]) for start in sorted({b["from"] for b in bins})
        ]
        lines.append(f"| {who} | {records:,} | {' | '.join(cells)} |")
    return lines


def _pooled(bins: list[dict[str, float]]) -> str:
    many = sum(one["n"] for one in bins)
    said, right = (sum(one["n"] * one[key] for one in bins) / many for key in ("said", "right"))
    return f"{said:.2f} / {right:.2f} ({many})"


def _goal(goal: dict[str, Any]) -> str:
    each = ", ".join(f"{data} {value:.3g}" for data, value in goal["by"].items())
    met = "met" if goal["met"] else "missed"
    return (
        f"| {goal['number']} | {goal['goal']} | {goal['target']} | {goal['measured']:.4g} | {each} | {met} |"
    )


def _leakage(found: dict[str, Any] | None) -> str:
    if not found:
        return ""
    rows = {**found["naive"], "our stored index": {
        "one pool": found["stored"][f"worst, {WHOLE}"], "kinds known": found["stored"]["kinds known"][WHOLE],
        "largest": found["stored"]["largest"]}}  # fmt: skip
    lines = [f"| {words} | {row['one pool']:.3f} | {row['kinds known']:.3f} | {row['largest']:.4f} |"
             for words, row in rows.items()]  # fmt: skip
    return LEAKAGE.format(data=found["data"], lines="\n".join(lines))


def _cut(found: dict[str, Any] | None) -> str:
    if not found:
        return "not measured"
    theft = found["stored"]
    typed = theft["kinds known"]
    return (
        f"{theft['worst']:.3f} and {typed['named']:.3f}, or {theft['worst, named, top 3']:.3f} and "
        f"{typed['named, top 3']:.3f} with the values at the ranks beside it; in random order the same pieces name "
        f"{theft[f'worst, {CHANCE}']:.3f} and {typed[CHANCE]:.3f}"
    )


def _company(found: dict[str, Any] | None) -> str:
    if not found:
        return "not measured"
    company = found["stored"]["company"]
    return (
        f"{company['guessed']:.3f} where the attacker guesses the most frequent ones by rank, "
        f"{company['told']:.3f} more where somebody told what these are"
    )


def _febrl(found: dict[str, Any] | None) -> str:
    if not found:
        return "not measured."
    return (
        "5,000 invented Australians and as many worse copies, without the social-security number, by the product's "
        f"scorer through a field map: precision {found['precision']:.4f}, recall {found['recall']:.4f}, "
        f"F1 {found['f1']:.4f} with the threshold learnt from the other half of the people; "
        f"F1 {found['more likely than not']['f1']:.4f} from a probability of one half on."
    )


def _failed(run: dict[str, Any]) -> list[str]:
    parts = {f"part {name}": words for name, words in run["failed"].items()}
    for name, part in run["parts"].items():
        parts |= {f"{name}, {job}": words for job, words in part.get("failed", {}).items()}
    return [
        f"- **could not be measured**: {name} ({words.splitlines()[-1]})" for name, words in parts.items()
    ]

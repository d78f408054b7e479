"""The kinship chain: which records prove that a sponsor is what they say, and which category that makes them.

Every parent-child edge is proved by the younger person's birth record naming that parent, a marriage edge
by the marriage record, an adoption or guardianship edge by its judgment. The solver walks the family from
the child to the sponsor and takes the walk that needs the fewest records nobody holds yet. (An inference of
ours from what ORR asks; counsel checks it.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..reasons import Reason, because
from .relations import category_of, relationship_of

TieKind = Literal["biological", "adoptive", "unknown", "married", "guardian"]

# Longer walks prove no relationship that any category knows.
LONGEST_WALK = 6

# What stands in for a birth record that cannot be had, best first.
FALLBACKS_BIRTH = (
    "late_registration",
    "baptismal_record",
    "hospital_birth_record",
    "school_record",
    "affidavits",
    "consular_affirmation",
    "dna_parentage",
)
FALLBACKS_UNNAMED_PARENT = ("court_filiation_judgment", "dna_parentage", "consular_affirmation")
FALLBACKS_MARRIAGE = ("affidavits", "consular_affirmation")
FALLBACKS_JUDGMENT = ("court_file_copy", "affidavits")


@dataclass(frozen=True)
class Person:
    """``country``: where the births of this person's family are registered, for countries with kinship
    papers.
    """

    id: str
    sex: Literal["female", "male", "unknown"] = "unknown"
    country: str = ""


@dataclass(frozen=True)
class Tie:
    """Parent ties run from the ``elder`` to the ``younger``; marriages either way; guardian (elder) to ward.

    ``proved``: the record is held. ``on_record`` False: the younger person's birth record does not name
    this parent.
    """

    kind: TieKind
    elder: str
    younger: str
    proved: bool = False
    on_record: bool = True


@dataclass(frozen=True)
class Record:
    """A record to obtain. ``of``: whose record; ``names``: who must appear on it. ``fallbacks``: best
    first.
    """

    document: str
    of: str
    names: tuple[str, ...]
    held: bool
    fallbacks: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """The answer. ``walk``: persons from child to sponsor, empty when no tie connects them.

    ``shortcut``: one paper that proves the link in one sheet, where a country has such a thing.
    """

    relationship: str
    category: str
    walk: tuple[str, ...]
    records: tuple[Record, ...]
    shortcut: str
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if not record.held)

    @property
    def proved(self) -> bool:
        """Connected, and every record is held. An unrelated person is never "proved" this way."""
        return bool(self.walk) and not self.missing


@dataclass(frozen=True)
class _Step:
    """One edge of a walk: U to a parent, D to a child, M to a spouse, G to a guardian."""

    move: str
    to: str
    tie: Tie


def solve(
    persons: Iterable[Person],
    ties: Iterable[Tie],
    *,
    child: str,
    sponsor: str,
    was_caregiver: bool | None = None,
    has_custody: bool = False,
    kinship_papers: Sequence[str] = (),
) -> Chain:
    """The smallest set of records that proves the sponsor's relationship, and the category to expect.

    ``was_caregiver``: whether the sponsor was the child's primary caregiver before; None = not known.
    ``has_custody``: legal or joint custody (lifts a step-parent to category 1). ``kinship_papers``:
    countries whose registry certifies a kinship in one paper. The best category wins; within it the fewest
    records still missing.
    """
    family = _Family({person.id: person for person in persons}, tuple(ties), child)
    walks = _walks(family.ties, child, sponsor)
    if not walks:
        category, reasons = category_of("unrelated_adult", was_caregiver, has_custody)
        return Chain("unrelated_adult", category, (), (), "", (because("no_tie_connects"), *reasons))
    chains = []
    for walk in walks:
        relationship = family.relationship(walk)
        category, reasons = category_of(relationship, was_caregiver, has_custody)
        records = _records(walk)
        named = because("relationship", relationship=relationship, records=len(records))
        shortcut = family.shortcut(walk, kinship_papers)
        chains.append(Chain(relationship, category, family.ids(walk), records, shortcut, (named, *reasons)))
    return min(chains, key=_preference)


@dataclass(frozen=True)
class _Family:
    people: dict[str, Person]
    ties: tuple[Tie, ...]
    child: str

    def ids(self, walk: tuple[_Step, ...]) -> tuple[str, ...]:
        return (self.child, *(step.to for step in walk))

    def person(self, id: str) -> Person:
        return self.people.get(id, Person(id))

    def relationship(self, walk: tuple[_Step, ...]) -> str:
        sponsor = walk[-1].to
        half = len(self.parents(self.child) & self.parents(sponsor)) < 2
        return relationship_of("".join(step.move for step in walk), self.person(sponsor).sex, half=half)

    def parents(self, of: str) -> set[str]:
        births = (tie for tie in self.ties if tie.kind not in ("married", "guardian"))
        return {tie.elder for tie in births if tie.younger == of}

    def shortcut(self, walk: tuple[_Step, ...], kinship_papers: Sequence[str]) -> str:
        """One paper for the whole walk: blood links only, all in one country that issues such papers."""
        by_blood = {step.move for step in walk} <= {"U", "D"}
        countries = {self.person(id).country for id in self.ids(walk)}
        one_registry = len(countries) == 1 and countries <= set(kinship_papers)
        return "kinship_certificate" if by_blood and one_registry else ""


def _walks(ties: tuple[Tie, ...], child: str, sponsor: str) -> list[tuple[_Step, ...]]:
    """All simple walks from child to sponsor, in a fixed order."""
    found: list[tuple[_Step, ...]] = []
    todo: list[tuple[_Step, ...]] = [()]
    while todo:
        walk = todo.pop()
        here = walk[-1].to if walk else child
        if here == sponsor and walk:
            found.append(walk)
            continue
        if len(walk) == LONGEST_WALK:
            continue
        been = {child, *(step.to for step in walk)}
        todo.extend((*walk, step) for step in _steps(ties, here) if step.to not in been)
    return found


def _steps(ties: tuple[Tie, ...], here: str) -> list[_Step]:
    steps = []
    for tie in ties:
        if tie.kind == "married" and here in (tie.elder, tie.younger):
            steps.append(_Step("M", tie.younger if here == tie.elder else tie.elder, tie))
        elif tie.kind == "guardian" and here == tie.younger:
            steps.append(_Step("G", tie.elder, tie))
        elif tie.kind not in ("married", "guardian") and here == tie.younger:
            steps.append(_Step("U", tie.elder, tie))
        elif tie.kind not in ("married", "guardian") and here == tie.elder:
            steps.append(_Step("D", tie.younger, tie))
    return steps


def _records(walk: tuple[_Step, ...]) -> tuple[Record, ...]:
    """One record for each edge; edges that stand on the same record share it."""
    merged: dict[tuple[str, str], Record] = {}
    for step in walk:
        record = _record(step.tie)
        known = merged.get((record.document, record.of))
        if known:
            names = tuple(dict.fromkeys((*known.names, *record.names)))
            record = Record(record.document, record.of, names, known.held and record.held, record.fallbacks)
        merged[(record.document, record.of)] = record
    return tuple(merged.values())


def _record(tie: Tie) -> Record:
    if tie.kind == "married":
        of, names = sorted((tie.elder, tie.younger))
        return Record("marriage_certificate", of, (of, names), tie.proved, FALLBACKS_MARRIAGE)
    if tie.kind == "guardian":
        return Record("custody_order", tie.younger, (tie.elder,), tie.proved, FALLBACKS_JUDGMENT)
    if tie.kind == "adoptive":
        return Record("adoption_record", tie.younger, (tie.elder,), tie.proved, FALLBACKS_JUDGMENT)
    if not tie.on_record:
        return Record(
            "parentage_recognition", tie.younger, (tie.elder,), tie.proved, FALLBACKS_UNNAMED_PARENT
        )
    return Record("birth_certificate", tie.younger, (tie.elder,), tie.proved, FALLBACKS_BIRTH)


def _preference(chain: Chain) -> tuple[str, int, int, int, tuple[str, ...]]:
    return chain.category, len(chain.missing), len(chain.records), len(chain.walk), chain.walk

"""Where a fact comes from and how far it may be trusted. Every record of this package carries one
Provenance.
"""

from dataclasses import dataclass
from datetime import date

from reencuentro.engines.partial_date import PartialDate

from .rows import Label, Row

# Two scales. Documents abroad: high = an official source or two that agree, medium = one decent source, low
# = weak or old. U.S. rules: S = seen in the source, K-hi / K-med / K-lo = general knowledge not confirmed,
# D = an inference of ours.
CONFIDENCES = ("high", "medium", "low", "S", "K-hi", "K-med", "K-lo", "D", "unknown")
TRUSTED = frozenset({"high", "medium", "S", "K-hi"})

NO_SOURCE = "none found"


@dataclass(frozen=True)
class Provenance:
    source: tuple[str, ...]
    confidence: str
    as_of: PartialDate | None
    note: str = ""


@dataclass(frozen=True)
class Sourced:
    """A record with a provenance."""

    provenance: Provenance

    @property
    def source(self) -> tuple[str, ...]:
        return self.provenance.source

    @property
    def confidence(self) -> str:
        return self.provenance.confidence

    @property
    def as_of(self) -> PartialDate | None:
        return self.provenance.as_of

    @property
    def unverified(self) -> bool:
        """True when the word "unverified" must stand beside it: confidence K-med or lower, weak, or not
        stated.
        """
        return self.confidence not in TRUSTED

    def stale(self, today: date) -> bool:
        """True when the newest source is more than twelve months old. A fact without a date counts as
        stale.
        """
        if self.as_of is None:
            return True
        return self.as_of.age_on(today)[1] >= 1


@dataclass(frozen=True)
class Term:
    """One word of a closed list, in both languages."""

    code: str
    labels: Label
    help: Label | None = None
    country: str = ""

    def label(self, lang: str) -> str:
        return self.labels(lang)

    def help_text(self, lang: str) -> str:
        return self.help(lang) if self.help else ""


def provenance(row: Row, *, default: Provenance | None = None) -> Provenance:
    """Read source, confidence, as_of and note; what a row leaves out comes from ``default`` (the file's
    head).
    """
    source = row.texts("source")
    confidence = row.one_of("confidence", CONFIDENCES, default.confidence if default else None)
    as_of = row.as_of()
    return Provenance(
        source or (default.source if default else ()),
        confidence,
        as_of or (default.as_of if default else None),
        row.optional_text("note"),
    )


def term(row: Row) -> Term:
    found = Term(row.text("code"), row.label(), row.optional_label("help"), row.optional_text("country"))
    row.done()
    return found

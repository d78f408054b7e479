"""What the catalogue says of a document, in the reader's language, with how far it may be trusted."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.reference import vocabularies
from reencuentro.reference.catalogue import CatalogueEntry

from . import said


def days_of(entry: CatalogueEntry) -> str:
    """How long it usually takes; says plainly when nobody knows."""
    days = entry.typical_days
    low, high = days.low, days.high
    count = _working if days.unit == "working" else _calendar
    if high is None:
        return _("usual time not known") if low is None else _("at least %(days)s") % {"days": count(low)}
    if low is None:
        return _("up to %(days)s") % {"days": count(high)}
    if low == high:
        return count(high)
    if days.unit == "working":
        return _("%(low)s to %(high)s working days") % {"low": low, "high": high}
    return _("%(low)s to %(high)s days") % {"low": low, "high": high}


def _working(count: int) -> str:
    return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}


def _calendar(count: int) -> str:
    if count == 0:
        return _("the same day")
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def fee_of(entry: CatalogueEntry) -> str:
    fee = entry.fee
    if fee.low is None or fee.high is None:
        return _("fee not known")
    if fee.high == 0:
        return _("free of charge")
    amount = f"{fee.low:g}" if fee.low == fee.high else f"{fee.low:g}–{fee.high:g}"
    return f"{amount} {fee.currency}"


@dataclass(frozen=True)
class CatalogueCard:
    """The card that stands beside the questions."""

    title: str
    local_name: str
    rows: list[tuple[str, str]]
    difficulties: list[str]
    sources: list[str]
    unverified: bool
    old: bool
    as_of: str
    note: str


def card(entry: CatalogueEntry, today: date) -> CatalogueCard:
    language = said.language()
    channels = [said.label(vocabularies.get("channels", code)) for code in entry.channels]
    time_note = entry.typical_days.note(language) if entry.typical_days.note else ""
    fee_note = entry.fee.note(language) if entry.fee.note else ""
    return CatalogueCard(
        title=said.paper(entry.document),
        local_name=entry.local_name,
        rows=[
            (_("Office"), entry.authority(language)),
            (_("Where it is issued"), said.label(vocabularies.get("where_issued", entry.where_issued))),
            (_("How"), ", ".join(channels)),
            (_("Who may ask for it"), entry.who_may_request(language)),
            (_("Usual time"), _with_note(days_of(entry), time_note)),
            (_("Fee"), _with_note(fee_of(entry), fee_note) if entry.fee.known else fee_note or fee_of(entry)),
        ],
        difficulties=[difficulty(language) for difficulty in entry.obstacles],
        sources=[source for source in entry.source if source.startswith("http")],
        unverified=entry.unverified,
        old=entry.stale(today),
        as_of=said.partial(entry.as_of),
        note=entry.notes(language) if entry.notes else "",
    )


def _with_note(words: str, note: str) -> str:
    return f"{words} ({note})" if note else words

"""What a Defender's pages say: where, what, by when, at what cost, and what to be careful about."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reencuentro.casework.models import Offer
from reencuentro.casework.queries.work_sheet import OfferSheet
from reencuentro.casework.states import DECLINE_REASONS, URGENCIES
from reencuentro.reference import catalogue, languages, services, vocabularies
from reencuentro.ui import words

from . import catalogue_words, said

URGENCY_TONES = {"critical": "late", "high": "wait", "normal": ""}
HOURS_SOON = 24


@dataclass(frozen=True)
class Fact:
    icon: str
    title: str
    text: str = ""


def tone(code: str) -> str:
    """The ui knows no "quiet": it is a tag without colour."""
    return "" if code == "quiet" else code


def weekday(when: date | datetime) -> str:
    """Thursday 26 November / jueves 26 de noviembre."""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    return date_format(local, r"l j \d\e F" if said.language() == "es" else "l j F")


def hour(when: datetime) -> str:
    return date_format(timezone.localtime(when), "H:i")


def money(amount: Decimal, currency: str) -> str:
    """1,500 HNL: the five countries write a point before the cents."""
    return f"{amount:,.2f}".removesuffix(".00") + f" {currency}"


def title(thing: Any, *, place: str = "") -> str:
    """What is wanted and where. `thing` has service, document, country and department."""
    where = place or said.place(thing.department) or said.country(thing.country)
    return _("%(what)s in %(place)s") % {"what": said.wanted(thing), "place": where}


def urgency(code: str) -> tuple[str, str] | None:
    """Tone and word for a tag; None while nobody has judged it or it is like any other."""
    if code not in ("critical", "high"):
        return None
    word = str(URGENCIES[code])
    text = _("%(urgency)s urgency") % {"urgency": word.lower() if said.language() == "es" else word}
    return URGENCY_TONES[code], text


def answer_by(when: datetime) -> str:
    return _("Please answer by %(day)s, %(hour)s") % {"day": weekday(when), "hour": hour(when)}


def answer_tone(when: datetime, now: datetime) -> str:
    return "late" if (when - now).total_seconds() < HOURS_SOON * 3600 else "wait"


def due(on: date | None, today: date) -> tuple[str, str]:
    """Tone and words for a day that work is due; "" for none."""
    if on is None:
        return "", ""
    left = (on - today).days
    day = {"day": said.day(on), "left": words.days_left(left)}
    if left < 0:
        return "late", _("%(left)s (%(day)s)") % day
    if left == 0:
        return "late", _("Due today")
    return words.urgency(left, 3), _("%(left)s left (%(day)s)") % day


def asker(age: tuple[int, int] | None) -> str:
    if age is None:
        return _("A child held in the United States needs this to leave and be with family.")
    return _("A child aged %(age)s, held in the United States, needs this to leave and be with family.") % {
        "age": said.years(age)
    }


def offer_facts(sheet: OfferSheet, hours: float | None) -> list[Fact]:
    """`hours`: how far the Defender said this department is."""
    entry = catalogue.entry(sheet.country, sheet.document)
    found = [
        Fact("pin", _place(sheet), _travel(hours)),
        Fact("page", *_form_of_paper(sheet)),
        Fact("calendar", *_needed(sheet.needed_by)),
        Fact("money", *costs(sheet.ceiling, sheet.currency)),
    ]
    if entry:
        office = entry.authority(said.language())
        found.insert(1, Fact("building", office, said.label(_where_issued(entry))))
        found.insert(4, Fact("clock", _time_there(entry), fee_there(entry)))
    if sheet.languages or sheet.needs_woman:
        found.append(Fact("chat", spoken(sheet.languages) or _("Spanish"), _who(sheet.needs_woman)))
    text = _("So are the hours at which it is safe to ask.") if sheet.has_safe_hours else ""
    found.append(Fact("lock", _("Names are shown once you accept"), text))
    return found


def _place(sheet: OfferSheet) -> str:
    parts = [said.place(sheet.department), said.country(sheet.country)]
    return ", ".join(part for part in parts if part)


def _travel(hours: float | None) -> str:
    if hours is None:
        return ""
    if hours < 1:
        return _("Less than an hour from you")
    count = f"{hours:g}"
    return ngettext("About %(count)s hour from you", "About %(count)s hours from you", int(hours + 0.9)) % {
        "count": count
    }


def _form_of_paper(sheet: Any) -> tuple[str, str]:
    """What exactly is wanted; `sheet` has certified, original_needed and apostille."""
    if services.get(sheet.service).kind != "document":
        return said.label(services.get(sheet.service)), ""
    head = _("A certified copy") if sheet.certified else _("A legible copy")
    parts = [
        _("The original has to travel") if sheet.original_needed else _("A scan or photograph is enough"),
        _("with apostille") if sheet.apostille else _("no apostille needed"),
    ]
    return head, "; ".join(parts)


def wanted_form(request: Any) -> tuple[str, str]:
    return _form_of_paper(request)


def _needed(on: date | None) -> tuple[str, str]:
    if on is None:
        return _("No fixed day"), _("You say when you can have it.")
    return _("Needed by %(day)s") % {"day": weekday(on)}, ""


def costs(ceiling: Decimal | None, currency: str) -> tuple[str, str]:
    if not ceiling:
        return _("Ask before you spend"), _("We pay what was approved. Keep the receipt.")
    return (
        _("Costs up to %(amount)s without asking") % {"amount": money(ceiling, currency)},
        _("A photograph of the receipt is enough."),
    )


def _where_issued(entry: catalogue.CatalogueEntry) -> Any:
    return vocabularies.get("where_issued", entry.where_issued)


def _time_there(entry: catalogue.CatalogueEntry) -> str:
    return _("The office takes: %(days)s") % {"days": catalogue_words.days_of(entry)}


def fee_there(entry: catalogue.CatalogueEntry) -> str:
    return _("Its fee: %(fee)s") % {"fee": catalogue_words.fee_of(entry)}


def spoken(wanted: list[dict[str, str]]) -> str:
    """Mam (required), Spanish (helps)."""
    levels = {"required": _("required"), "preferred": _("helps")}
    known = {language.code for language in languages.all()}
    return ", ".join(
        f"{said.label(languages.get(one['code']))} ({levels.get(one.get('level', ''), _('helps'))})"
        for one in wanted
        if one.get("code") in known
    )


def _who(needs_woman: bool) -> str:
    return _("A woman is asked for") if needs_woman else ""


def how_there(country: str, document: str, today: date) -> catalogue_words.CatalogueCard | None:
    """How the document is obtained there; None where the catalogue knows nothing of it."""
    entry = catalogue.entry(country, document)
    return catalogue_words.card(entry, today) if entry else None


def doubt(how: catalogue_words.CatalogueCard | None) -> str:
    """How far the card may be trusted, said to somebody who knows the office better than we do."""
    if how and how.unverified:
        return _("Not verified: you know the office better than we do. Tell us what was different.")
    if how and how.old:
        return _("This is from %(date)s and may have changed. Tell us what was different.") % {
            "date": how.as_of or _("an unknown date")
        }
    return ""


def dangers(thing: Any) -> list[str]:
    """What this service means in this country for those who ask, and what the coordination knows besides. `thing` has
    service, country and safety.
    """
    flags = services.get(thing.service).warnings(thing.country)
    found = [said.label(vocabularies.get("sensitivities", code)) for code in flags]
    if thing.safety:
        found.append(_("Could be dangerous: %(what)s") % {"what": said.dangerous(thing.safety)})
    return found


def what_it_takes(offer: Offer, travel: Decimal | None) -> list[Fact]:
    """Hours and fee, as far as the coordination said them. `travel`: hours there and back, as the Defender said."""
    found = []
    if offer.estimated_hours is not None:
        found.append(Fact("clock", *_hours(offer.estimated_hours, travel)))
    if offer.fee_amount is not None:
        amount = money(offer.fee_amount, offer.fee_currency)
        found.append(Fact("money", _("Your fee: %(amount)s") % {"amount": amount}))
    return found


def _hours(hours: Decimal, travel: Decimal | None) -> tuple[str, str]:
    """Nobody has said how long the work takes as long as the hours are those of the travel alone."""
    count, figure = int(hours + Decimal("0.9")), {"hours": f"{hours.normalize():f}"}
    if hours == travel:
        text = ngettext("About %(hours)s hour of travel", "About %(hours)s hours of travel", count)
        return text % figure, _("There and back. The work itself comes on top.")
    text = ngettext("About %(hours)s hour of work", "About %(hours)s hours of work", count)
    return text % figure, _("The travel there and back is in it.")


def decline_reasons() -> list[tuple[str, str]]:
    return [(code, str(word)) for code, word in DECLINE_REASONS.items()]

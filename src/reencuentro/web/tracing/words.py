"""How pages of tracing say things: how likely a lead is, what agrees, and what each act means."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from reencuentro.casework.models import Person
from reencuentro.casework.states import Words
from reencuentro.engines.tracing.types import Description, Evidence
from reencuentro.reference import tracing_words
from reencuentro.tracing.models import Lead, TracingRequest
from reencuentro.tracing.queries.leads import Least
from reencuentro.tracing.states import JUDGEMENTS, JUDGEMENTS_OF_CHILDREN, ORIGINS
from reencuentro.web import said

# From which probability on a lead is called so; the figure always stands beside it.
VERY_LIKELY, LIKELY, POSSIBLE = 0.9, 0.7, 0.4
UNSAID = ("kin", "extra")  # said apart; for other data than ours


@dataclass(frozen=True)
class Row:
    """A lead as a list shows it."""

    lead: Lead
    how: str
    figure: str
    office: str
    agree: str
    differ: str
    tone: str
    state: str


def tone(code: str) -> str:
    return "" if code == "quiet" else code


def sought(request: TracingRequest) -> str:
    """What is looked for: "Wenceslao Quetzalteco", "Brothers and sisters of …"."""
    name = {"name": request.person.full_name}
    if request.sought == "sibling":
        return _("Brothers and sisters of %(name)s") % name
    if request.sought == "children":
        return _("Children of %(name)s") % name
    return name["name"]


def who(person: Person, found: Container[UUID]) -> str:
    """A person of the case in a list of choices. `found`: ids of those of whom the reader knows where they are."""
    role = _("the child") if person.is_child else said.relationship(person.relationship)
    parts = [role] if role else []
    if person.unlocated and person.pk not in found:
        parts.append(_("not found yet"))
    return f"{person.full_name} ({', '.join(parts)})" if parts else person.full_name


def likelihood(probability: float) -> str:
    if probability >= VERY_LIKELY:
        return _("Very likely")
    if probability >= LIKELY:
        return _("Likely")
    return _("Possible") if probability >= POSSIBLE else _("Doubtful")


def figure(probability: float, sought_for: str) -> str:
    """What the probability means, in whole leads; nothing is ever certain."""
    number = {"number": min(99, max(1, round(probability * 100)))}
    if sought_for == "sibling":
        return _("About %(number)s of 100 such leads are a sister or brother.") % number
    if sought_for == "children":
        return _("About %(number)s of 100 such leads are a child of this person.") % number
    return _("About %(number)s of 100 such leads are the same person.") % number


def evidence(rows: Iterable[Evidence]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(group, [(what was compared, how far it agrees)]): what agrees, what differs, and what is not known."""
    groups: dict[str, list[Evidence]] = {"agree": [], "differ": [], "unknown": []}
    for one in sorted(rows, key=lambda one: -abs(one.weight)):
        groups[group(one)].append(one)
    unknown = groups["unknown"]
    return [
        (_("What agrees"), [_compared(one) for one in groups["agree"]]),
        (_("What differs"), [_compared(one) for one in groups["differ"]]),
        (_("What is not known"), [*_kin(unknown), *_unknown(unknown)]),
    ]


def _compared(one: Evidence) -> tuple[str, str]:
    return tracing_words.field(one.field, said.language()), tracing_words.how(one, said.language())


def _kin(rows: Iterable[Evidence]) -> list[tuple[str, str]]:
    return [_compared(one) for one in rows if one.field == "kin"]


def _unknown(rows: Iterable[Evidence]) -> list[tuple[str, str]]:
    """All of them in one line: they say nothing, so they must not take the page."""
    names = [
        tracing_words.field(one.field, said.language()).lower() for one in rows if one.field not in UNSAID
    ]
    return [(_("Not known on one side"), ", ".join(names))] if names else []


def group(one: Evidence) -> str:
    """Missing is not disagreement, and that a sister or brother would look the same is none either."""
    if one.weight == 0 or one.code == "unknown" or one.field == "kin":
        return "unknown"
    return "agree" if one.weight > 0 else "differ"


def row(one: Least) -> Row:
    return Row(
        lead=one.lead,
        how=likelihood(one.probability),
        figure=figure(one.probability, one.lead.sought),
        office=one.office,
        agree=fields(one.evidence, "agree"),
        differ=fields(one.evidence, "differ"),
        tone=tone(one.lead.tone),
        state=str(one.lead.state_words),
    )


def fields(rows: Iterable[Evidence], which: str) -> str:
    return ", ".join(
        tracing_words.field(one.field, said.language()).lower() for one in rows if group(one) == which
    )


def verdicts(sought_for: str) -> dict[str, Words]:
    """What somebody may say of a lead, as it is meant for what is looked for."""
    return JUDGEMENTS if sought_for != "children" else JUDGEMENTS_OF_CHILDREN


def verdict(code: str, sought_for: str) -> str:
    return str(verdicts(sought_for)[code]) if code in verdicts(sought_for) else str(JUDGEMENTS[code])


def origin(lead: Lead) -> str:
    return str(ORIGINS[lead.origin])


def side(described: Description) -> dict[str, str]:
    """One record in words, as far as it is shown: no numbers, no telephones."""
    sexes = {"female": _("Female"), "male": _("Male")}
    places = (
        described.village,
        described.municipality,
        described.department,
        said.country(described.country),
    )
    return {
        "names": "\n".join(f"{one.given} {one.surnames}".strip() for one in described.names),
        "called": ", ".join(described.nicknames),
        "sex": sexes.get(described.sex, ""),
        "birth": said.partial(described.birth),
        "place": ", ".join(part for part in places if part),
        "mother": "\n".join(described.mothers),
        "father": "\n".join(described.fathers),
    }


def side_labels() -> dict[str, str]:
    return {
        "names": _("Names"),
        "called": _("Called"),
        "sex": _("Sex"),
        "birth": _("Born"),
        "place": _("Place"),
        "mother": _("Mother"),
        "father": _("Father"),
    }

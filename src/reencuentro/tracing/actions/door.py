"""Who is entered, compared with everybody who is known already: two offices must not hold one child as two."""

from collections.abc import Iterator
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.audit import log
from reencuentro.cardindex.errors import IndexAway
from reencuentro.cardindex.searching import Found
from reencuentro.casework.actions._story import coordinators
from reencuentro.casework.actions.cases import link_cases
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid, NotAllowed
from reencuentro.casework.models import CaseLink, Person
from reencuentro.casework.queries.visible import cases_of
from reencuentro.casework.rules import may, require
from reencuentro.reference import tracing_policy
from reencuentro.tracing.models import Judgement, Lead
from reencuentro.tracing.queries import finding_people
from reencuentro.tracing.queries.limits import overdone

from . import findings, leads
from ._story import hold, tell, who

Kind = Literal["person", "sibling"]
Hit = tuple[Kind, Found]
KINDS: tuple[Kind, ...] = ("person", "sibling")
SETTLED = ("same", "sibling", "not_same")


def look(person: Person, *, by: User) -> int:
    """Compare somebody who was just entered or changed; returns how many leads are new or came back.

    What `by` may see of them is asked elsewhere (queries.door): they are never told how many there are. While the index
    is away nothing is lost: the worker looks again. Raises NotAllowed.

    Whoever has asked the index too often in this hour (queries.limits) is not answered now: what they wrote is saved,
    and others find it at once, but it is compared from this side only when the hour is over (actions.rounds). So a
    record cannot be guessed word by word, no child is lost, and nobody is told that the door keeps silent: that, too,
    would be an answer.
    """
    require(by, "edit", person.case)
    if overdone(by):
        return 0
    try:
        return _write_down(person, find(person), by=by)
    except IndexAway:
        return 0


def look_again(person: Person, hits: list[Hit]) -> int:
    """The same by itself, for a card that changed: `hits` is what `find` gave before anything was locked."""
    return _write_down(person, hits, by=None)


def find(person: Person) -> list[Hit]:
    """Who is like this person. Before anything is locked, as it may take a while. Raises IndexAway."""
    if person.do_not_trace or person.case.state != "open":
        return []  # who may not be found is not looked for behind their back either
    return list(_hits(person))


@transaction.atomic
def _write_down(person: Person, hits: list[Hit], *, by: User | None) -> int:
    fresh = [lead for kind, found in hits for lead in _note(person, found, kind)]
    facts = {"found": len(hits), "leads": len(fresh)}
    log.record("tracing.door", by=who(by), about=person, case=person.case.code, **facts)
    for lead in fresh:
        path = f"/tracing/leads/{lead.pk}/"
        tell(coordinators(lead.case), "tracing_alike", lead.case, path=path, but=by)
    return len(fresh)


def _hits(person: Person) -> Iterator[Hit]:
    """Each person once: as the same one rather than as a sibling, which is noticed between children alone."""
    least = tracing_policy.policy().door_from
    seen = set()
    for kind in KINDS if person.is_child else KINDS[:1]:
        for hit in finding_people.that_fit(person, kind):
            if hit.person not in seen and finding_people.likely(hit, least):
                seen.add(hit.person)
                yield kind, hit


def _note(person: Person, hit: Found, kind: Kind) -> Iterator[Lead]:
    """The lead, if it is new or came back; nothing for cases that somebody has linked already."""
    for found, match in leads.others(person.case_id, [hit]):
        if kind == "sibling" and not found.is_child:
            continue
        if CaseLink.objects.filter(case=person.case_id, other=found.case_id).exists():
            continue
        one, other = _as_first_seen(person, found, kind)
        lead = leads.pair(one, other, match, sought=kind, origin="door")
        if lead is not None:
            yield lead


def _as_first_seen(person: Person, found: Person, kind: Kind) -> tuple[Person, Person]:
    """A pair is one lead, whichever of the two was entered last."""
    known = Lead.objects.filter(person=found, found=person, sought=kind).exists()
    return (found, person) if known else (person, found)


@transaction.atomic
def settle(lead: Lead, verdict: str, *, by: User, because: str) -> None:
    """Whoever works on both cases says what it is: same or sibling (the cases are linked) or not_same.

    Raises NotAllowed for anybody else, Invalid.
    """
    both = {case.pk: case for case in (lead.person.case, lead.found.case)}
    works_on = cases_of(by).filter(pk__in=both).count()
    if works_on < len(both) or not any(may(by, "edit", case) for case in both.values()):
        raise NotAllowed("settle")
    if verdict not in SETTLED:
        raise Invalid("verdict", _("Choose what you think."))
    if not because.strip():
        raise Invalid("because", _("Write the reason for your judgement."))
    hold(lead)
    lead.move(verdict)
    lead.save(update_fields=["state"])
    Judgement.objects.create(case=lead.case, lead=lead, verdict=verdict, because=because, by=by, at=now())
    if verdict != "not_same":
        findings.make(lead, by=by)
        _link(lead, by=by, because=because)
    log.record("lead.judge", by=by, about=lead, case=lead.case.code, verdict=verdict, state=lead.state)


def _link(lead: Lead, *, by: User, because: str) -> None:
    one, other = lead.person.case, lead.found.case
    if not CaseLink.objects.filter(case=one, other=other).exists():
        link_cases(one, other, by=by, because=because, kind="found", seen_by="legal")

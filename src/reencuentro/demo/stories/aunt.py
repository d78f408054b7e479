"""Dinora, who raised Ana Ruth: sent to another state at the border, found in the case of another office, confirmed by
two people, opened by counsel of both sides. They speak by video now; the search is closed.

Whoever looks for her from now on may be sent by the men who killed her sister: neither record can be found any more.
"""

from reencuentro.accounts.models import User
from reencuentro.casework.actions import cases, clocks, consents, obstacles, people, requests
from reencuentro.casework.models import Case, Finding, Person
from reencuentro.demo.timeline import Story
from reencuentro.demo.world import World, child_of, open_case
from reencuentro.tracing.actions import findings, hiding, judging, knowing, searching
from reencuentro.tracing.actions import requests as tracing
from reencuentro.tracing.models import Lead, TracingRequest

from .ana_ruth import NEVER_TELL, PLACE, SPANISH
from .paths import review

SAME = "The same names, year and village, and both were stopped at the border on the same day."


def aunt(world: World) -> Story:
    yield world.days.ago(262, 15)
    request = _ask(world, world.cases["ana_ruth"])
    yield world.days.ago(259, 10)
    other = _open_her_case(world)
    yield world.days.ago(258, 9)
    searching.search(request, by=world["hannah"])  # once more, as she does every morning
    lead = Lead.objects.get(request=request)
    _judge(world, lead, first="teresa", second="rosalind")
    yield world.days.ago(257, 9)
    _judge(world, lead, first="rosalind", second="teresa")
    yield world.days.ago(256, 10)
    _counsel_decides(world, lead)
    _tie_the_cases(world, request.case, other)
    yield world.days.ago(244, 17)
    tracing.reunite(request, by=world["hannah"])
    tracing.close(request, by=world["hannah"], because="They speak by video every Saturday.")
    yield world.days.ago(243, 10)
    _let_nobody_find_her(world, lead)


def _ask(world: World, case: Case) -> TracingRequest:
    hannah, days = world["hannah"], world.days
    consent = consents.record_consent(
        case, child_of(case), by=hannah, recipients="tracing", data_classes=["identity", "family"], country="SV",
        purpose="To find the aunt who raised her.", language="spa", signer="Hannah Abrams", signer_basis="counsel",
        assent="She asks for her aunt every night.", given_on=days.day(-262), expires_on=days.day(-80),
    )  # fmt: skip
    request: TracingRequest = tracing.ask(
        case, Person.objects.get(case=case, relationship="aunt"), by=hannah, consent=consent, do_not_tell=NEVER_TELL,
        because="Her aunt was taken away from her at the border. She is the only one left who can receive her.",
    )  # fmt: skip
    searching.search(request, by=hannah)
    return request


def _open_her_case(world: World) -> Case:
    """Another office opens it, in another state: her case is her own."""
    days, daniel = world.days, world["daniel"]
    case = open_case(
        by=daniel, coordinator=world["teresa"], given="Dinora", surname1="Guevara", surname2="Ayala", country="SV",
        custody_since=days.day(-297), birth_date=days.about(26), facility="Red Mesa Processing Center (invented)",
        where="New Mexico",
    )  # fmt: skip
    herself = child_of(case)
    people.change_person(
        herself, by=daniel, version=herself.version, sex="female", birth_place=PLACE, languages=SPANISH
    )
    obstacles.raise_obstacle(case, "sponsor_home_country_id_weak", by=daniel)
    request = requests.ask(
        case, by=daniel, service="id_document_copy", document="national_id", country="SV", department="SV.09",
        subject=herself, release={herself: ["names", "birth_date"]}, never_tell=NEVER_TELL,
        why="She lost her identity card on the way.",
    )  # fmt: skip
    review(request, by=world["teresa"])
    return case


def _judge(world: World, lead: Lead, *, first: str, second: str) -> None:
    """Each of the two sees both sides with the other's word, and says what they see."""
    judge, other = world[first], world[second]
    cases.take_case(lead.case, by=judge)
    asked = knowing.ask(lead, by=judge, because="The names alone do not tell her from her cousins.")
    knowing.grant(asked, by=other)
    knowing.look(lead, by=judge)
    judging.judge(Lead.objects.get(pk=lead.pk), "same", by=judge, because=SAME)


def _counsel_decides(world: World, lead: Lead) -> None:
    """First of all who may learn of it: the child advocate, and counsel of the other side."""
    here, there = Finding.objects.get(lead=lead), Finding.objects.get(lead_there=lead)
    _allow(here, by=world["hannah"], audiences=("other_who", "other_reach", "child_advocate"))
    _allow(there, by=world["daniel"], audiences=("other_who", "other_reach"))


def _allow(finding: Finding, *, by: User, audiences: tuple[str, ...]) -> None:
    for audience in audiences:
        findings.decide(finding, audience, True, by=by, because="Both want to hear of each other.")


def _tie_the_cases(world: World, case: Case, other: Case) -> None:
    hannah, daniel = world["hannah"], world["daniel"]
    cases.add_member(other, hannah, "legal_team", by=daniel, because="She acts for the niece.")
    cases.link_cases(case, other, by=hannah, because="She raised Ana Ruth; separated at the border.")
    clocks.set_clock(other, "Hearing of both, joined", world.days.day(40), by=daniel)


def _let_nobody_find_her(world: World, lead: Lead) -> None:
    because = (
        "The men who killed her sister ask for the family. Whoever looks for her now may be one of them."
    )
    hiding.hide(lead.person, by=world["hannah"], because=because)
    hiding.hide(lead.found, by=world["daniel"], because=because)

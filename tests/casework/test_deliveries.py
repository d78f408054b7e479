import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from reencuentro.casework.actions import cases, deliveries, documents, findings
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow
from reencuentro.casework.models import Delivery, Document, Finding, Person, Request
from reencuentro.casework.queries import case_page, visible
from reencuentro.casework.queries.deliveries import open_to
from reencuentro.casework.queries.findings import may_know
from reencuentro.notify.models import Notice
from reencuentro.vault import files, intake
from tests import cast as the
from tests.cast import Cast


def photo(name: str = "partida.jpg") -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.effect_noise((900, 700), 60).convert("RGB").save(picture, "JPEG", quality=80)
    return SimpleUploadedFile(name, picture.getvalue(), content_type="image/jpeg")


def test_a_delivery_is_sealed_with_the_key_of_the_case_and_a_clean_copy(cast: Cast) -> None:
    assignment = the.assigned(cast)
    sent = photo()
    delivery = deliveries.deliver(assignment, [sent], by=cast.defender, result="obtained")
    paper = Document.objects.get(delivery=delivery)
    assert (paper.file.box_id, paper.clean_copy.box_id) == (assignment.case.box_id, assignment.case.box_id)
    sent.seek(0)
    with files.open_for(cast.coordinator, paper.file, why="review", about=paper) as opened:
        assert opened.read() == sent.read()
    assert Request.objects.get().state == "delivered"
    assert Notice.objects.filter(to=cast.coordinator, kind="delivery_made").count() == 1


def test_a_phone_that_retries_delivers_once(cast: Cast) -> None:
    assignment = the.assigned(cast)
    form = uuid4()
    sent = [
        deliveries.deliver(assignment, [photo()], by=cast.defender, result="obtained", client_id=form)
        for _ in "ab"
    ]
    assert sent[0].pk == sent[1].pk
    assert (Delivery.objects.count(), Document.objects.count()) == (1, 1)


def test_a_file_that_is_not_what_it_seems_stores_nothing(cast: Cast) -> None:
    assignment = the.assigned(cast)
    page = SimpleUploadedFile("partida.jpg", b"<html><script>alert(1)</script>", content_type="image/jpeg")
    with pytest.raises(intake.Refused):
        deliveries.deliver(assignment, [photo(), page], by=cast.defender, result="obtained")
    assert (Delivery.objects.count(), Document.objects.count(), Request.objects.get().state) == (
        0,
        0,
        "assigned",
    )


def test_something_obtained_needs_a_file_or_words(cast: Cast) -> None:
    assignment = the.assigned(cast)
    for result, field in (("obtained", "files"), ("burnt", "result")):
        with pytest.raises(Invalid) as refused:
            deliveries.deliver(assignment, [], by=cast.defender, result=result)
        assert refused.value.field == field
    assert deliveries.deliver(assignment, [], by=cast.defender, result="not_found").result == "not_found"


def test_advocates_read_a_delivery_only_after_it_was_checked(cast: Cast) -> None:
    delivery = the.delivered(cast)
    case = delivery.case
    cases.add_member(case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")

    def readers() -> list[bool]:
        return [
            open_to(user, delivery)
            for user in (cast.coordinator, cast.advocate, cast.child_advocate, cast.stranger)
        ]

    assert readers() == [True, False, False, False]
    deliveries.accept(delivery, by=cast.coordinator)
    assert readers() == [True, True, True, False]


def test_sending_back_needs_a_reason_and_leaves_the_work_with_the_defender(cast: Cast) -> None:
    delivery = the.delivered(cast)
    with pytest.raises(Invalid):
        deliveries.send_back(delivery, by=cast.coordinator, because="")
    deliveries.send_back(delivery, by=cast.coordinator, because="No stamp.")
    with pytest.raises(NotNow):
        deliveries.accept(delivery, by=cast.coordinator)
    assert (Request.objects.get().state, delivery.review_said) == ("assigned", "No stamp.")
    assert Notice.objects.filter(to=cast.defender, kind="delivery_sent_back").count() == 1


def test_only_a_coordinator_of_the_case_checks(cast: Cast) -> None:
    delivery = the.delivered(cast)
    for other in (cast.other_coordinator, cast.advocate, cast.defender, cast.administrator):
        with pytest.raises(NotAllowed):
            deliveries.accept(delivery, by=other)


def located(cast: Cast) -> Delivery:
    """A parent was found and the delivery accepted; a child advocate belongs to the case."""
    case = the.a_case(cast)
    cases.add_member(case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")
    request = the.a_request(cast, case, service="locate_person", document="")
    delivery = the.delivered(cast, the.assigned(cast, the.offered(cast, the.reviewed(cast, request))))
    deliveries.accept(delivery, by=cast.coordinator)
    return delivery


def test_parent_located_goes_to_counsel_and_to_nobody_else(cast: Cast) -> None:
    delivery = located(cast)
    assert [n.to for n in Notice.objects.filter(kind="counsel_decision_needed")] == [cast.advocate]
    assert [open_to(u, delivery) for u in (cast.advocate, cast.child_advocate)] == [True, False]
    seen = {
        user.pk: [
            finding.pk
            for finding in case_page.case_page(visible.case_for(user, delivery.case.code), user).findings
        ]
        for user in (cast.advocate, cast.child_advocate, cast.coordinator)
    }
    finding = Finding.objects.get()
    assert seen == {cast.advocate.pk: [finding.pk], cast.child_advocate.pk: [], cast.coordinator.pk: []}
    verbs = {
        user.pk: [
            e.verb for e in case_page.case_page(visible.case_for(user, delivery.case.code), user).events
        ]
        for user in (cast.advocate, cast.child_advocate, cast.coordinator)
    }
    assert ["finding.make" in told for told in verbs.values()] == [True, False, False]


def test_counsel_decides_audience_by_audience_and_may_change_it(cast: Cast) -> None:
    delivery = located(cast)
    finding = Finding.objects.get()
    audiences = ("sponsor", "case_manager", "court", "child_advocate", "coordinator")
    assert [may_know(finding, audience) for audience in audiences] == [False] * 5
    with pytest.raises(NotAllowed):
        findings.decide(finding, "court", True, by=cast.coordinator, because="x")
    for audience, because, field in (("neighbour", "x", "audience"), ("court", " ", "because")):
        with pytest.raises(Invalid) as refused:
            findings.decide(finding, audience, True, by=cast.advocate, because=because)
        assert refused.value.field == field
    findings.decide(finding, "child_advocate", True, by=cast.advocate, because="She needs it for the BID.")
    findings.decide(finding, "court", False, by=cast.advocate, because="It would be used for removal.")
    finding = Finding.objects.get()
    assert [may_know(finding, audience) for audience in audiences] == [False, False, False, True, False]
    assert open_to(cast.child_advocate, delivery)
    findings.decide(
        finding, "child_advocate", False, by=cast.advocate, because="The father asked for silence."
    )
    assert not open_to(cast.child_advocate, delivery)
    assert finding.decisions.count() == 3


def test_a_document_opens_to_exactly_those_who_may(cast: Cast) -> None:
    from django.http import Http404

    assignment = the.assigned(cast)
    deliveries.deliver(assignment, [photo()], by=cast.defender, result="obtained")
    paper = Document.objects.get()

    def openers() -> list[str]:
        found = []
        for name, user in vars(cast).items():
            try:
                visible.document_for(user, paper.pk)
                found.append(name)
            except Http404:
                pass
        return found

    assert openers() == ["coordinator", "defender"]
    deliveries.accept(Delivery.objects.get(), by=cast.coordinator)
    assert openers() == ["advocate", "coordinator", "defender"]


def test_what_is_left_of_a_damaged_paper_is_kept_with_what_can_be_read(cast: Cast) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    paper = documents.add_document(
        case, photo("carne.jpg"), by=cast.advocate, kind="school_record", person=child, damaged=True
    )
    documents.say_what_is_readable(paper, {"name": "N_hum", "year": "2021", "school": " "}, by=cast.advocate)
    assert Document.objects.get().readable == {"name": "N_hum", "year": "2021"}
    with pytest.raises(NotAllowed):
        documents.add_document(case, photo(), by=cast.stranger, kind="school_record")
    elsewhere = Person.objects.get(case=the.a_case(cast))
    with pytest.raises(Invalid):
        documents.add_document(case, photo(), by=cast.advocate, kind="school_record", person=elsewhere)

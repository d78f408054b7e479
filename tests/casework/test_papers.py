from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reencuentro.casework.actions import deliveries, papers, requests, work
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow
from reencuentro.casework.models import Assignment, Document, DraftPaper
from reencuentro.vault import files, intake
from reencuentro.vault.models import SealedFile
from tests import cast as the
from tests.cast import Cast

from .test_deliveries import photo


def sent(cast: Cast, assignment: Assignment | None = None) -> DraftPaper:
    return papers.add_paper(assignment or the.assigned(cast), photo(), by=cast.defender)


def test_pages_sent_one_by_one_become_the_papers_of_the_delivery(cast: Cast) -> None:
    assignment = the.assigned(cast)
    first, second = sent(cast, assignment), sent(cast, assignment)
    assert (Document.objects.count(), first.file.box_id) == (0, assignment.case.box_id)
    delivery = deliveries.deliver(assignment, [photo()], by=cast.defender, result="obtained")
    kept = set(Document.objects.filter(delivery=delivery).values_list("file_id", flat=True))
    assert {first.file_id, second.file_id} < kept
    assert (len(kept), DraftPaper.objects.count()) == (3, 0)


def test_pages_alone_are_enough_for_something_obtained(cast: Cast) -> None:
    assignment = the.assigned(cast)
    with pytest.raises(Invalid):
        deliveries.deliver(assignment, [], by=cast.defender, result="obtained")
    sent(cast, assignment)
    assert deliveries.deliver(assignment, [], by=cast.defender, result="obtained").documents.count() == 1


def test_a_page_that_a_phone_sends_three_times_is_one_page(cast: Cast) -> None:
    assignment, form = the.assigned(cast), uuid4()
    pages = {papers.add_paper(assignment, photo(), by=cast.defender, client_id=form).pk for _ in range(3)}
    assert (len(pages), SealedFile.objects.count()) == (1, 2)


def test_a_page_that_is_refused_leaves_the_others(cast: Cast) -> None:
    assignment = the.assigned(cast)
    kept = sent(cast, assignment)
    fake = SimpleUploadedFile("partida.jpg", b"<html><script>alert(1)</script>", content_type="image/jpeg")
    with pytest.raises(intake.Refused):
        papers.add_paper(assignment, fake, by=cast.defender)
    assert [draft.pk for draft in DraftPaper.objects.all()] == [kept.pk]


def test_a_page_taken_out_is_destroyed_and_taking_it_out_twice_is_once(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    assignment = the.assigned(cast)
    draft = sent(cast, assignment)
    paths = [files.path_of(draft.file_id), files.path_of(draft.clean_copy_id)]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        papers.remove_paper(assignment, draft.pk, by=cast.defender)
        papers.remove_paper(assignment, draft.pk, by=cast.defender)
    assert not any(path.exists() for path in paths)
    assert (DraftPaper.objects.count(), SealedFile.objects.count()) == (0, 0)


def test_nobody_else_adds_or_takes_out_a_page(cast: Cast) -> None:
    assignment = the.assigned(cast)
    draft = sent(cast, assignment)
    for other in (cast.other_defender, cast.coordinator, cast.advocate):
        with pytest.raises(NotAllowed):
            papers.add_paper(assignment, photo(), by=other)
        with pytest.raises(NotAllowed):
            papers.remove_paper(assignment, draft.pk, by=other)
    assert DraftPaper.objects.count() == 1


def test_a_page_after_the_delivery_waits_for_it_to_come_back(cast: Cast) -> None:
    assignment = the.assigned(cast)
    delivery = the.delivered(cast, assignment)
    with pytest.raises(NotNow):
        sent(cast, assignment)
    deliveries.send_back(delivery, by=cast.coordinator, because="Page two is missing.")
    assert sent(cast, assignment).assignment_id == assignment.pk


def test_there_is_an_end_to_the_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "MOST_PAGES", 1)
    assignment = the.assigned(cast)
    sent(cast, assignment)
    with pytest.raises(Invalid) as refused:
        sent(cast, assignment)
    assert refused.value.field == "files"


@pytest.mark.parametrize("how", ["hand_back", "withdraw"])
def test_pages_of_work_that_ended_are_swept_and_those_of_living_work_stay(cast: Cast, how: str) -> None:
    ended, living = the.assigned(cast), the.assigned(cast)
    sent(cast, ended)
    kept = sent(cast, living)
    assert papers.sweep() == 0
    if how == "hand_back":
        work.hand_back(ended, by=cast.defender, because="I am ill.")
    else:
        requests.withdraw(ended.request, by=cast.advocate, because="No longer needed.")
    assert (papers.sweep(), papers.sweep()) == (1, 0)
    assert [draft.pk for draft in DraftPaper.objects.all()] == [kept.pk]
    assert SealedFile.objects.count() == 2


def test_a_page_is_the_defenders_alone_until_it_is_delivered(cast: Cast) -> None:
    from reencuentro.casework.queries import case_page, visible

    draft = sent(cast)
    case = visible.case_for(cast.coordinator, draft.case.code)
    assert case_page.case_page(case, cast.coordinator).documents == []

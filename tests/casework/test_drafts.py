"""What somebody types into a long form is kept for them alone."""

import pytest
from django.utils import timezone

from reencuentro.casework.actions import cases, drafts, erasure
from reencuentro.casework.models import Draft
from tests import cast as the

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> the.Cast:
    return the.people()


def test_two_parts_are_kept_side_by_side_and_a_done_part_stays_done(cast):
    drafts.keep("request", "R-1", "need", {"service": ["x"]}, by=cast.advocate, done=True)
    drafts.keep("request", "R-1", "purpose", {"why": ["y"]}, by=cast.advocate)
    draft = drafts.keep("request", "R-1", "need", {"service": ["z"]}, by=cast.advocate)
    assert draft.data["parts"] == {
        "need": {"typed": {"service": ["z"]}, "done": True},
        "purpose": {"typed": {"why": ["y"]}, "done": False},
    }
    assert Draft.objects.count() == 1


def test_a_draft_is_its_writers_and_is_thrown_away_alone(cast):
    first = drafts.keep("request", "R-1", "need", {}, by=cast.advocate)
    drafts.keep("request", "R-1", "need", {}, by=cast.colleague)
    assert drafts.client_id(first) != drafts.client_id(drafts.load("request", "R-1", by=cast.colleague))
    drafts.discard("request", "R-1", by=cast.advocate)
    assert drafts.load("request", "R-1", by=cast.advocate) is None
    assert drafts.load("request", "R-1", by=cast.colleague) is not None


def test_erasing_a_case_takes_the_drafts_about_it_along(cast):
    case = the.a_case(cast)
    drafts.keep("request", case.code, "search", {"full_name": ["Nahum"]}, by=cast.advocate)
    cases.end_case(case, "released", by=cast.advocate, ended_on=timezone.localdate())
    erasure.ask_to_erase(case, by=cast.advocate, because="Asked for by the family")
    erasure.erase(case, by=cast.administrator)
    assert not Draft.objects.exists()

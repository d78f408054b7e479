from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, consents, messages
from reencuentro.casework.errors import Invalid, NotAllowed, NotNow
from reencuentro.casework.models import Case, Consent, Message, Person
from reencuentro.notify.models import Notice
from tests import cast as the
from tests.cast import Cast


def who_may_write(cast: Cast, case: Case, channel: str, request=None) -> list[str]:  # type: ignore[no-untyped-def]
    found = []
    for name, user in vars(cast).items():
        try:
            messages.write(case, channel, "Hello.", by=user, request=request)
            found.append(name)
        except NotAllowed:
            pass
    return found


def test_each_channel_is_open_to_its_own_people(cast: Cast) -> None:
    assignment = the.assigned(cast)
    case, request = assignment.case, assignment.request
    assert who_may_write(cast, case, "advocate") == ["advocate", "coordinator"]
    assert who_may_write(cast, case, "internal") == ["coordinator"]
    assert who_may_write(cast, case, "defender", request) == ["advocate", "coordinator", "defender"]
    assert who_may_write(cast, case, "defender") == []


def test_a_request_of_another_case_opens_no_channel(cast: Cast) -> None:
    assignment = the.assigned(cast)
    with pytest.raises(NotAllowed):
        messages.write(the.a_case(cast), "defender", "Hello.", by=cast.advocate, request=assignment.request)


def test_readers_are_told_and_the_words_stay_sealed(cast: Cast) -> None:
    assignment = the.assigned(cast)
    messages.write(
        assignment.case,
        "defender",
        "The father is in Choluteca.",
        by=cast.defender,
        request=assignment.request,
    )
    told = {(n.to.role, n.path) for n in Notice.objects.filter(kind="message_received")}
    page = f"/requests/{assignment.request_id}/"
    assert told == {("advocate", page), ("coordinator", page)}
    assert "Choluteca" not in str(list(Entry.objects.values_list("details", flat=True)))
    assert Message.objects.get().body == "The father is in Choluteca."


def test_an_empty_message_is_refused_and_a_double_click_is_one(cast: Cast) -> None:
    case = the.a_case(cast)
    with pytest.raises(Invalid):
        messages.write(case, "advocate", " \n", by=cast.advocate)
    form = uuid4()
    for _again in "ab":
        messages.write(case, "advocate", "Once.", by=cast.advocate, client_id=form)
    assert Message.objects.count() == 1


def consent(cast: Cast, case: Case, **changes):  # type: ignore[no-untyped-def]
    today = timezone.localdate()
    values = {
        "by": cast.advocate,
        "recipients": "defender",
        "data_classes": ["names", "birth"],
        "purpose": "To obtain the birth record.",
        "language": "spa",
        "signer": "N. Q.",
        "signer_basis": "counsel",
        "given_on": today,
        "expires_on": today + timedelta(days=180),
    }
    return consents.record_consent(case, Person.objects.get(case=case), **(values | changes))


def test_a_consent_says_whose_data_to_whom_for_what_and_until_when(cast: Cast) -> None:
    case = the.a_case(cast)
    consent(cast, case, assent="He nodded and drew his house.", witness="Social worker")
    saved = Consent.objects.get()
    assert (saved.state, saved.data_classes, saved.assent) == (
        "given",
        ["names", "birth"],
        "He nodded and drew his house.",
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"given_on": timezone.localdate() + timedelta(days=1)}, "given_on"),
        ({"expires_on": timezone.localdate()}, "expires_on"),
        ({"data_classes": []}, "data_classes"),
        ({"purpose": " "}, "purpose"),
        ({"signer": ""}, "signer"),
    ],
)
def test_an_incomplete_consent_is_refused_at_its_field(cast: Cast, changes: dict, field: str) -> None:
    case = the.a_case(cast)
    with pytest.raises(Invalid) as refused:
        consent(cast, case, **changes)
    assert refused.value.field == field
    assert Consent.objects.count() == 0


def test_a_revoked_consent_stays_revoked_and_everybody_in_the_case_is_told(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.take_case(case, by=cast.coordinator)
    given = consent(cast, case)
    with pytest.raises(NotAllowed):
        consents.revoke_consent(given, by=cast.coordinator, because="x")
    consents.revoke_consent(given, by=cast.advocate, because="The mother asked for it.")
    with pytest.raises(NotNow):
        consents.revoke_consent(given, by=cast.advocate, because="Again.")
    assert [n.to for n in Notice.objects.filter(kind="consent_revoked")] == [cast.coordinator]

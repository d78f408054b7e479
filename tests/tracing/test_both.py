"""What is said of two persons can be read with both keys, and with neither alone."""

import pytest

from reencuentro.casework.clockwork import now
from reencuentro.tracing.models import Judgement, Lead, LeadEvidence, NeedToKnow
from reencuentro.vault import boxes, sealing
from reencuentro.vault.errors import BoxDestroyed, Damaged
from tests.cast import Cast
from tests.tracing.two_cases import EVIDENCE, TwoCases, two_cases

WORDS = "Both have the scar of a machete."


def said(cast: Cast) -> TwoCases:
    two = two_cases(cast)
    known = {"case": two.here, "lead": two.lead, "because": WORDS}
    Judgement.objects.create(verdict="same", by=cast.coordinator, at=now(), **known)
    NeedToKnow.objects.create(asked_by=cast.coordinator, asked_at=now(), answer=WORDS, **known)
    return two


def test_with_both_keys_everything_is_read_as_it_was_written(cast: Cast) -> None:
    said(cast)
    kept, judgement, grant = LeadEvidence.objects.get(), Judgement.objects.get(), NeedToKnow.objects.get()
    assert (kept.probability, kept.fields, judgement.because) == ("0.87", EVIDENCE, WORDS)
    assert (grant.because, grant.answer) == (WORDS, WORDS)


def test_the_key_of_the_row_alone_opens_only_another_seal(cast: Cast) -> None:
    two = said(cast)
    row = Judgement.objects.get()
    column = Judgement._meta.get_field("because")
    ciphertext = bytes(Judgement.objects.values_list("because", flat=True).get())
    place = column.bound_to(row.pk)  # type: ignore[union-attr]
    inner = sealing.unseal(ciphertext, box=two.here.box_id, bound_to=place)
    assert WORDS.encode() not in inner
    with pytest.raises(Damaged):
        sealing.unseal(inner, box=two.here.box_id, bound_to=place)
    assert sealing.unseal(inner, box=two.there.box_id, bound_to=place) == WORDS.encode()


def test_a_row_that_did_not_change_keeps_its_ciphertext(cast: Cast) -> None:
    said(cast)
    before = bytes(Judgement.objects.values_list("because", flat=True).get())
    row = Judgement.objects.get()
    assert row.because == WORDS
    row.save()
    assert bytes(Judgement.objects.values_list("because", flat=True).get()) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("side", ["here", "there"])
def test_erasing_either_case_makes_all_of_it_unreadable(cast: Cast, side: str) -> None:
    two = said(cast)
    boxes.destroy(getattr(two, side).box, by=cast.administrator)
    for row, name in (
        (LeadEvidence.objects.get(), "probability"),
        (LeadEvidence.objects.get(), "fields"),
        (LeadEvidence.objects.get(), "facts"),
        (Judgement.objects.get(), "because"),
        (NeedToKnow.objects.get(), "because"),
        (NeedToKnow.objects.get(), "answer"),
    ):
        with pytest.raises(BoxDestroyed):
            getattr(row, name)
    assert Lead.objects.get().state == "open"  # the row and its state stay

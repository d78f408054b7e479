from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reencuentro.casework.actions import deliveries
from reencuentro.casework.models import Assignment, Delivery, Document, DraftPaper, Fee
from tests import cast as the
from tests.casework.test_deliveries import photo
from tests.cast import Cast

from .defender import assigned, browser, words


@pytest.fixture
def cast(db: None) -> Cast:
    return the.people()


@pytest.fixture
def item(cast: Cast) -> Assignment:
    return assigned(cast)


def fake(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"<html><script>alert(1)</script>", content_type="image/jpeg")


def test_several_pages_at_once_keep_the_good_ones_and_say_which_was_refused_and_why(
    cast: Cast, item: Assignment
) -> None:
    sent = {
        "act": "add",
        "files": [photo("uno.jpg"), fake("dos.jpg"), photo("tres.jpg")],
        "said": "At the town hall.",
    }
    page = words(browser(cast.defender).post(f"/work/{item.pk}/deliver/", sent))
    assert sorted(draft.file.name for draft in DraftPaper.objects.all()) == ["tres.jpg", "uno.jpg"]
    assert "<b>dos.jpg</b>: This kind of file cannot be accepted." in page
    assert "The other pages are kept." in page and "At the town hall." in page
    assert Delivery.objects.count() == 0


def test_typed_words_stay_while_pages_come_and_go(cast: Cast, item: Assignment) -> None:
    client, form = browser(cast.defender), str(uuid4())
    typed = {"result": "partly", "said": "Page two follows.", "courier": "Guía 77", "client_id": form}
    client.post(f"/work/{item.pk}/deliver/", {**typed, "act": "add", "files": [photo()]})
    paper = DraftPaper.objects.get()
    page = words(client.post(f"/work/{item.pk}/deliver/", {**typed, "remove": str(paper.pk)}))
    assert DraftPaper.objects.count() == 0
    assert "Page two follows." in page and 'value="Guía 77"' in page and form in page
    assert (
        'value="partly" id="id_result_1" checked' in page.replace(" required", "") or 'value="partly"' in page
    )
    assert 'class="errors"' not in page


def test_a_form_that_a_phone_repeats_adds_its_pages_once(cast: Cast, item: Assignment) -> None:
    client, form = browser(cast.defender), str(uuid4())
    for _again in range(3):
        sent = {"act": "add", "upload_id": form, "files": [photo("uno.jpg"), photo("dos.jpg")]}
        client.post(f"/work/{item.pk}/deliver/", sent)
    assert DraftPaper.objects.count() == 2


def test_the_form_survives_a_lost_sending_and_delivers_once(cast: Cast, item: Assignment) -> None:
    client, form = browser(cast.defender), str(uuid4())
    client.post(f"/work/{item.pk}/deliver/", {"act": "add", "files": [photo()]})
    sent = {"act": "deliver", "result": "obtained", "said": "With stamp.", "client_id": form}
    answers = [client.post(f"/work/{item.pk}/deliver/", sent) for _again in range(3)]
    assert {answer.url for answer in answers} == {f"/work/{item.pk}/"}
    delivery = Delivery.objects.get()
    assert (delivery.result, delivery.said, delivery.documents.count()) == ("obtained", "With stamp.", 1)


def test_a_file_chosen_without_pressing_add_is_delivered_too(cast: Cast, item: Assignment) -> None:
    sent = {"act": "deliver", "result": "obtained", "files": [photo()]}
    browser(cast.defender).post(f"/work/{item.pk}/deliver/", sent)
    assert Document.objects.get().delivery == Delivery.objects.get()


def test_a_refused_file_stops_the_delivery_until_it_was_seen(cast: Cast, item: Assignment) -> None:
    sent = {"act": "deliver", "result": "obtained", "said": "Here.", "files": [photo(), fake("sello.jpg")]}
    page = words(browser(cast.defender).post(f"/work/{item.pk}/deliver/", sent))
    assert (Delivery.objects.count(), DraftPaper.objects.count()) == (0, 1)
    assert "sello.jpg" in page and "Here." in page


def test_nothing_obtained_needs_no_page_and_something_obtained_needs_one(
    cast: Cast, item: Assignment
) -> None:
    client = browser(cast.defender)
    page = words(client.post(f"/work/{item.pk}/deliver/", {"act": "deliver", "result": "obtained"}))
    assert "Add at least one file or write what you found." in page
    client.post(f"/work/{item.pk}/deliver/", {"act": "deliver", "result": "not_found"})
    assert Delivery.objects.get().result == "not_found"


def test_a_blurred_or_dark_page_is_said_at_once(cast: Cast, item: Assignment) -> None:
    import io

    from PIL import Image

    dark = io.BytesIO()
    Image.new("RGB", (900, 700), (8, 8, 8)).save(dark, "JPEG")
    upload = SimpleUploadedFile("oscura.jpg", dark.getvalue(), content_type="image/jpeg")
    page = words(browser(cast.defender).post(f"/work/{item.pk}/deliver/", {"act": "add", "files": [upload]}))
    assert "The picture is dark." in page


def test_pages_of_somebody_else_cannot_be_taken_out(cast: Cast, item: Assignment) -> None:
    other = assigned(cast)
    browser(cast.defender).post(f"/work/{other.pk}/deliver/", {"act": "add", "files": [photo()]})
    paper = DraftPaper.objects.get()
    browser(cast.defender).post(f"/work/{item.pk}/deliver/", {"remove": str(paper.pk)})
    assert (
        browser(cast.other_defender).post(f"/work/{other.pk}/deliver/", {"remove": paper.pk}).status_code
        == 404
    )
    assert DraftPaper.objects.count() == 1


def test_nonsense_in_hidden_fields_does_no_harm(cast: Cast, item: Assignment) -> None:
    sent = {"act": "add", "upload_id": "x", "remove": "'; --", "client_id": "zzz", "files": [photo()]}
    assert browser(cast.defender).post(f"/work/{item.pk}/deliver/", sent).status_code == 200
    assert DraftPaper.objects.count() == 1


def test_what_was_delivered_stands_on_the_sheet_with_what_was_said_of_it(
    cast: Cast, item: Assignment
) -> None:
    client = browser(cast.defender)
    client.post(
        f"/work/{item.pk}/deliver/", {"act": "deliver", "result": "obtained", "files": [photo("acta.jpg")]}
    )
    deliveries.send_back(Delivery.objects.get(), by=cast.coordinator, because="No stamp.")
    page = words(client.get(f"/work/{item.pk}/"))
    assert "acta.jpg" in page and "No stamp." in page and "Sent back" in page


def test_a_page_can_be_looked_at_by_who_sent_it_and_by_nobody_else(cast: Cast, item: Assignment) -> None:
    client = browser(cast.defender)
    client.post(f"/work/{item.pk}/deliver/", {"act": "add", "files": [photo()]})
    paper = DraftPaper.objects.get()
    assert f"/work/page/{paper.pk}/" in words(client.get(f"/work/{item.pk}/deliver/"))
    answer = client.get(f"/work/page/{paper.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert (
        item.case.code.lower() in answer["Content-Disposition"]
        and "partida" not in answer["Content-Disposition"]
    )
    for other in (cast.other_defender, cast.coordinator, cast.advocate, cast.administrator):
        assert browser(other).get(f"/work/page/{paper.pk}/").status_code == 404


def test_a_receipt_opens_to_the_defender_who_sent_it(cast: Cast, item: Assignment) -> None:
    cost = {"amount_0": "900", "amount_1": "HNL", "what": "Copy", "receipt": photo("recibo.jpg")}
    browser(cast.defender).post(f"/work/{item.pk}/cost/", cost)
    path = f"/work/receipt/{Fee.objects.get().pk}/"
    assert path in words(browser(cast.defender).get(f"/work/{item.pk}/"))
    codes = {
        name: browser(user).get(path).status_code
        for name, user in vars(cast).items()
        if name != "child_advocate"
    }
    assert sorted(name for name, code in codes.items() if code == 200) == ["defender"]
    assert set(codes.values()) == {200, 404}

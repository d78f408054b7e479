"""Two pairs of eyes on the very words that go out, whichever button is pressed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, TaskState

from reencuentro.audit.models import Entry
from reencuentro.notify.models import Notice
from reencuentro.public.site.errors import NeedsSecondEditor
from tests.cast import Cast

from .helping import a_draft, act, page_at, signed_in, submit

pytestmark = pytest.mark.usefixtures("site")
REFUSAL = "A page is published by a second Editor"


def is_live(page: Any) -> bool:
    return Page.objects.get(pk=page.pk).live


def entries(verb: str) -> list[tuple[str, str]]:
    """(who, what) since the site was made."""
    made = Entry.objects.get(verb="site_seeded").seq
    return list(Entry.objects.filter(verb=verb, seq__gt=made).values_list("actor", "about"))


def test_what_a_second_editor_approves_is_live_and_recorded(cast: Cast, client: Client) -> None:
    draft = a_draft(cast.editor)
    state = submit(draft, cast.editor)
    act(signed_in(cast.second_editor), draft, state, "approve")
    assert client.get(draft.url_path).status_code == 200
    assert entries("page_published") == [(cast.second_editor.ledger_name, f"page:{draft.pk}")]


def test_the_author_cannot_approve_and_is_told_why(cast: Cast) -> None:
    draft = a_draft(cast.editor)
    state = submit(draft, cast.editor)
    author = signed_in(cast.editor)
    act(author, draft, state, "approve")
    assert not is_live(draft)
    with pytest.raises(NeedsSecondEditor):
        state.task.specific.on_action(state, cast.editor, "approve")
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
    assert state.task.specific.get_actions(draft, cast.editor) == []


def test_pressing_publish_by_hand_only_keeps_a_draft(cast: Cast) -> None:
    author = signed_in(cast.editor)
    page = page_at("/en/about-us/team/")
    url = f"/editors/pages/{page.pk}/edit/"
    form = fields(author, url) | {"title": "Mine alone", "action-publish": "1"}
    assert author.post(url, form).status_code == 302
    kept = page_at("/en/about-us/team/")
    assert (kept.title, kept.get_latest_revision().as_object().title) == ("Team", "Mine alone")
    assert entries("page_published") == []


def test_whoever_goes_past_the_method_meets_the_same_rule(cast: Cast) -> None:
    page = page_at("/en/about-us/team/")
    page.title = "Past the rule"
    revision = page.save_revision(user=cast.editor)
    with pytest.raises(NeedsSecondEditor), transaction.atomic():
        PublishPageRevisionAction(revision, user=cast.editor).execute(skip_permission_checks=True)
    assert page_at("/en/about-us/team/").title == "Team"


def test_the_refusal_is_said_on_the_page_from_which_it_came(cast: Cast) -> None:
    draft = a_draft(cast.editor)
    state = submit(draft, cast.editor)
    task, author = state.task.specific, signed_in(cast.editor)
    url = f"/editors/pages/{draft.pk}/edit/"
    form = fields(author, url) | {
        "title": "New words",
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
    }
    TaskState.objects.filter(pk=state.pk).update(revision=draft.save_revision(user=cast.second_editor))
    answer = author.post(
        url, form, headers={"Referer": f"http://testserver{url}"}
    )  # with changes of their own
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{url}")
    assert REFUSAL in author.get(url).content.decode()
    assert task.get_actions(draft, cast.editor) != []  # what the other wrote, they may approve
    assert not is_live(draft)


def test_there_is_no_button_to_publish_alone(cast: Cast) -> None:
    page = page_at("/en/about-us/team/")
    html = signed_in(cast.editor).get(f"/editors/pages/{page.pk}/edit/").content.decode()
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html


def test_a_new_page_begins_as_a_draft_whatever_is_pressed(cast: Cast) -> None:
    author, above = signed_in(cast.editor), page_at("/en/about-us/")
    url = f"/editors/pages/add/public_site/plainpage/{above.pk}/"
    form = fields(author, url) | {"title": "New", "slug": "new", "action-publish": "1"}
    assert author.post(url, form).status_code == 302
    assert page_at("/en/about-us/new/").live is False


def test_who_approves_with_changes_of_their_own_is_an_author_too(cast: Cast) -> None:
    draft = a_draft(cast.editor)
    state = submit(draft, cast.editor)
    draft.title = "Other words"
    draft.save_revision(user=cast.second_editor)
    with pytest.raises(NeedsSecondEditor):
        state.task.specific.on_action(state, cast.second_editor, "approve")
    again = TaskState.objects.get(pk=state.pk)
    again.task.specific.on_action(again, cast.editor, "approve")  # the first author reads the new words
    assert Page.objects.get(pk=draft.pk).title == "Other words"


def test_an_approval_is_of_these_words_not_of_later_ones(cast: Cast) -> None:
    draft = a_draft(cast.editor)
    act(signed_in(cast.second_editor), draft, submit(draft, cast.editor), "approve")
    later = draft.specific_class.objects.get(pk=draft.pk)
    later.title = "Later words"
    revision = later.save_revision(user=cast.editor)
    with pytest.raises(NeedsSecondEditor):
        revision.publish(user=cast.editor)
    with pytest.raises(NeedsSecondEditor):
        revision.publish(user=cast.second_editor)
    assert Page.objects.get(pk=draft.pk).title == "A draft"


def test_many_at_once_cannot_be_published_past_the_review(cast: Cast) -> None:
    draft = a_draft(cast.editor)
    author = signed_in(cast.editor)
    url = f"/editors/bulk/wagtailcore/page/publish/?id={draft.pk}"
    author.post(url, {"include_descendants": ""})
    assert not is_live(draft)


@pytest.mark.parametrize("extra", [{"publish_copies": "1"}, {"alias": "1"}])
def test_a_copy_begins_as_a_draft(cast: Cast, extra: dict[str, str]) -> None:
    author, page = signed_in(cast.editor), page_at("/en/about-us/team/")
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    url = f"/editors/pages/{page.pk}/copy/"
    author.post(url, form | extra)
    assert not Page.objects.filter(slug="copy").exists()
    author.post(url, form)
    assert Page.objects.get(slug="copy").live is False


def test_a_translation_begins_as_a_draft(cast: Cast, client: Client) -> None:
    page_at("/es/quienes-somos/equipo/").delete()
    page = page_at("/en/about-us/team/")
    spanish = page_at("/es/").locale_id
    signed_in(cast.editor).post(f"/editors/translation/submit/page/{page.pk}/", {"locales": [spanish]})
    made = page.get_translations().get()
    assert (made.live, made.url_path) == (False, "/es/quienes-somos/team/")
    assert client.get(made.url_path).status_code == 404


def test_the_other_editors_are_told_and_the_author_afterwards(cast: Cast) -> None:
    draft = a_draft(cast.editor)
    state = submit(draft, cast.editor)
    path = f"/editors/pages/{draft.pk}/edit/"
    told = Notice.objects.values_list("to", "kind", "path")
    assert list(told.all()) == [(cast.second_editor.pk, "page_to_review", path)]
    act(signed_in(cast.second_editor), draft, state, "reject", comment="Please say it in shorter words.")
    assert (cast.editor.pk, "page_reviewed", path) in list(told.all())
    assert not is_live(draft)


def test_wagtail_sends_no_mail_of_its_own(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    draft = a_draft(cast.editor)
    with django_capture_on_commit_callbacks(execute=True):
        act(signed_in(cast.second_editor), draft, submit(draft, cast.editor), "approve")
    assert is_live(draft)
    assert mail.outbox == []


def test_one_editor_withdraws_a_page_at_once_and_it_is_recorded(cast: Cast, client: Client) -> None:
    page = page_at("/en/about-us/team/")
    signed_in(cast.editor).post(f"/editors/pages/{page.pk}/unpublish/")
    assert client.get("/en/about-us/team/").status_code == 404
    assert client.get("/es/quienes-somos/equipo/").status_code == 200  # a page of its own, still there
    assert entries("page_withdrawn") == [(cast.editor.ledger_name, f"page:{page.pk}")]


def test_many_withdrawn_at_once_are_recorded_one_by_one(cast: Cast) -> None:
    pages = [page_at(f"/en/about-us/{slug}/") for slug in ("team", "financials")]
    query = "&".join(f"id={page.pk}" for page in pages)
    signed_in(cast.editor).post(
        f"/editors/bulk/wagtailcore/page/unpublish/?{query}", {"include_descendants": ""}
    )
    assert sorted(entries("page_withdrawn")) == sorted(
        (cast.editor.ledger_name, f"page:{page.pk}") for page in pages
    )


def test_a_deleted_page_is_recorded_by_its_number(cast: Cast) -> None:
    page = page_at("/en/about-us/team/")
    signed_in(cast.editor).post(f"/editors/pages/{page.pk}/delete/")
    assert entries("page_deleted") == [(cast.editor.ledger_name, f"page:{page.pk}")]


def test_a_page_approved_for_later_comes_by_itself_and_not_before(cast: Cast, client: Client) -> None:
    draft = a_draft(cast.editor)
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision(user=cast.editor)
    act(signed_in(cast.second_editor), draft, submit(draft, cast.editor), "approve")
    call_command("publish_scheduled")
    assert client.get(draft.url_path).status_code == 404
    assert entries("page_scheduled") == [(cast.second_editor.ledger_name, f"page:{draft.pk}")]
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert client.get(draft.url_path).status_code == 200
    assert entries("page_published") == [("system", f"page:{draft.pk}")]


def fields(client: Client, url: str) -> dict[str, str]:
    """What the form of this page would send back unchanged: its plain fields."""
    form = client.get(url).context["form"]
    empty = {f"{name}-count": "0" for name in ("body", "buttons")}
    return empty | {
        name: str(form[name].value() or "")
        for name in form.fields
        if name not in ("body", "buttons", "show_in_menus", "go_live_at", "expire_at")
    }


@pytest.mark.parametrize(
    ("old", "slug", "new"),
    [
        ("/en/about-us/team/", "people", "/en/about-us/people/"),
        ("/es/quienes-somos/equipo/", "personas", "/es/quienes-somos/personas/"),
    ],
)
def test_a_page_whose_address_changes_is_found_at_the_old_one_too(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Any, old: str, slug: str, new: str
) -> None:
    page = page_at(old)
    page.slug = slug
    page.save_revision(user=cast.editor)
    with django_capture_on_commit_callbacks(execute=True):
        act(signed_in(cast.second_editor), page, submit(page, cast.editor), "approve")
    assert client.get(new).status_code == 200
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)

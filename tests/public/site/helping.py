"""What several tests of the public site do: sign in an Editor, find a page, write and submit one."""

from typing import Any

from django.test import Client
from wagtail.models import Page

from reencuentro.accounts.models import User
from reencuentro.public.site.models import PlainPage


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_at(address: str) -> Any:
    return Page.objects.get(url_path=address).specific


def a_draft(by: User, *, under: str = "/en/about-us/", title: str = "A draft") -> PlainPage:
    """A page that was never published, written by this Editor."""
    above = page_at(under)
    page: PlainPage = above.add_child(
        instance=PlainPage(title=title, live=False, owner=by, locale=above.locale)
    )
    page.save_revision(user=by)
    return PlainPage.objects.get(pk=page.pk)


def submit(page: Any, by: User) -> Any:
    """As the button does; returns the task's state."""
    workflow = page.get_workflow()
    return workflow.start(page, by).current_task_state


def act(client: Client, page: Any, state: Any, name: str, comment: str = "") -> Any:
    return client.post(f"/editors/pages/workflow/action/{page.pk}/{name}/{state.pk}/", {"comment": comment})

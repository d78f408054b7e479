"""How a page answers an act: done, refused at a field, refused in a sentence, or edited by two people at once."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from reencuentro.casework.errors import EditedMeanwhile, Invalid, NotAllowed, NotNow, NotReady
from reencuentro.vault.errors import NoRoom
from reencuentro.vault.intake import Refused

Done = TypeVar("Done")


class Refusal(Exception):
    """The act was refused and the person was told; the page shows itself again with everything that was typed."""


def attempt(request: HttpRequest, act: Callable[[], Done], form: forms.Form | None = None) -> Done:
    """Run an action and turn each named refusal into a sentence where it belongs. Raises Refusal, or Http404.

    With a form the sentence stands at the field (or at the top of the form); without one it is a message.
    """
    try:
        return act()
    except NotAllowed as refused:
        raise Http404 from refused
    except Invalid as refused:
        _say(request, form, refused.sentence, refused.field)
    except Refused as refused:
        _say(request, form, refused.message, "files")
    except NotReady as refused:
        for sentence in refused.missing:
            _say(request, form, sentence)
    except NotNow:
        _say(
            request,
            form,
            _("Somebody else was faster: this can no longer be done. Here is how it stands now."),
        )
    except NoRoom:
        _say(
            request,
            form,
            _("The server has no room for this file now. Nothing was lost; please try again later."),
        )
    except EditedMeanwhile as refused:
        if form is None:
            raise
        _show_both(form, refused)
    raise Refusal


def _say(request: HttpRequest, form: forms.Form | None, sentence: Any, field: str = "") -> None:
    if form is None:
        messages.error(request, sentence)
    else:
        form.add_error(field if field in form.fields else None, sentence)


def _show_both(form: forms.Form, refused: EditedMeanwhile) -> None:
    """Beside what was typed stands what the other person saved; sending again keeps what stands in the form."""
    form.add_error(None, _("Somebody else saved this while you were writing. Compare, then save again."))
    for name, theirs in _differences(refused):
        if name in form.fields:
            form.add_error(name, _("They wrote: %(theirs)s") % {"theirs": theirs or "–"})
    if "version" in form.fields:
        typed_now = cast(QueryDict, form.data).copy()
        typed_now["version"] = str(refused.current.version)
        form.data = typed_now


def _differences(refused: EditedMeanwhile) -> Iterator[tuple[str, Any]]:
    """Fields and what the other person saved there; a table of answers is compared line by line."""
    for name, typed in refused.changes.items():
        theirs = getattr(refused.current, name)
        if isinstance(typed, dict) and isinstance(theirs, dict):
            keys = {*typed, *theirs}
            yield from ((key, theirs.get(key)) for key in sorted(keys) if theirs.get(key) != typed.get(key))
        elif theirs != typed:
            yield name, theirs
